package io.torcdb.router.operation;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.proto.internal.Schema;
import io.torcdb.proto.internal.Table;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Checks a CreateTable in DynamoDB's order and asks the control plane for the table. */
final class CreateTable {
    static final String ON_DEMAND = "PAY_PER_REQUEST";
    static final int MAX_KEYS = 2;

    private CreateTable() {}

    /** Returns the request for the control plane. */
    static Outcome<CreateTableRequest> check(Request.CreateTable request, Arns arns) {
        if (request.tableName().isEmpty()) {
            return Outcome.invalid(
                    "The parameter 'TableName' is required but was not present in the request");
        }
        String name = arns.tableName(request.tableName().get()).orElse(request.tableName().get());
        return Constraints.ofNewTableName(name)
                .or(() -> constraints(request))
                .or(() -> throughput(request))
                .map(Outcome::<CreateTableRequest>refused)
                .orElseGet(() -> keys(request).map(keys -> message(name, request, keys)));
    }

    private static Optional<Failure> constraints(Request.CreateTable request) {
        var constraints =
                new Constraints()
                        .present("attributeDefinitions", request.attributeDefinitions())
                        .present("keySchema", request.keySchema())
                        .oneOf(
                                "billingMode",
                                request.settings().billingMode(),
                                Constraints.BILLING_MODE);
        List<AttributeDefinition> definitions = request.attributeDefinitions().orElse(List.of());
        for (int i = 0; i < definitions.size(); i++) {
            String path = "attributeDefinitions." + (i + 1) + ".member.";
            constraints
                    .present(path + "attributeName", definitions.get(i).attributeName())
                    .present(path + "attributeType", definitions.get(i).attributeType())
                    .oneOf(
                            path + "attributeType",
                            definitions.get(i).attributeType(),
                            Constraints.ATTRIBUTE_TYPE);
            definitions
                    .get(i)
                    .attributeName()
                    .ifPresent(name -> constraints.length(path + "attributeName", name, 1, 255));
        }
        request.keySchema().ifPresent(keys -> constraints.size("keySchema", keys, 1, MAX_KEYS));
        List<KeySchemaElement> keys = request.keySchema().orElse(List.of());
        for (int i = 0; i < Math.min(keys.size(), MAX_KEYS); i++) {
            String path = "keySchema." + (i + 1) + ".member.";
            constraints
                    .present(path + "attributeName", keys.get(i).attributeName())
                    .present(path + "keyType", keys.get(i).keyType())
                    .oneOf(path + "keyType", keys.get(i).keyType(), Constraints.KEY_TYPE);
            keys.get(i)
                    .attributeName()
                    .ifPresent(name -> constraints.length(path + "attributeName", name, 1, 255));
        }
        request.settings()
                .provisionedThroughput()
                .ifPresent(units -> {
                    String path = "provisionedThroughput.";
                    constraints
                            .present(path + "readCapacityUnits", units.readCapacityUnits())
                            .present(path + "writeCapacityUnits", units.writeCapacityUnits());
                });
        return constraints.failure();
    }

    private static Optional<Failure> throughput(Request.CreateTable request) {
        boolean onDemand = request.settings().billingMode().filter(ON_DEMAND::equals).isPresent();
        String problem = null;
        if (onDemand && request.settings().provisionedThroughput().isPresent()) {
            problem =
                    Texts.INVALID_PARAMETERS
                            + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                            + " when BillingMode is PAY_PER_REQUEST";
        } else if (!onDemand && request.settings().provisionedThroughput().isEmpty()) {
            problem =
                    Texts.INVALID_PARAMETERS
                            + "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                            + " BillingMode is PROVISIONED";
        } else if (request.settings().provisionedThroughput().isPresent()) {
            long read =
                    request.settings().provisionedThroughput().get().readCapacityUnits().orElse(0L);
            long write =
                    request.settings()
                            .provisionedThroughput()
                            .get()
                            .writeCapacityUnits()
                            .orElse(0L);
            if (read < 1) {
                problem = "Given value " + read + " for ReadCapacityUnits is out of bounds";
            } else if (write < 1) {
                problem = "Given value " + write + " for WriteCapacityUnits is out of bounds";
            }
        }
        return Optional.ofNullable(problem).map(Failure.Invalid::new);
    }

    private static Outcome<List<KeyAttribute>> keys(Request.CreateTable request) {
        SequencedMap<String, KeyType> defined = new TreeMap<>();
        List<String> definedNames = new ArrayList<>();
        for (AttributeDefinition definition : request.attributeDefinitions().orElse(List.of())) {
            String name = definition.attributeName().orElseThrow();
            if (defined.put(name, KeyType.valueOf(definition.attributeType().orElseThrow()))
                    != null) {
                return Outcome.invalid(
                        Texts.INVALID_PARAMETERS + "Duplicate attribute definition: " + name);
            }
            definedNames.add(name);
        }
        List<KeySchemaElement> schema = request.keySchema().orElse(List.of());
        List<String> names =
                schema.stream().map(element -> element.attributeName().orElseThrow()).toList();
        if (names.size() > defined.size()) {
            return Outcome.invalid(
                    "Invalid KeySchema: Some index key attribute have no definition");
        }
        if (!defined.keySet().containsAll(names)) {
            return Outcome.invalid(
                    Texts.INVALID_PARAMETERS
                            + "Some index key attributes are not defined in AttributeDefinitions."
                            + " Keys: "
                            + names
                            + ", AttributeDefinitions: "
                            + definedNames);
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            return Outcome.invalid(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same"
                            + " name");
        }
        if (!schema.getFirst().keyType().orElseThrow().equals("HASH")) {
            return Outcome.invalid(
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (schema.size() > 1 && !schema.get(1).keyType().orElseThrow().equals("RANGE")) {
            return Outcome.invalid(
                    "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        if (defined.size() != names.size()) {
            return Outcome.invalid(
                    Texts.INVALID_PARAMETERS
                            + "Number of attributes in KeySchema does not exactly match number of"
                            + " attributes defined in AttributeDefinitions");
        }
        return Outcome.success(
                names.stream()
                        .map(name -> new KeyAttribute(name, defined.getOrDefault(name, KeyType.S)))
                        .toList());
    }

    private static CreateTableRequest message(
            String name, Request.CreateTable request, List<KeyAttribute> keys) {
        var schema = Schema.newBuilder().setVersion(1);
        for (KeyAttribute key : keys) {
            schema.addKeysBuilder().setName(key.name()).setType(key.type().name());
        }
        var table = Table.newBuilder().setName(name).setSchema(schema);
        table.setOnDemand(request.settings().billingMode().filter(ON_DEMAND::equals).isPresent());
        request.settings()
                .provisionedThroughput()
                .ifPresent(units ->
                        table.setReadUnits(units.readCapacityUnits().orElse(0L))
                                .setWriteUnits(units.writeCapacityUnits().orElse(0L)));
        return CreateTableRequest.newBuilder().setTable(table).build();
    }
}
