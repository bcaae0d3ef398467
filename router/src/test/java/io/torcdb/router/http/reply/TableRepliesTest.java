package io.torcdb.router.http.reply;

import static io.torcdb.router.http.reply.Answers.quoted;
import static io.torcdb.router.http.reply.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.Definition;
import io.torcdb.model.request.Response.KeyElement;
import io.torcdb.model.request.Response.TableDescription;
import io.torcdb.router.http.request.ApiOperation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableRepliesTest {
    private final ResponseEncoder encoder = new ResponseEncoder();

    private static final String NEW_TABLE =
            "{'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],'TableName':'t',"
                    + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],'TableStatus':'ACTIVE',"
                    + "'CreationDateTime':1.234,'ProvisionedThroughput':{"
                    + "'NumberOfDecreasesToday':0,'ReadCapacityUnits':0,'WriteCapacityUnits':0},"
                    + "'TableSizeBytes':40,'ItemCount':3,'TableArn':'arn','TableId':'id',"
                    + "'BillingModeSummary':{'BillingMode':'PAY_PER_REQUEST',"
                    + "'LastUpdateToPayPerRequestDateTime':1.234},"
                    + "'DeletionProtectionEnabled':false}";
    private static final String CHANGED_TABLE =
            "{'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},"
                    + "{'AttributeName':'s','AttributeType':'N'}],'TableName':'t',"
                    + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
                    + "'TableStatus':'UPDATING','CreationDateTime':0.000,"
                    + "'ProvisionedThroughput':{'LastIncreaseDateTime':1700000000.007,"
                    + "'LastDecreaseDateTime':2.000,'NumberOfDecreasesToday':2,"
                    + "'ReadCapacityUnits':5,'WriteCapacityUnits':6},'TableSizeBytes':4,"
                    + "'ItemCount':3,'TableArn':'arn','TableId':'id','BillingModeSummary':{"
                    + "'BillingMode':'PROVISIONED','LastUpdateToPayPerRequestDateTime':1.500},"
                    + "'LocalSecondaryIndexes':[{'IndexName':'i','KeySchema':["
                    + "{'AttributeName':'p','KeyType':'HASH'},"
                    + "{'AttributeName':'s','KeyType':'RANGE'}],'Projection':{"
                    + "'ProjectionType':'INCLUDE','NonKeyAttributes':['a','b']},"
                    + "'IndexSizeBytes':2,'ItemCount':1,'IndexArn':'arn/index/i'},"
                    + "{'IndexName':'k','Projection':{'ProjectionType':'ALL'},"
                    + "'IndexSizeBytes':0,'ItemCount':0,'IndexArn':'arn/index/k'}],"
                    + "'TableClassSummary':{'TableClass':'STANDARD_INFREQUENT_ACCESS',"
                    + "'LastUpdateDateTime':3.000},'DeletionProtectionEnabled':true}";
    private static final String DELETED_TABLE =
            "{'TableName':'t','TableStatus':'DELETING','CreationDateTime':1.234,"
                    + "'ProvisionedThroughput':{'NumberOfDecreasesToday':0,"
                    + "'ReadCapacityUnits':1,'WriteCapacityUnits':1},'TableSizeBytes':0,"
                    + "'ItemCount':0,'TableArn':'arn','TableId':'id','TableClassSummary':{"
                    + "'TableClass':'STANDARD'},'DeletionProtectionEnabled':false}";

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(ApiOperation.DESCRIBE_TABLE, newTable(), "Table", NEW_TABLE),
                arguments(ApiOperation.CREATE_TABLE, newTable(), "TableDescription", NEW_TABLE),
                arguments(
                        ApiOperation.UPDATE_TABLE,
                        changedTable(),
                        "TableDescription",
                        CHANGED_TABLE),
                arguments(
                        ApiOperation.DELETE_TABLE,
                        deletedTable(),
                        "TableDescription",
                        DELETED_TABLE));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void writesDescriptionsOfTables(
            ApiOperation operation, TableDescription table, String name, String json) {
        assertThat(text(encoder.encode(operation, new Response.Described(table))))
                .isEqualTo(quoted("{'" + name + "':" + json + "}"));
    }

    private static TableDescription newTable() {
        return new TableDescription(
                "t",
                "id",
                "arn",
                "ACTIVE",
                1_234L,
                List.of(new Definition("p", "S")),
                List.of(new KeyElement("p", "HASH")),
                List.of(),
                new Response.Billing(
                        true, Optional.of(1_234L), 0, 0, Optional.empty(), Optional.empty(), 0),
                false,
                Optional.empty(),
                3,
                40);
    }

    private static TableDescription changedTable() {
        return new TableDescription(
                "t",
                "id",
                "arn",
                "UPDATING",
                0,
                List.of(new Definition("p", "S"), new Definition("s", "N")),
                List.of(new KeyElement("p", "HASH")),
                List.of(
                        new Response.LocalIndexDescription(
                                "i",
                                "arn/index/i",
                                List.of(new KeyElement("p", "HASH"), new KeyElement("s", "RANGE")),
                                "INCLUDE",
                                List.of("a", "b"),
                                1,
                                2),
                        new Response.LocalIndexDescription(
                                "k", "arn/index/k", List.of(), "ALL", List.of(), 0, 0)),
                new Response.Billing(
                        false,
                        Optional.of(1_500L),
                        5,
                        6,
                        Optional.of(1_700_000_000_007L),
                        Optional.of(2_000L),
                        2),
                true,
                Optional.of(
                        new Response.TableClass("STANDARD_INFREQUENT_ACCESS", Optional.of(3_000L))),
                3,
                4);
    }

    private static TableDescription deletedTable() {
        return new TableDescription(
                "t",
                "id",
                "arn",
                "DELETING",
                1_234L,
                List.of(),
                List.of(),
                List.of(),
                new Response.Billing(
                        false, Optional.empty(), 1, 1, Optional.empty(), Optional.empty(), 0),
                false,
                Optional.of(new Response.TableClass("STANDARD", Optional.empty())),
                0,
                0);
    }
}
