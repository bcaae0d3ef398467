package io.torcdb.deploy.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Shows JSON documents to people: a list of objects as a table, an object as lines. */
public final class JsonTable {
    private static final String GAP = "  ";

    private JsonTable() {}

    /** Returns {@code json} as maps, lists and text; null as an empty text. */
    public static Object parse(String json) {
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            var _ = parser.nextToken();
            return value(parser);
        }
    }

    /** Returns {@code json} as lines for people. */
    public static String render(String json) {
        return switch (parse(json)) {
            case List<?> rows -> table(rows);
            case Map<?, ?> fields -> lines(fields);
            case Object other -> other + "\n";
        };
    }

    private static Object value(JsonParser parser) {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var fields = new LinkedHashMap<String, Object>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var _ = parser.nextToken();
                fields.put(name, value(parser));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            var elements = new ArrayList<Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
        return token == JsonToken.VALUE_NULL ? "" : parser.getString();
    }

    private static String lines(Map<?, ?> fields) {
        var text = new StringBuilder();
        var width =
                fields.keySet().stream().mapToInt(key -> key.toString().length()).max().orElse(0);
        fields.forEach((key, value) ->
                text.append(padded(key.toString(), width))
                        .append(GAP)
                        .append(compact(value))
                        .append('\n'));
        return text.toString();
    }

    private static String table(List<?> rows) {
        var cells = new ArrayList<List<String>>();
        for (var row : rows) {
            var fields = row instanceof Map<?, ?> map ? map : Map.of("value", row);
            if (cells.isEmpty()) {
                cells.add(fields.keySet().stream().map(JsonTable::heading).toList());
            }
            cells.add(fields.values().stream().map(JsonTable::compact).toList());
        }
        if (cells.isEmpty()) {
            return "(none)\n";
        }
        var text = new StringBuilder();
        for (var row : cells) {
            var line = new StringJoiner(GAP);
            for (int column = 0; column < row.size(); column++) {
                line.add(padded(row.get(column), width(cells, column)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> cells, int column) {
        return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String heading(Object key) {
        return key.toString().replaceAll("([a-z])([A-Z])", "$1-$2").toUpperCase(Locale.ROOT);
    }

    private static String compact(Object value) {
        return switch (value) {
            case List<?> elements when elements.isEmpty() -> "-";
            case List<?> elements ->
                    String.join("; ", elements.stream().map(JsonTable::compact).toList());
            case Map<?, ?> fields ->
                    String.join(
                            " ",
                            fields.entrySet().stream()
                                    .map(field -> field.getKey() + "=" + compact(field.getValue()))
                                    .toList());
            case String text when text.isEmpty() -> "-";
            case Object other -> other.toString();
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
