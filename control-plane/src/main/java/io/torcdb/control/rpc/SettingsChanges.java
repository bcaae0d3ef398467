package io.torcdb.control.rpc;

import io.torcdb.control.catalog.BillingChange;
import io.torcdb.control.catalog.BillingChange.Mode;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.SettingsPlans;
import io.torcdb.model.catalog.TimeToLive;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.ChangeTableRequest.BillingMode;
import io.torcdb.wire.TableSettingsCodec;
import java.util.Optional;
import java.util.TreeMap;

/** Requests that change the settings of a table, as plans. */
final class SettingsChanges {
    private SettingsChanges() {}

    /** Returns what {@code request} asks for; empty when that is nothing known here. */
    static Optional<Plan> plan(ChangeTableRequest request, long nowMillis) {
        var name = request.getName();
        return switch (request.getChangeCase()) {
            case UPDATE ->
                    update(request.getUpdate())
                            .map(update -> SettingsPlans.update(name, update, nowMillis));
            case PUT_TAGS -> {
                var tags = new TreeMap<String, String>();
                request.getPutTags()
                        .getTagsList()
                        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
                yield Optional.of(SettingsPlans.putTags(name, tags));
            }
            case REMOVE_TAGS ->
                    Optional.of(
                            SettingsPlans.removeTags(name, request.getRemoveTags().getKeysList()));
            case SET_TIME_TO_LIVE -> {
                var wanted = request.getSetTimeToLive();
                yield Optional.of(
                        SettingsPlans.setTimeToLive(
                                name,
                                new TimeToLive(
                                        wanted.getAttribute(), wanted.getEnabled(), nowMillis)));
            }
            case CHANGE_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<SettingsPlans.Update> update(ChangeTableRequest.Update update) {
        var throughput = update.getThroughput();
        var mode = mode(throughput.getMode());
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SettingsPlans.Update(
                        update.hasThroughput()
                                ? Optional.of(
                                        new BillingChange(
                                                mode.get(),
                                                throughput.getReadUnits(),
                                                throughput.getWriteUnits()))
                                : Optional.empty(),
                        update.hasDeletionProtection()
                                ? Optional.of(update.getDeletionProtection())
                                : Optional.empty(),
                        update.hasTableClass()
                                ? Optional.of(TableSettingsCodec.decode(update.getTableClass()))
                                : Optional.empty()));
    }

    private static Optional<Mode> mode(BillingMode mode) {
        return switch (mode) {
            case AS_IT_IS -> Optional.of(Mode.AS_IT_IS);
            case ON_DEMAND -> Optional.of(Mode.ON_DEMAND);
            case PROVISIONED -> Optional.of(Mode.PROVISIONED);
            case UNRECOGNIZED -> Optional.empty();
        };
    }
}
