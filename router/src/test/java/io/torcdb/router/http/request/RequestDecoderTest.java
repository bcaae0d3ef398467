package io.torcdb.router.http.request;

import static io.torcdb.router.http.request.Bodies.judge;
import static io.torcdb.router.http.request.Bodies.quoted;
import static io.torcdb.router.http.request.Bodies.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.value.ValueChecks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
    private static Outcome<Request> unserializable(String message) {
        return Outcome.refused(new Failure.Unserializable(Optional.of(message)));
    }

    private static Outcome<Request> malformed() {
        return Outcome.refused(new Failure.Unserializable(Optional.empty()));
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                arguments("{'TableName':3}", "NUMBER_VALUE cannot be converted to String"),
                arguments("{'TableName':3.5}", "DECIMAL_VALUE cannot be converted to String"),
                arguments("{'TableName':true}", "TRUE_VALUE cannot be converted to String"),
                arguments(
                        "{'TableName':[]}", "Unrecognized collection type class java.lang.String"),
                arguments("{'TableName':{}}", "Start of structure or map found where not expected"),
                arguments("{'Limit':'3'}", "STRING_VALUE cannot be converted to Integer"),
                arguments("{'Limit':true}", "TRUE_VALUE cannot be converted to Integer"),
                arguments("{'Limit':99999999999}", "NUMBER_VALUE cannot be converted to Integer"),
                arguments("{'ConsistentRead':1}", "NUMBER_VALUE cannot be converted to Boolean"),
                arguments("{'ConsistentRead':'x'}", "Unexpected token received from parser"),
                arguments("{'ExclusiveStartKey':'x'}", "Unexpected field type"),
                arguments(
                        "{'ExclusiveStartKey':[]}",
                        "Unrecognized collection type java.util.Map<java.lang.String,"
                                + " com.amazonaws.dynamodb.v20120810.AttributeValue>"),
                arguments("{'ExclusiveStartKey':{'a':'x'}}", "Unexpected value type in payload"),
                arguments(
                        "{'ExclusiveStartKey':{'a':[]}}",
                        "Unrecognized collection type class"
                                + " com.amazonaws.dynamodb.v20120810.AttributeValue"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'N':3}}}",
                        "NUMBER_VALUE cannot be converted to String"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':3}}}",
                        "only base-64-encoded strings are convertible to bytes"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'abc'}}}",
                        "Base64 encoded length is expected a multiple of 4 bytes but found: 3"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'AR=='}}}",
                        "Invalid last non-pad Base64 character dectected"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'A*=='}}}",
                        "Invalid last non-pad Base64 character dectected"),
                arguments("{'ExclusiveStartKey':{'a':{'L':'x'}}}", "Unexpected field type"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'L':{}}}}",
                        "Start of structure or map found where not expected"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'L':['x']}}}",
                        "Unexpected value type in payload"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'SS':[1]}}}",
                        "NUMBER_VALUE cannot be converted to String"),
                arguments(
                        "{'ExpressionAttributeNames':{'#a':1}}",
                        "NUMBER_VALUE cannot be converted to String"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesMembersOfAnotherType(String json, String message) {
        var outcome = judge("Scan", quoted(json));

        assertThat(outcome).isEqualTo(unserializable(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AttributesToGet|'a'|GetItem",
                "Tags|{}|TagResource",
                "Tags|null|TagResource",
                "TagKeys|''|UntagResource"
            },
            quoteCharacter = '"')
    void moreElementsThanAnyRequestHasAreRefused(String member, String element, String operation) {
        String elements = (element + ",").repeat(ValueChecks.MAX_ELEMENTS - 1) + element;

        assertThat(judge(operation, quoted("{'" + member + "':[" + elements + "]}")))
                .isInstanceOf(Outcome.Success.class);
        assertThat(judge(operation, quoted("{'" + member + "':[" + elements + ",7]}")))
                .isEqualTo(Outcome.invalid("A request has more than 50000 elements"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{}x",
                "{} {}",
                "{'TableName':'a',}",
                "{'Other':tru}",
                "{'TableName':3,'Other':}",
                "{'Item':{'a':{'SS':[]}}",
                "{'TableName':'\\ud800'}"
            })
    void refusesWhatIsNotJsonWithoutSayingWhy(String json) {
        assertThat(judge("PutItem", quoted(json))).isEqualTo(malformed());
    }

    @Test
    void aWrongTypeCountsBeforeAnImpossibleValue() {
        var outcome = judge("PutItem", quoted("{'Item':{'a':{}},'TableName':3}"));

        assertThat(outcome).isEqualTo(unserializable("NUMBER_VALUE cannot be converted to String"));
    }

    @Test
    void nullMeansAbsentAndTheLastOfTwoMembersCounts() {
        var outcome =
                judge("ListTables", quoted("{'Limit':1,'Limit':2,'ExclusiveStartTableName':null}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(new Request.ListTables(Optional.empty(), Optional.of(2))));
    }

    @Test
    void aFractionIsFloored() {
        var outcome = judge("ListTables", quoted("{'Limit':2.9}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(new Request.ListTables(Optional.empty(), Optional.of(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateTable|'GlobalSecondaryIndexes':[]|GlobalSecondaryIndexes",
                "CreateTable|'StreamSpecification':{'StreamEnabled':true}|StreamSpecification",
                "CreateTable|'StreamSpecification':{}|StreamSpecification",
                "CreateTable|'SSESpecification':{'Enabled':false,'SSEType':'KMS'}|SSESpecification",
                "CreateTable|'WarmThroughput':{'ReadUnitsPerSecond':1}|WarmThroughput",
                "CreateTable|'ResourcePolicy':'{}'|ResourcePolicy",
                "CreateTable|'OnDemandThroughput':{'MaxReadRequestUnits':5}|OnDemandThroughput",
                "CreateTable|'GlobalTableSourceArn':'a'|GlobalTableSourceArn",
                "CreateTable|'GlobalTableSettingsReplicationMode':'ENABLED'"
                        + "|GlobalTableSettingsReplicationMode",
                "CreateTable|'VectorIndexes':[{'IndexName':'i'}]|VectorIndexes",
                "UpdateTable|'GlobalSecondaryIndexUpdates':[{}]|GlobalSecondaryIndexUpdates",
                "UpdateTable|'StreamSpecification':{'StreamEnabled':true}|StreamSpecification",
                "UpdateTable|'SSESpecification':{'Enabled':true}|SSESpecification",
                "UpdateTable|'ReplicaUpdates':[null]|ReplicaUpdates",
                "UpdateTable|'OnDemandThroughput':{}|OnDemandThroughput",
                "UpdateTable|'WarmThroughput':{}|WarmThroughput",
                "UpdateTable|'MultiRegionConsistency':'STRONG'|MultiRegionConsistency",
                "UpdateTable|'GlobalTableWitnessUpdates':[7]|GlobalTableWitnessUpdates",
                "UpdateTable|'GlobalTableSettingsReplicationMode':'ENABLED'"
                        + "|GlobalTableSettingsReplicationMode",
                "UpdateTable|'VectorIndexUpdates':{}|VectorIndexUpdates",
            })
    void refusesMembersThatAreNotHonouredYet(String operation, String member, String name) {
        var outcome = judge(operation, quoted("{" + member + "}"));

        assertThat(outcome).isEqualTo(Outcome.invalid(name + " is not supported yet"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateTable|'GlobalSecondaryIndexes':null",
                "CreateTable|'OnDemandThroughput':{'MaxReadRequestUnits':-1,"
                        + "'MaxWriteRequestUnits':null}",
                "UpdateTable|'GlobalSecondaryIndexUpdates':[],'ReplicaUpdates':[],"
                        + "'GlobalTableWitnessUpdates':[],'VectorIndexUpdates':[]",
                "CreateTable|'StreamSpecification':{'StreamEnabled':false}",
                "CreateTable|'SSESpecification':{'Enabled':false,'SSEType':null}",
                "ListTables|'Expected':{'Anything':[1,{}]}",
            })
    void passesMembersThatAskForNothing(String operation, String member) {
        assertThat(judge(operation, quoted("{" + member + "}")))
                .isInstanceOf(Outcome.Success.class);
    }

    @Test
    void readsTheMembersOfCreateTable() {
        var outcome =
                judge(
                        "CreateTable",
                        quoted(
                                "{'TableName':'t','AttributeDefinitions':[{'AttributeName':'p',"
                                        + "'AttributeType':'S'}],'KeySchema':[{'AttributeName':'p',"
                                        + "'KeyType':'HASH'}],'BillingMode':'PROVISIONED',"
                                        + "'ProvisionedThroughput':{'ReadCapacityUnits':5,"
                                        + "'WriteCapacityUnits':6}}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(
                                new Request.CreateTable(
                                        Optional.of("t"),
                                        Optional.of(
                                                List.of(
                                                        new Request.AttributeDefinition(
                                                                Optional.of("p"),
                                                                Optional.of("S")))),
                                        Optional.of(
                                                List.of(
                                                        new Request.KeySchemaElement(
                                                                Optional.of("p"),
                                                                Optional.of("HASH")))),
                                        Optional.empty(),
                                        new Request.TableSettings(
                                                Optional.of("PROVISIONED"),
                                                Optional.of(
                                                        new Request.Throughput(
                                                                Optional.of(5L), Optional.of(6L))),
                                                Optional.empty(),
                                                Optional.empty()),
                                        Optional.empty())));
    }

    @Test
    void placeholdersKeepWhetherTheyWereGiven() {
        var none = judge("GetItem", "{}");
        var empty = judge("GetItem", quoted("{'ExpressionAttributeNames':{}}"));

        assertThat(((Request.GetItem) value(none)).placeholders())
                .isEqualTo(Request.Placeholders.NONE);
        assertThat(((Request.GetItem) value(empty)).placeholders().names()).isPresent();
    }

    @Test
    void aRefusalOutsideTheBodyYieldsToMalformedJson() {
        Failure outside = new Failure.UnknownOperation();

        assertThat(refuse("{}", outside)).isEqualTo(outside);
        assertThat(refuse("{\"a\":[1,2", outside))
                .isEqualTo(new Failure.Unserializable(Optional.empty()));
    }

    private static Request value(Outcome<Request> outcome) {
        return switch (outcome) {
            case Outcome.Success<Request>(var request) -> request;
            case Outcome.Refused<Request> refused -> throw new AssertionError(refused);
        };
    }
}
