package io.torcdb.router.operation.table;

import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** What the AttributeDefinitions of a request say. Their elements must be complete. */
final class AttributeTypes {
    private final SequencedMap<String, KeyType> types = new LinkedHashMap<>();
    private Optional<String> duplicate = Optional.empty();

    AttributeTypes(List<AttributeDefinition> definitions) {
        for (AttributeDefinition definition : definitions) {
            String name = definition.attributeName().orElseThrow();
            if (types.put(name, KeyType.valueOf(definition.attributeType().orElseThrow()))
                    != null) {
                duplicate = Optional.of(name);
            }
        }
    }

    SequencedSet<String> names() {
        return types.sequencedKeySet();
    }

    /** Returns a name that is defined twice. */
    Optional<String> duplicate() {
        return duplicate;
    }

    /** Returns key attributes all of which are defined. */
    List<KeyAttribute> of(List<KeySchemaElement> schema) {
        var keys = new ArrayList<KeyAttribute>(schema.size());
        for (String name : names(schema)) {
            keys.add(new KeyAttribute(name, types.getOrDefault(name, KeyType.S)));
        }
        return keys;
    }

    static List<String> names(List<KeySchemaElement> schema) {
        return schema.stream().map(element -> element.attributeName().orElseThrow()).toList();
    }
}
