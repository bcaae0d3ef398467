package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table of the test.
 *
 * @param hash type of the partition key {@code p}
 * @param range type of the sort key {@code s}, if there is one
 * @param indexes local indexes by name
 */
record Shape(String name, String hash, Optional<String> range, List<Index> indexes) {
    static final String HASH = "p";
    static final String RANGE = "s";

    /** A local index: what it orders by and what it holds. */
    record Index(String name, String attribute, String type, ProjectionType projection) {}

    static final List<Shape> ALL =
            List.of(
                    new Shape("d-s", "S", Optional.empty(), List.of()),
                    new Shape("d-n", "N", Optional.empty(), List.of()),
                    new Shape("d-ss", "S", Optional.of("S"), List.of()),
                    new Shape("d-sn", "S", Optional.of("N"), List.of()),
                    new Shape("d-bb", "B", Optional.of("B"), List.of()),
                    new Shape(
                            "d-indexed",
                            "S",
                            Optional.of("N"),
                            List.of(
                                    new Index("all", "x1", "S", ProjectionType.ALL),
                                    new Index("include", "x2", "N", ProjectionType.INCLUDE),
                                    new Index("keys", "x3", "B", ProjectionType.KEYS_ONLY))));

    CreateTableRequest create() {
        var definitions = new ArrayList<AttributeDefinition>();
        var keys = new ArrayList<KeySchemaElement>();
        definitions.add(definition(HASH, hash));
        keys.add(key(HASH, KeyType.HASH));
        range.ifPresent(type -> {
            definitions.add(definition(RANGE, type));
            keys.add(key(RANGE, KeyType.RANGE));
        });
        var locals = new ArrayList<LocalSecondaryIndex>();
        for (Index index : indexes) {
            definitions.add(definition(index.attribute(), index.type()));
            var projection = Projection.builder().projectionType(index.projection());
            if (index.projection() == ProjectionType.INCLUDE) {
                projection.nonKeyAttributes("a", "b");
            }
            locals.add(
                    LocalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(
                                    key(HASH, KeyType.HASH), key(index.attribute(), KeyType.RANGE))
                            .projection(projection.build())
                            .build());
        }
        var request =
                CreateTableRequest.builder()
                        .tableName(name)
                        .attributeDefinitions(definitions)
                        .keySchema(keys)
                        .billingMode(BillingMode.PAY_PER_REQUEST);
        return locals.isEmpty() ? request.build() : request.localSecondaryIndexes(locals).build();
    }

    Map<String, AttributeValue> key(Draw draw) {
        var key = new LinkedHashMap<String, AttributeValue>();
        key.put(HASH, draw.key(hash));
        range.ifPresent(type -> key.put(RANGE, draw.key(type)));
        if (draw.once(80)) {
            key.put("extra", draw.scalar());
        }
        return key;
    }

    Map<String, AttributeValue> item(Draw draw) {
        var item = new LinkedHashMap<>(key(draw));
        for (int count = draw.below(6); count > 0; count--) {
            item.put(draw.attribute(), draw.value());
        }
        for (Index index : indexes) {
            if (!draw.once(3)) {
                item.put(index.attribute(), draw.key(index.type()));
            }
        }
        return item;
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.fromValue(type))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
