package io.torcdb.router.operation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.TableSettings;
import io.torcdb.model.request.Request.Tag;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.model.request.Request.TimeToLiveSpecification;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ChangeTableRequest.BillingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsRequestsTest {
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/table";
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final String BROKEN = " failed to satisfy constraint: Member must ";
    private static final Optional<Throughput> UNITS =
            Optional.of(new Throughput(Optional.of(5L), Optional.of(6L)));

    private static TableSettings settings(String mode, boolean units) {
        return new TableSettings(
                mode.isEmpty() ? Optional.empty() : Optional.of(mode),
                units ? UNITS : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Outcome<ChangeTableRequest.Builder> update(TableSettings settings) {
        return SettingsRequests.update(
                new Request.UpdateTable(Optional.of("table"), Optional.empty(), settings));
    }

    private static Outcome<ChangeTableRequest.Builder> tag(Tag... tags) {
        return SettingsRequests.tag(
                new Request.TagResource(Optional.of(ARN), Optional.of(List.of(tags))));
    }

    private static Outcome<ChangeTableRequest.Builder> tag(String arn) {
        return SettingsRequests.tag(
                new Request.TagResource(
                        Optional.of(arn),
                        Optional.of(List.of(new Tag(Optional.of("k"), Optional.of("v"))))));
    }

    private static Outcome<ChangeTableRequest.Builder> untag(String... keys) {
        return SettingsRequests.untag(
                new Request.UntagResource(Optional.of(ARN), Optional.of(List.of(keys))));
    }

    private static Outcome<ChangeTableRequest.Builder> timeToLive(
            Optional<String> attribute, Optional<Boolean> enabled) {
        return SettingsRequests.timeToLive(
                new Request.UpdateTimeToLive(
                        Optional.of("table"),
                        Optional.of(new TimeToLiveSpecification(attribute, enabled))));
    }

    static Stream<Arguments> badUpdates() {
        return Stream.of(
                arguments(
                        "nothing to change",
                        update(settings("", false)),
                        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                                + " GlobalSecondaryIndexUpdates or SSESpecification or"
                                + " ReplicaUpdates is required"),
                arguments(
                        "units on demand",
                        update(settings("PAY_PER_REQUEST", true)),
                        PREFIX
                                + "Neither ReadCapacityUnits nor WriteCapacityUnits can be"
                                + " specified when BillingMode is PAY_PER_REQUEST"),
                arguments(
                        "no units",
                        update(settings("PROVISIONED", false)),
                        "ReadCapacityUnits and WriteCapacityUnits must both be specified when"
                                + " BillingMode is PROVISIONED"),
                arguments(
                        "two kinds of change",
                        update(
                                new TableSettings(
                                        Optional.empty(),
                                        UNITS,
                                        Optional.of(true),
                                        Optional.empty())),
                        "at a time"),
                arguments(
                        "a definition of an unknown type",
                        SettingsRequests.update(
                                new Request.UpdateTable(
                                        Optional.of("table"),
                                        Optional.of(NewTable.definitions("a:X")),
                                        settings("", true))),
                        "Value 'X' at 'attributeDefinitions.1.member.attributeType'"
                                + BROKEN
                                + "satisfy enum value set: [B, N, S]"));
    }

    static Stream<Arguments> badTags() {
        return Stream.of(
                arguments(
                        "no tags",
                        SettingsRequests.tag(
                                new Request.TagResource(Optional.of(ARN), Optional.empty())),
                        "Value null at 'tags'" + BROKEN + "not be null"),
                arguments("none", tag(), "Atleast one Tag needs to be provided as Input."),
                arguments("none", untag(), "Atleast one Tag Key needs to be provided as Input."),
                arguments(
                        "no ARN",
                        SettingsRequests.untag(
                                new Request.UntagResource(
                                        Optional.empty(), Optional.of(List.of("k")))),
                        "Value null at 'resourceArn'" + BROKEN + "not be null"),
                arguments(
                        "a name for an ARN",
                        tag("table"),
                        "Invalid TableArn: Invalid ResourceArn provided as input table"),
                arguments(
                        "the ARN of an index",
                        tag(ARN + "/index/i"),
                        "Invalid TableArn: Invalid ResourceArn provided as input "
                                + ARN
                                + "/index/i"),
                arguments(
                        "an empty key",
                        tag(new Tag(Optional.of(""), Optional.of("v"))),
                        "Value '' at 'tags.1.member.key'"
                                + BROKEN
                                + "have length greater than or equal to 1"),
                arguments(
                        "a long value",
                        tag(new Tag(Optional.of("k"), Optional.of("v".repeat(257)))),
                        "at 'tags.1.member.value'"
                                + BROKEN
                                + "have length less than or equal to 256"),
                arguments(
                        "a key twice",
                        tag(
                                new Tag(Optional.of("k"), Optional.of("1")),
                                new Tag(Optional.of("k"), Optional.of("2"))),
                        "Duplicate tag key: k"),
                arguments(
                        "a long key",
                        untag("k".repeat(129)),
                        "at 'tagKeys.1.member'"
                                + BROKEN
                                + "have length less than or equal to 128"));
    }

    static Stream<Arguments> badTimesToLive() {
        String path = "timeToLiveSpecification";
        return Stream.of(
                arguments(
                        "no specification",
                        SettingsRequests.timeToLive(
                                new Request.UpdateTimeToLive(
                                        Optional.of("table"), Optional.empty())),
                        "Value null at '" + path + "'" + BROKEN + "not be null"),
                arguments(
                        "nothing in it",
                        timeToLive(Optional.empty(), Optional.empty()),
                        "2 validation errors detected: Value null at '" + path + ".enabled'"),
                arguments(
                        "an empty name",
                        timeToLive(Optional.of(""), Optional.of(true)),
                        "Value '' at '"
                                + path
                                + ".attributeName'"
                                + BROKEN
                                + "have length greater than or equal to 1"),
                arguments(
                        "a long name",
                        timeToLive(Optional.of("a".repeat(256)), Optional.of(true)),
                        path
                                + ".attributeName'"
                                + BROKEN
                                + "have length less than or equal to 255"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badUpdates", "badTags", "badTimesToLive"})
    void whatCannotBeIsRefused(String what, Outcome<?> outcome, String message) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure())
                                        .isInstanceOfSatisfying(
                                                Failure.Invalid.class,
                                                invalid ->
                                                        assertThat(invalid.message())
                                                                .contains(message)));
    }

    @Test
    void aChangeOfThroughputSaysWhetherTheModeWasGiven() {
        var update =
                update(settings("", true))
                                instanceof Outcome.Success<ChangeTableRequest.Builder>(var asItIs)
                        ? asItIs.getUpdate()
                        : ChangeTableRequest.Update.getDefaultInstance();
        var switching =
                update(settings("PROVISIONED", true))
                                instanceof Outcome.Success<ChangeTableRequest.Builder>(var switched)
                        ? switched.getUpdate()
                        : ChangeTableRequest.Update.getDefaultInstance();

        assertThat(update.getThroughput().getMode()).isEqualTo(BillingMode.AS_IT_IS);
        assertThat(update.getThroughput().getWriteUnits()).isEqualTo(6);
        assertThat(update.hasDeletionProtection()).isFalse();
        assertThat(update.hasTableClass()).isFalse();
        assertThat(switching.getThroughput().getMode()).isEqualTo(BillingMode.PROVISIONED);
    }
}
