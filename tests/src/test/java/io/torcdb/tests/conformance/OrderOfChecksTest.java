package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request with two faults is refused for the one whose check comes first: the shape of the body,
 * the constraints of the model, parameters that do not go together, placeholders without
 * expressions, values, placeholders, expressions, the table.
 */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderOfChecksTest {
    private static final String NOT_A_NUMBER =
            "The parameter cannot be converted to a numeric value: x";
    private static final String BAD_ITEM = "'Item':{'p':{'S':'k'},'a':{'N':'x'}}";
    private static final String GOOD_ITEM = "'Item':{'p':{'S':'k'}}";
    private static final String BAD_VALUES = "'ExpressionAttributeValues':{':a':{'N':'x'}}";
    private static final String MIXED = "'Expected':{},'ConditionExpression':'a = :a'";
    private static final String PUT_BAD = "{'PutRequest':{" + BAD_ITEM + "}}";

    private final RawApi api;
    private final String table;

    OrderOfChecksTest(Database database) {
        api = new RawApi(database);
        table = database.table("p:S");
    }

    @AfterAll
    void closeClient() {
        api.close();
    }

    private static Arguments row(String rule, String operation, String members, String message) {
        return argumentSet(rule, operation, "{" + members + "}", message);
    }

    static Stream<Arguments> ofOneItem() {
        return Stream.of(
                row(
                        "the shape of the body before a table's name",
                        "PutItem",
                        "'TableName':'a b','Item':{'p':{'N':3}}",
                        "NUMBER_VALUE cannot be converted to String"),
                row(
                        "the shape of the body before values",
                        "PutItem",
                        "'TableName':'$TABLE','Item':{'p':{'N':'x'},'q':{'S':3}}",
                        "NUMBER_VALUE cannot be converted to String"),
                row(
                        "a table's name before values",
                        "PutItem",
                        "'TableName':'a b'," + BAD_ITEM,
                        "Value 'a b' at 'tableName'"),
                row(
                        "constraints before values",
                        "PutItem",
                        "'TableName':'$TABLE','ReturnValues':'x'," + BAD_ITEM,
                        "Value 'x' at 'returnValues'"),
                row(
                        "mixing before values",
                        "PutItem",
                        "'TableName':'$TABLE'," + MIXED + "," + BAD_ITEM,
                        "Can not use both"),
                row(
                        "mixing before the values of placeholders",
                        "PutItem",
                        "'TableName':'$TABLE'," + MIXED + "," + GOOD_ITEM + "," + BAD_VALUES,
                        "Can not use both"),
                row(
                        "placeholders without expressions before values",
                        "PutItem",
                        "'TableName':'$TABLE'," + BAD_ITEM + "," + BAD_VALUES,
                        "ExpressionAttributeValues can only be specified when using expressions"),
                row(
                        "values before placeholders for names",
                        "PutItem",
                        "'TableName':'$TABLE','ConditionExpression':'#a = :a',"
                                + "'ExpressionAttributeNames':{'a':'a'},"
                                + BAD_ITEM,
                        NOT_A_NUMBER),
                row(
                        "placeholders for names before the values of placeholders",
                        "PutItem",
                        "'TableName':'$TABLE','ConditionExpression':'#a = :a',"
                                + "'ExpressionAttributeNames':{'a':'a'},"
                                + GOOD_ITEM
                                + ","
                                + BAD_VALUES,
                        "ExpressionAttributeNames contains invalid key"),
                row(
                        "the values of placeholders before expressions",
                        "UpdateItem",
                        "'TableName':'$TABLE','Key':{'p':{'S':'k'}},'UpdateExpression':'!',"
                                + BAD_VALUES,
                        "ExpressionAttributeValues contains invalid value: " + NOT_A_NUMBER),
                row(
                        "values before the table",
                        "DeleteItem",
                        "'TableName':'none','Key':{'p':{'N':'x'}}",
                        NOT_A_NUMBER),
                row(
                        "values before a projection",
                        "GetItem",
                        "'TableName':'$TABLE','Key':{'p':{}},'ProjectionExpression':'!'",
                        "Supplied AttributeValue is empty"));
    }

    static Stream<Arguments> ofManyItems() {
        return Stream.of(
                row(
                        "a table's name before values",
                        "Query",
                        "'TableName':'a b','KeyConditionExpression':'p = :a'," + BAD_VALUES,
                        "Value 'a b' at 'tableName'"),
                row(
                        "constraints before values",
                        "Scan",
                        "'TableName':'$TABLE','Limit':0,'ExclusiveStartKey':{'p':{'N':'x'}}",
                        "Value '0' at 'limit'"),
                row(
                        "the names of tables before values",
                        "BatchWriteItem",
                        "'RequestItems':{'a b':[" + PUT_BAD + "]}",
                        "Map keys must satisfy constraint"),
                row(
                        "the names of tables before what is missing",
                        "BatchWriteItem",
                        "'RequestItems':{'a b':[{'PutRequest':{}}]}",
                        "Map keys must satisfy constraint"),
                row(
                        "all constraints of a batch are told together",
                        "BatchWriteItem",
                        "'ReturnConsumedCapacity':'x',"
                                + "'RequestItems':{'$TABLE':[{'DeleteRequest':{}}]}",
                        "2 validation errors detected: Value null at"
                                + " 'requestItems.$TABLE.member.1.member.deleteRequest.key' failed"
                                + " to satisfy constraint: Member must not be null; "),
                row(
                        "the number of writes before values",
                        "BatchWriteItem",
                        "'RequestItems':{'$TABLE':[" + (PUT_BAD + ",").repeat(25) + PUT_BAD + "]}",
                        "Map value must satisfy constraint"),
                row(
                        "values before the tables of a batch",
                        "BatchWriteItem",
                        "'RequestItems':{'none':[" + PUT_BAD + "]}",
                        NOT_A_NUMBER),
                row(
                        "mixing before keys",
                        "BatchGetItem",
                        "'RequestItems':{'$TABLE':{'Keys':[{'p':{'N':'x'}}],"
                                + "'AttributesToGet':['a'],'ProjectionExpression':'a'}}",
                        "Can not use both"),
                row(
                        "values before duplicates",
                        "BatchGetItem",
                        "'RequestItems':{'$TABLE':{'Keys':[{'p':{'N':'x'}},{'p':{'N':'x'}}]}}",
                        NOT_A_NUMBER));
    }

    @ParameterizedTest
    @MethodSource({"ofOneItem", "ofManyItems"})
    void theFirstFaultInTheServicesOrderIsTold(String operation, String body, String message)
            throws IOException, InterruptedException {
        var reply = api.call(operation, body.replace("$TABLE", table));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains(message.replace("$TABLE", table));
    }
}
