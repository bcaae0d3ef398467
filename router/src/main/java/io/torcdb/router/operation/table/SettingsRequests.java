package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.TableSettings;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ChangeTableRequest.BillingMode;
import io.torcdb.proto.internal.ChangeTableRequest.PutTags;
import io.torcdb.proto.internal.ChangeTableRequest.RemoveTags;
import io.torcdb.proto.internal.ChangeTableRequest.SetTimeToLive;
import io.torcdb.proto.internal.ChangeTableRequest.Throughput;
import io.torcdb.proto.internal.ChangeTableRequest.Update;
import io.torcdb.router.operation.check.Constraints;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks requests that change the settings of a table, in DynamoDB's order, and makes the control
 * plane's requests of them. They come back without the table's name.
 */
public final class SettingsRequests {
    private static final String NOTHING_GIVEN =
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is"
                    + " required";
    private static final int MAX_TIME_TO_LIVE_NAME = 255;

    private SettingsRequests() {}

    /** Of UpdateTable. */
    public static Outcome<ChangeTableRequest.Builder> update(Request.UpdateTable request) {
        TableSettings settings = request.settings();
        return Constraints.ofTableName(request.tableName())
                .or(() -> constraints(request))
                .or(() -> Throughputs.ofChange(settings))
                .or(() -> oneKind(settings))
                .map(Outcome::<ChangeTableRequest.Builder>refused)
                .orElseGet(() ->
                        Outcome.success(
                                ChangeTableRequest.newBuilder().setUpdate(message(settings))));
    }

    private static Optional<Failure> constraints(Request.UpdateTable request) {
        var constraints = new Constraints();
        CreateTableConstraints.settings(constraints, request.settings());
        request.attributeDefinitions()
                .ifPresent(list -> CreateTableConstraints.definitions(constraints, list));
        return constraints.failure();
    }

    /** The service makes one kind of change at a time. */
    private static Optional<Failure> oneKind(TableSettings settings) {
        boolean throughput =
                settings.billingMode().isPresent() || settings.provisionedThroughput().isPresent();
        long kinds =
                Stream.of(
                                throughput,
                                settings.deletionProtectionEnabled().isPresent(),
                                settings.tableClass().isPresent())
                        .filter(given -> given)
                        .count();
        if (kinds == 0) {
            return Optional.of(new Failure.Invalid(NOTHING_GIVEN));
        }
        return kinds == 1
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                Sentences.INVALID_PARAMETERS
                                        + "Only one of throughput, DeletionProtectionEnabled and"
                                        + " TableClass can be changed at a time"));
    }

    private static Update message(TableSettings settings) {
        var update = Update.newBuilder();
        if (Throughputs.isOnDemand(settings)) {
            update.setThroughput(Throughput.newBuilder().setMode(BillingMode.ON_DEMAND));
        }
        settings.provisionedThroughput()
                .ifPresent(units ->
                        update.setThroughput(
                                Throughput.newBuilder()
                                        .setMode(
                                                Throughputs.isProvisioned(settings)
                                                        ? BillingMode.PROVISIONED
                                                        : BillingMode.AS_IT_IS)
                                        .setReadUnits(units.readCapacityUnits().orElse(0L))
                                        .setWriteUnits(units.writeCapacityUnits().orElse(0L))));
        settings.deletionProtectionEnabled().ifPresent(update::setDeletionProtection);
        settings.tableClass().ifPresent(name -> update.setTableClass(TableClasses.of(name)));
        return update.build();
    }

    /** Of TagResource. */
    public static Outcome<ChangeTableRequest.Builder> tag(Request.TagResource request) {
        var constraints =
                new Constraints()
                        .present("resourceArn", request.resourceArn())
                        .present("tags", request.tags());
        request.tags().ifPresent(tags -> Tags.constraints(constraints, tags));
        List<Request.Tag> tags = request.tags().orElse(List.of());
        return constraints
                .failure()
                .or(() -> request.resourceArn().flatMap(Constraints::ofTableArn))
                .or(() -> some(tags, "Atleast one Tag needs to be provided as Input."))
                .or(() -> Tags.check(tags))
                .map(Outcome::<ChangeTableRequest.Builder>refused)
                .orElseGet(() -> {
                    var message = PutTags.newBuilder();
                    tags.forEach(tag -> message.addTags(Tags.message(tag)));
                    return Outcome.success(ChangeTableRequest.newBuilder().setPutTags(message));
                });
    }

    /** Of UntagResource. */
    public static Outcome<ChangeTableRequest.Builder> untag(Request.UntagResource request) {
        var constraints =
                new Constraints()
                        .present("resourceArn", request.resourceArn())
                        .present("tagKeys", request.tagKeys());
        request.tagKeys().ifPresent(keys -> Tags.keyConstraints(constraints, keys));
        List<String> keys = request.tagKeys().orElse(List.of());
        return constraints
                .failure()
                .or(() -> request.resourceArn().flatMap(Constraints::ofTableArn))
                .or(() -> some(keys, "Atleast one Tag Key needs to be provided as Input."))
                .map(Outcome::<ChangeTableRequest.Builder>refused)
                .orElseGet(() ->
                        Outcome.success(
                                ChangeTableRequest.newBuilder()
                                        .setRemoveTags(RemoveTags.newBuilder().addAllKeys(keys))));
    }

    private static Optional<Failure> some(List<?> given, String otherwise) {
        return given.isEmpty() ? Optional.of(new Failure.Invalid(otherwise)) : Optional.empty();
    }

    /** Of UpdateTimeToLive. */
    public static Outcome<ChangeTableRequest.Builder> timeToLive(Request.UpdateTimeToLive request) {
        return Constraints.ofTableName(request.tableName())
                .or(() -> constraints(request))
                .map(Outcome::<ChangeTableRequest.Builder>refused)
                .orElseGet(() -> {
                    var wanted = request.specification().orElseThrow();
                    return Outcome.success(
                            ChangeTableRequest.newBuilder()
                                    .setSetTimeToLive(
                                            SetTimeToLive.newBuilder()
                                                    .setAttribute(
                                                            wanted.attributeName().orElseThrow())
                                                    .setEnabled(wanted.enabled().orElseThrow())));
                });
    }

    private static Optional<Failure> constraints(Request.UpdateTimeToLive request) {
        String path = "timeToLiveSpecification";
        var constraints = new Constraints().present(path, request.specification());
        request.specification()
                .ifPresent(wanted -> {
                    String name = path + ".attributeName";
                    constraints
                            .present(path + ".enabled", wanted.enabled())
                            .present(name, wanted.attributeName());
                    wanted.attributeName()
                            .ifPresent(text ->
                                    constraints.length(name, text, 1, MAX_TIME_TO_LIVE_NAME));
                });
        return constraints.failure();
    }
}
