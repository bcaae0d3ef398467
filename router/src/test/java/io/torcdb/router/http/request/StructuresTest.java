package io.torcdb.router.http.request;

import static io.torcdb.router.http.request.Bodies.decode;
import static io.torcdb.router.http.request.Bodies.judge;
import static io.torcdb.router.http.request.Bodies.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong inside the structures of requests. */
class StructuresTest {
    private static final String VALUE = "AttributeValue";
    private static final String FIELD = "Unexpected field type";
    private static final String ELEMENT = "Unexpected value type in payload";
    private static final String EMPTY =
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    private static final String MANY =
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                    + " the supported datatypes";
    private static final String EMPTY_NAME =
            "One or more parameter values were invalid: An attribute name may not be empty";
    private static final String NUMBER = "The parameter cannot be converted to a numeric value";

    private static Outcome<Request> unserializable(String message) {
        return Outcome.refused(new Failure.Unserializable(Optional.of(message)));
    }

    static Stream<Arguments> wrongTypesOfStructures() {
        String string = "NUMBER_VALUE cannot be converted to String";
        String object = "Start of structure or map found where not expected";
        return Stream.of(
                arguments("UpdateItem", "{'Expected':'x'}", FIELD),
                arguments("UpdateItem", "{'Expected':[]}", map("ExpectedAttributeValue")),
                arguments("UpdateItem", "{'Expected':{'a':7}}", ELEMENT),
                arguments("UpdateItem", "{'Expected':{'a':[]}}", shape("ExpectedAttributeValue")),
                arguments("UpdateItem", "{'Expected':{'a':{'Value':'x'}}}", FIELD),
                arguments("UpdateItem", "{'Expected':{'a':{'Value':[]}}}", shape("AttributeValue")),
                arguments("UpdateItem", "{'Expected':{'a':{'Value':{'S':1}}}}", string),
                arguments(
                        "UpdateItem",
                        "{'Expected':{'a':{'Exists':1}}}",
                        "NUMBER_VALUE cannot be converted to Boolean"),
                arguments("UpdateItem", "{'Expected':{'a':{'ComparisonOperator':1}}}", string),
                arguments("UpdateItem", "{'Expected':{'a':{'AttributeValueList':7}}}", FIELD),
                arguments("UpdateItem", "{'Expected':{'a':{'AttributeValueList':{}}}}", object),
                arguments("UpdateItem", "{'Expected':{'a':{'AttributeValueList':[7]}}}", ELEMENT),
                arguments("UpdateItem", "{'ConditionalOperator':1}", string),
                arguments("UpdateItem", "{'AttributeUpdates':[]}", map("AttributeValueUpdate")),
                arguments("UpdateItem", "{'AttributeUpdates':{'a':{'Action':1}}}", string),
                arguments("Query", "{'KeyConditions':[]}", map("Condition")),
                arguments("Query", "{'KeyConditions':{'a':[]}}", shape("Condition")),
                arguments("Query", "{'QueryFilter':{'a':'x'}}", ELEMENT),
                arguments("Scan", "{'ScanFilter':3}", FIELD),
                arguments(
                        "Scan",
                        "{'TotalSegments':'3'}",
                        "STRING_VALUE cannot be converted to Integer"),
                arguments("GetItem", "{'AttributesToGet':'a'}", FIELD),
                arguments("GetItem", "{'AttributesToGet':{}}", object),
                arguments("GetItem", "{'AttributesToGet':[1]}", string),
                arguments(
                        "GetItem",
                        "{'AttributesToGet':[null]}",
                        "NULL_VALUE cannot be converted to String"),
                arguments("BatchGetItem", "{'RequestItems':[]}", map("KeysAndAttributes")),
                arguments("BatchGetItem", "{'RequestItems':{'t':7}}", ELEMENT),
                arguments("BatchGetItem", "{'RequestItems':{'t':[]}}", shape("KeysAndAttributes")),
                arguments("BatchGetItem", "{'RequestItems':{'t':{'Keys':{}}}}", object),
                arguments("BatchGetItem", "{'RequestItems':{'t':{'Keys':[7]}}}", FIELD),
                arguments("BatchGetItem", "{'RequestItems':{'t':{'Keys':[[]]}}}", map(VALUE)),
                arguments(
                        "BatchWriteItem",
                        "{'RequestItems':[]}",
                        "Unrecognized collection type java.util.Map<java.lang.String,"
                                + " java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>>"),
                arguments("BatchWriteItem", "{'RequestItems':{'t':7}}", FIELD),
                arguments("BatchWriteItem", "{'RequestItems':{'t':{}}}", object),
                arguments("BatchWriteItem", "{'RequestItems':{'t':[7]}}", ELEMENT),
                arguments("BatchWriteItem", "{'RequestItems':{'t':[[]]}}", shape("WriteRequest")),
                arguments("BatchWriteItem", put("7"), FIELD),
                arguments("BatchWriteItem", put("[]"), shape("PutRequest")),
                arguments("BatchWriteItem", put("{'Item':[]}"), map(VALUE)),
                arguments("CreateTable", "{'KeySchema':[7]}", ELEMENT),
                arguments("CreateTable", "{'Tags':{}}", object),
                arguments("CreateTable", "{'Tags':[[]]}", shape("Tag")),
                arguments("CreateTable", "{'LocalSecondaryIndexes':[{'Projection':7}]}", FIELD),
                arguments(
                        "CreateTable",
                        "{'LocalSecondaryIndexes':[{'Projection':{'NonKeyAttributes':[7]}}]}",
                        string),
                arguments(
                        "UpdateTable",
                        "{'ProvisionedThroughput':{'ReadCapacityUnits':'1'}}",
                        "STRING_VALUE cannot be converted to Long"),
                arguments("UpdateTimeToLive", "{'TimeToLiveSpecification':'x'}", FIELD),
                arguments(
                        "UpdateTimeToLive",
                        "{'TimeToLiveSpecification':[]}",
                        shape("TimeToLiveSpecification")),
                arguments("UntagResource", "{'TagKeys':[1]}", string),
                arguments("ListTagsOfResource", "{'NextToken':1}", string));
    }

    private static String shape(String name) {
        return "Unrecognized collection type class com.amazonaws.dynamodb.v20120810." + name;
    }

    private static String map(String shape) {
        return "Unrecognized collection type java.util.Map<java.lang.String,"
                + " com.amazonaws.dynamodb.v20120810."
                + shape
                + ">";
    }

    private static String put(String request) {
        return "{'RequestItems':{'t':[{'PutRequest':" + request + "}]}}";
    }

    @ParameterizedTest
    @MethodSource("wrongTypesOfStructures")
    void refusesStructuresOfAnotherShape(String operation, String json, String message) {
        assertThat(judge(operation, quoted(json))).isEqualTo(unserializable(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem|'Expected':{'a':{'Value':{}}}|" + EMPTY,
                "PutItem|'Expected':{'a':{'AttributeValueList':[null]}}|" + EMPTY,
                "UpdateItem|'AttributeUpdates':{'a':{'Value':{'S':'x','N':'1'}}}|" + MANY,
                "UpdateItem|'AttributeUpdates':{'':null}|" + EMPTY_NAME,
                "Query|'KeyConditions':{'a':{'AttributeValueList':[{'N':''}]}}|" + NUMBER,
                "Scan|'ScanFilter':{'a':{'AttributeValueList':[{}]}}|" + EMPTY,
                "BatchGetItem|'RequestItems':{'t':{'Keys':[{'p':{}}]}}|" + EMPTY,
                "BatchWriteItem|'RequestItems':{'t':[{'PutRequest':{'Item':{'p':{'N':''}}}}]}|"
                        + NUMBER,
            },
            quoteCharacter = '"')
    void refusesValuesThatCannotBeWhereverTheyStand(
            String operation, String members, String message) {
        assertThat(judge(operation, quoted("{" + members + "}")))
                .isEqualTo(Outcome.invalid(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'t':[{},{'PutRequest':{}}]|t.member.2.member.putRequest.item",
                "'t':[{'DeleteRequest':{}}]|t.member.1.member.deleteRequest.key",
                "'t':[{'PutRequest':{'Item':null}}]|t.member.1.member.putRequest.item",
            },
            quoteCharacter = '"')
    void whatIsMissingInABatchIsNoted(String items, String path) {
        var decoded = decode("BatchWriteItem", quoted("{'RequestItems':{" + items + "}}"));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success ->
                                assertThat(((Request.Flawed) success.value()).flaws())
                                        .isEqualTo(
                                                new Request.Flaws(
                                                        List.of("requestItems." + path),
                                                        Optional.empty(),
                                                        Optional.empty())));
    }
}
