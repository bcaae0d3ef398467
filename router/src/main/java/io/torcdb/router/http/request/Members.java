package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.model.request.Request.Placeholders;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.router.value.ValueChecks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of one request while they are read; of one that is given twice the last counts. A
 * name has one type in all operations, so one class holds the members of each. For one thread.
 */
final class Members {
    /** More elements than any list of a request may have. */
    static final int MAX_ELEMENTS = 10_000;

    private final JsonReader json;
    private final ValueReader values;
    private final Problems problems;

    Optional<String> tableName = Optional.empty();
    Optional<SequencedMap<String, AttributeValue>> item = Optional.empty();
    Optional<SequencedMap<String, AttributeValue>> key = Optional.empty();
    Optional<SequencedMap<String, AttributeValue>> exclusiveStartKey = Optional.empty();
    Optional<String> conditionExpression = Optional.empty();
    Optional<String> filterExpression = Optional.empty();
    Optional<String> keyConditionExpression = Optional.empty();
    Optional<String> projectionExpression = Optional.empty();
    Optional<String> updateExpression = Optional.empty();
    Optional<String> returnValues = Optional.empty();
    Optional<String> returnValuesOnConditionCheckFailure = Optional.empty();
    Optional<String> select = Optional.empty();
    Optional<String> billingMode = Optional.empty();
    Optional<String> exclusiveStartTableName = Optional.empty();
    Optional<Boolean> consistentRead = Optional.empty();
    Optional<Boolean> scanIndexForward = Optional.empty();
    Optional<Integer> limit = Optional.empty();
    Optional<List<AttributeDefinition>> attributeDefinitions = Optional.empty();
    Optional<List<KeySchemaElement>> keySchema = Optional.empty();
    Optional<Throughput> provisionedThroughput = Optional.empty();
    private Optional<SequencedMap<String, String>> names = Optional.empty();
    private Optional<SequencedMap<String, AttributeValue>> placeholders = Optional.empty();

    Members(JsonReader json, ValueReader values, Problems problems) {
        this.json = json;
        this.values = values;
        this.problems = problems;
    }

    /** Returns the placeholders of the request's expressions. */
    Placeholders placeholders() {
        return names.isEmpty() && placeholders.isEmpty()
                ? Placeholders.NONE
                : new Placeholders(names, placeholders);
    }

    /** Returns what a write returns. */
    Request.Returns returns() {
        return new Request.Returns(
                returnValues,
                returnValuesOnConditionCheckFailure,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns which attributes a page returns. */
    Request.Selection selection() {
        return new Request.Selection(select, projectionExpression, Optional.empty());
    }

    /** Returns which part of a result a page is. */
    Request.Paging paging() {
        return new Request.Paging(
                consistentRead, limit, exclusiveStartKey.map(Function.identity()));
    }

    /** Reads the member called {@code name}, on whose value the parser stands. */
    void read(String name) {
        switch (name) {
            case "TableName" -> tableName = json.string();
            case "Item" -> item = values.attributes();
            case "Key" -> key = values.attributes();
            case "ExclusiveStartKey" -> exclusiveStartKey = values.attributes();
            case "ConditionExpression" -> conditionExpression = json.string();
            case "FilterExpression" -> filterExpression = json.string();
            case "KeyConditionExpression" -> keyConditionExpression = json.string();
            case "ProjectionExpression" -> projectionExpression = json.string();
            case "UpdateExpression" -> updateExpression = json.string();
            case "ExpressionAttributeNames" -> names = names();
            case "ExpressionAttributeValues" -> placeholders = values.placeholders();
            case "ReturnValues" -> returnValues = json.string();
            case "ReturnValuesOnConditionCheckFailure" ->
                    returnValuesOnConditionCheckFailure = json.string();
            case "Select" -> select = json.string();
            case "ConsistentRead" -> consistentRead = json.bool();
            case "ScanIndexForward" -> scanIndexForward = json.bool();
            case "Limit" -> limit = json.integer();
            case "BillingMode" -> billingMode = json.string();
            case "AttributeDefinitions" -> attributeDefinitions = list(this::attributeDefinition);
            case "KeySchema" -> keySchema = list(this::keySchemaElement);
            case "ProvisionedThroughput" -> provisionedThroughput = throughput();
            case "ExclusiveStartTableName" -> exclusiveStartTableName = json.string();
            default -> throw new IllegalArgumentException("no member is read as " + name);
        }
    }

    private <T> Optional<List<T>> list(Supplier<T> element) {
        int[] count = {0};
        return json.list(() -> {
            T read = element.get();
            if (++count[0] > MAX_ELEMENTS) {
                problems.invalid("A list has more than " + MAX_ELEMENTS + " elements");
                return Optional.empty();
            }
            return Optional.of(read);
        });
    }

    private Optional<SequencedMap<String, String>> names() {
        var names = new LinkedHashMap<String, String>();
        boolean present = json.map("java.lang.String", placeholder -> name(names, placeholder));
        return present ? Optional.of(names) : Optional.empty();
    }

    private void name(SequencedMap<String, String> names, String placeholder) {
        Optional<String> name = json.string();
        if (name.isEmpty()) {
            problems.values().refuseName(placeholder, "null");
        } else if (names.size() >= ValueChecks.MAX_NAMES) {
            problems.values().refuseName(placeholder, "too many names");
        } else {
            names.put(placeholder, name.get());
        }
    }

    private AttributeDefinition attributeDefinition() {
        var text = new Text("AttributeName", "AttributeType");
        json.structureElement("AttributeDefinition", text::read);
        return new AttributeDefinition(text.first, text.second);
    }

    private KeySchemaElement keySchemaElement() {
        var text = new Text("AttributeName", "KeyType");
        json.structureElement("KeySchemaElement", text::read);
        return new KeySchemaElement(text.first, text.second);
    }

    private Optional<Throughput> throughput() {
        var units = new Units();
        boolean present = json.structure("ProvisionedThroughput", units::read);
        return present ? Optional.of(new Throughput(units.read, units.write)) : Optional.empty();
    }

    /** A structure of two texts. */
    private final class Text {
        private final String firstName;
        private final String secondName;
        private Optional<String> first = Optional.empty();
        private Optional<String> second = Optional.empty();

        Text(String firstName, String secondName) {
            this.firstName = firstName;
            this.secondName = secondName;
        }

        void read(String name) {
            if (name.equals(firstName)) {
                first = json.string();
            } else if (name.equals(secondName)) {
                second = json.string();
            } else {
                json.ignore();
            }
        }
    }

    /** The structure {@code ProvisionedThroughput}. */
    private final class Units {
        private Optional<Long> read = Optional.empty();
        private Optional<Long> write = Optional.empty();

        void read(String name) {
            switch (name) {
                case "ReadCapacityUnits" -> read = json.longInteger();
                case "WriteCapacityUnits" -> write = json.longInteger();
                default -> json.ignore();
            }
        }
    }
}
