package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.IndexProjection;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.router.operation.check.Constraints;
import java.util.List;
import java.util.Optional;

/** The constraints of the published model on what makes a table. */
final class CreateTableConstraints {
    private static final int MAX_KEYS = 2;
    private static final int MAX_ATTRIBUTE_NAME = 255;
    private static final int MAX_NON_KEY_ATTRIBUTES = 20;

    private CreateTableConstraints() {}

    static Optional<Failure> check(Request.CreateTable request) {
        var constraints =
                new Constraints()
                        .present("attributeDefinitions", request.attributeDefinitions())
                        .present("keySchema", request.keySchema());
        settings(constraints, request.settings());
        request.attributeDefinitions().ifPresent(list -> definitions(constraints, list));
        request.keySchema().ifPresent(keys -> keySchema(constraints, "keySchema", keys));
        List<LocalSecondaryIndex> indexes = request.localSecondaryIndexes().orElse(List.of());
        for (int i = 0; i < indexes.size(); i++) {
            index(constraints, "localSecondaryIndexes." + (i + 1) + ".member.", indexes.get(i));
        }
        request.tags().ifPresent(tags -> Tags.constraints(constraints, tags));
        return constraints.failure();
    }

    static void settings(Constraints constraints, Request.TableSettings settings) {
        constraints
                .oneOf("billingMode", settings.billingMode(), Constraints.BILLING_MODE)
                .oneOf("tableClass", settings.tableClass(), Constraints.TABLE_CLASS);
        settings.provisionedThroughput()
                .ifPresent(units -> {
                    String read = "provisionedThroughput.readCapacityUnits";
                    String write = "provisionedThroughput.writeCapacityUnits";
                    constraints
                            .present(read, units.readCapacityUnits())
                            .atLeast(read, units.readCapacityUnits(), 1)
                            .present(write, units.writeCapacityUnits())
                            .atLeast(write, units.writeCapacityUnits(), 1);
                });
    }

    static void definitions(Constraints constraints, List<AttributeDefinition> definitions) {
        for (int i = 0; i < definitions.size(); i++) {
            String path = "attributeDefinitions." + (i + 1) + ".member.";
            AttributeDefinition definition = definitions.get(i);
            attributeName(constraints, path, definition.attributeName());
            constraints
                    .present(path + "attributeType", definition.attributeType())
                    .oneOf(
                            path + "attributeType",
                            definition.attributeType(),
                            Constraints.ATTRIBUTE_TYPE);
        }
    }

    private static void keySchema(
            Constraints constraints, String path, List<KeySchemaElement> keys) {
        constraints.size(
                path, keys.stream().map(CreateTableConstraints::shown).toList(), 1, MAX_KEYS);
        for (int i = 0; i < Math.min(keys.size(), MAX_KEYS); i++) {
            String member = path + "." + (i + 1) + ".member.";
            attributeName(constraints, member, keys.get(i).attributeName());
            constraints
                    .present(member + "keyType", keys.get(i).keyType())
                    .oneOf(member + "keyType", keys.get(i).keyType(), Constraints.KEY_TYPE);
        }
    }

    /** An element as the service shows it where it tells what was given. */
    private static String shown(KeySchemaElement key) {
        return "KeySchemaElement(attributeName="
                + key.attributeName().orElse("null")
                + ", keyType="
                + key.keyType().orElse("null")
                + ")";
    }

    private static void index(Constraints constraints, String path, LocalSecondaryIndex index) {
        constraints.present(path + "indexName", index.indexName());
        index.indexName().ifPresent(name -> constraints.name(path + "indexName", name));
        constraints.present(path + "keySchema", index.keySchema());
        index.keySchema().ifPresent(keys -> keySchema(constraints, path + "keySchema", keys));
        constraints.present(path + "projection", index.projection());
        index.projection()
                .ifPresent(projection -> projection(constraints, path + "projection.", projection));
    }

    private static void projection(
            Constraints constraints, String path, IndexProjection projection) {
        constraints.oneOf(
                path + "projectionType", projection.projectionType(), Constraints.PROJECTION_TYPE);
        String attributes = path + "nonKeyAttributes";
        projection
                .nonKeyAttributes()
                .ifPresent(names -> {
                    constraints.size(attributes, names, 1, MAX_NON_KEY_ATTRIBUTES);
                    for (int i = 0; i < Math.min(names.size(), MAX_NON_KEY_ATTRIBUTES); i++) {
                        constraints.length(
                                attributes + "." + (i + 1) + ".member",
                                names.get(i),
                                1,
                                MAX_ATTRIBUTE_NAME);
                    }
                });
    }

    private static void attributeName(
            Constraints constraints, String path, Optional<String> attributeName) {
        constraints.present(path + "attributeName", attributeName);
        attributeName.ifPresent(
                name -> constraints.length(path + "attributeName", name, 1, MAX_ATTRIBUTE_NAME));
    }
}
