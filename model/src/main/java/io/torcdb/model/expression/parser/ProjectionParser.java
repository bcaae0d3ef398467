package io.torcdb.model.expression.parser;

import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.PathTree;
import io.torcdb.model.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses one projection. */
final class ProjectionParser {
    private final Reading reading;

    ProjectionParser(String text, PlaceholderUse placeholders) {
        this.reading = new Reading(text, placeholders, Set.of());
    }

    /** Returns the paths of the whole text, which do not clash. */
    Outcome<List<Path>> parse(String parameter) {
        var paths = new ArrayList<Path>();
        var tree = new PathTree<Boolean>();
        do {
            Path path = reading.path();
            paths.add(path);
            tree.add(path, true).ifPresent(reading::clash);
        } while (reading.cursor.takeSymbol(","));
        return reading.end(parameter, paths, Rule.PROJECTION_ORDER);
    }
}
