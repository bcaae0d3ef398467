package io.torcdb.wire;

import io.torcdb.model.catalog.TableClass.Name;
import io.torcdb.proto.internal.Billing;
import io.torcdb.proto.internal.TableClass;
import io.torcdb.proto.internal.TableSettings;
import io.torcdb.proto.internal.Tag;
import io.torcdb.proto.internal.TimeToLive;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of tables as messages and back. */
public final class TableSettingsCodec {
    private TableSettingsCodec() {}

    public static TableSettings encode(io.torcdb.model.catalog.TableSettings settings) {
        var message =
                TableSettings.newBuilder()
                        .setBilling(encode(settings.billing()))
                        .setDeletionProtection(settings.deletionProtection());
        settings.tableClass()
                .ifPresent(chosen -> {
                    var tableClass = message.getTableClassBuilder().setName(encode(chosen.name()));
                    chosen.changedMillis().ifPresent(tableClass::setChangedMillis);
                });
        settings.tags()
                .forEach((key, value) ->
                        message.addTags(Tag.newBuilder().setKey(key).setValue(value)));
        settings.timeToLive()
                .ifPresent(ttl ->
                        message.setTimeToLive(
                                TimeToLive.newBuilder()
                                        .setAttribute(ttl.attribute())
                                        .setEnabled(ttl.enabled())
                                        .setChangedMillis(ttl.changedMillis())));
        return message.build();
    }

    public static io.torcdb.model.catalog.TableSettings decode(TableSettings settings) {
        var tags = new TreeMap<String, String>();
        settings.getTagsList().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return new io.torcdb.model.catalog.TableSettings(
                decode(settings.getBilling()),
                settings.getDeletionProtection(),
                settings.hasTableClass()
                        ? Optional.of(decode(settings.getTableClass()))
                        : Optional.empty(),
                tags,
                settings.hasTimeToLive()
                        ? Optional.of(decode(settings.getTimeToLive()))
                        : Optional.empty());
    }

    public static TableClass.Name encode(Name name) {
        return switch (name) {
            case STANDARD -> TableClass.Name.STANDARD;
            case STANDARD_INFREQUENT_ACCESS -> TableClass.Name.STANDARD_INFREQUENT_ACCESS;
        };
    }

    public static Name decode(TableClass.Name name) {
        return switch (name) {
            case STANDARD -> Name.STANDARD;
            case STANDARD_INFREQUENT_ACCESS -> Name.STANDARD_INFREQUENT_ACCESS;
            case UNRECOGNIZED -> throw new IllegalArgumentException("class of a table");
        };
    }

    private static Billing encode(io.torcdb.model.catalog.Billing billing) {
        var message =
                Billing.newBuilder()
                        .setOnDemand(billing.onDemand())
                        .addAllSwitchesMillis(billing.switchesMillis())
                        .setReadUnits(billing.readUnits())
                        .setWriteUnits(billing.writeUnits())
                        .setDecreases(billing.decreases());
        billing.onDemandSinceMillis().ifPresent(message::setOnDemandSinceMillis);
        billing.lastIncreaseMillis().ifPresent(message::setLastIncreaseMillis);
        billing.lastDecreaseMillis().ifPresent(message::setLastDecreaseMillis);
        return message.build();
    }

    private static io.torcdb.model.catalog.Billing decode(Billing billing) {
        return new io.torcdb.model.catalog.Billing(
                billing.getOnDemand(),
                given(billing.hasOnDemandSinceMillis(), billing.getOnDemandSinceMillis()),
                billing.getSwitchesMillisList(),
                billing.getReadUnits(),
                billing.getWriteUnits(),
                given(billing.hasLastIncreaseMillis(), billing.getLastIncreaseMillis()),
                given(billing.hasLastDecreaseMillis(), billing.getLastDecreaseMillis()),
                billing.getDecreases());
    }

    private static io.torcdb.model.catalog.TableClass decode(TableClass tableClass) {
        return new io.torcdb.model.catalog.TableClass(
                decode(tableClass.getName()),
                given(tableClass.hasChangedMillis(), tableClass.getChangedMillis()));
    }

    private static io.torcdb.model.catalog.TimeToLive decode(TimeToLive timeToLive) {
        return new io.torcdb.model.catalog.TimeToLive(
                timeToLive.getAttribute(), timeToLive.getEnabled(), timeToLive.getChangedMillis());
    }

    private static Optional<Long> given(boolean present, long value) {
        return present ? Optional.of(value) : Optional.empty();
    }
}
