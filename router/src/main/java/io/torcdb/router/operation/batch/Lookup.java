package io.torcdb.router.operation.batch;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the tables of a batch by name or ARN. */
public interface Lookup {
    /** Finds a table that data operations may use; {@code done} is told exactly once. */
    void find(String nameOrArn, Consumer<Outcome<TableInfo>> done);

    /** Finds all tables, in their order, or tells why the first that is missing is refused. */
    default void findAll(List<String> names, Consumer<Outcome<List<TableInfo>>> done) {
        findFrom(names, new ArrayList<>(names.size()), done);
    }

    private void findFrom(
            List<String> names, List<TableInfo> found, Consumer<Outcome<List<TableInfo>>> done) {
        if (found.size() == names.size()) {
            done.accept(Outcome.success(found));
            return;
        }
        find(
                names.get(found.size()),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Success<TableInfo>(var table) -> {
                            found.add(table);
                            findFrom(names, found, done);
                        }
                        case Outcome.Refused<TableInfo>(var failure) ->
                                done.accept(Outcome.refused(failure));
                    }
                });
    }
}
