package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Database.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** UpdateTimeToLive and DescribeTimeToLive: the state that users ask for. */
@ExtendWith(OnLocalCluster.class)
class TimeToLiveTest {
    private final DynamoDbClient client;
    private final String table;

    TimeToLiveTest(Database database) {
        this.client = database.client();
        this.table = database.table("p:S");
    }

    private UpdateTimeToLiveResponse set(String name, boolean enabled) {
        return client.updateTimeToLive(request ->
                request.tableName(table)
                        .timeToLiveSpecification(ttl -> ttl.attributeName(name).enabled(enabled)));
    }

    private TimeToLiveDescription describe() {
        return client.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription();
    }

    @Test
    void itIsOffUntilItIsSwitchedOn() {
        assertThat(describe().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.DISABLED);
        assertThat(describe().attributeName()).isNull();

        var reply = set("expires", true).timeToLiveSpecification();

        assertThat(reply.attributeName()).isEqualTo("expires");
        assertThat(reply.enabled()).isTrue();
        assertThat(describe().timeToLiveStatus())
                .isIn(TimeToLiveStatus.ENABLING, TimeToLiveStatus.ENABLED);
        assertThat(describe().attributeName()).isEqualTo("expires");
    }

    @Test
    void whatIsSoAlreadyIsRefused() {
        assertInvalid(() -> set("expires", false), "TimeToLive is already disabled");
        var _ = set("expires", true);

        assertInvalid(() -> set("expires", true), "TimeToLive is already enabled");
        assertInvalid(
                () -> set("other", true),
                "TimeToLive is active on a different AttributeName: current AttributeName is"
                        + " expires");
    }

    @Test
    void itIsNotChangedTwiceInAnHour() {
        var _ = set("expires", true);

        assertInvalid(
                () -> set("expires", false),
                "Time to live has been modified multiple times within a fixed interval");
    }

    @Test
    void theAttributeMustBeNamed() {
        String path = "timeToLiveSpecification";
        assertInvalid(
                () -> client.updateTimeToLive(request -> request.tableName(table)),
                "Value null at '" + path + "' failed to satisfy constraint: Member must not be");
        assertInvalid(
                () -> set("", true),
                "Value '' at '"
                        + path
                        + ".attributeName' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1");
        assertInvalid(() -> set("a".repeat(256), true), "less than or equal to 255");
    }

    @Test
    void anAbsentTableIsNotFound() {
        assertRefused(
                () -> client.describeTimeToLive(request -> request.tableName("no-such-table")),
                "ResourceNotFoundException",
                "Requested resource not found: Table: no-such-table not found");
    }
}
