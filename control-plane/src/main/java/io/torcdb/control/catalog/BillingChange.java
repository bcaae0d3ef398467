package io.torcdb.control.catalog;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What an UpdateTable asks for of a table's billing. Immutable.
 *
 * @param readUnits of no meaning to {@link Mode#ON_DEMAND}, as {@code writeUnits}
 */
public record BillingChange(Mode mode, long readUnits, long writeUnits) {
    /** So many decreases of a day need no pause between them. */
    static final int FREE_DECREASES = 4;

    /** After them, the last decrease must be so long ago. */
    static final Duration DECREASE_PAUSE = Duration.ofHours(1);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy 'at' h:mm:ss a 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** The billing mode that is asked for. */
    public enum Mode {
        AS_IT_IS,
        ON_DEMAND,
        PROVISIONED
    }

    /** Returns the billing that follows, which may be the same, or why there is none. */
    Outcome<Billing> of(Billing billing, long nowMillis) {
        return switch (mode) {
            case ON_DEMAND -> toOnDemand(billing, nowMillis);
            case PROVISIONED ->
                    billing.onDemand()
                            ? Outcome.success(billing.toProvisioned(readUnits, writeUnits))
                            : toUnits(billing, nowMillis);
            case AS_IT_IS ->
                    billing.onDemand()
                            ? Outcome.invalid(
                                    Sentences.INVALID_PARAMETERS
                                            + "Neither"
                                            + " ReadCapacityUnits nor WriteCapacityUnits can be"
                                            + " specified when BillingMode is PAY_PER_REQUEST")
                            : toUnits(billing, nowMillis);
        };
    }

    private static Outcome<Billing> toOnDemand(Billing billing, long nowMillis) {
        if (billing.onDemand()) {
            return Outcome.success(billing);
        }
        var switches = billing.switchesMillis();
        if (switches.size() >= Billing.MAX_SWITCHES) {
            long freeAt =
                    switches.get(switches.size() - Billing.MAX_SWITCHES)
                            + Billing.SWITCH_WINDOW.toMillis();
            if (nowMillis < freeAt) {
                return Outcome.refused(
                        new Failure.LimitExceeded(
                                "Subscriber limit exceeded: Update to PayPerRequest mode are"
                                        + " limited to "
                                        + Billing.MAX_SWITCHES
                                        + " times in 1 day(s). Last update at "
                                        + moment(switches.getLast())
                                        + ". Next update can be made at "
                                        + moment(freeAt)));
            }
        }
        return Outcome.success(billing.toOnDemand(nowMillis));
    }

    private Outcome<Billing> toUnits(Billing billing, long nowMillis) {
        if (billing.readUnits() == readUnits && billing.writeUnits() == writeUnits) {
            return Outcome.invalid(
                    "The provisioned throughput for the table will not change. The requested value"
                            + " equals the current value. "
                            + same("ReadCapacityUnits", readUnits)
                            + same("WriteCapacityUnits", writeUnits)
                            + "Refer to the Amazon DynamoDB Developer Guide for current limits and"
                            + " how to request higher limits.");
        }
        int today = billing.decreasesToday(nowMillis);
        long last = billing.lastDecreaseMillis().orElse(0L);
        long freeAt = last + DECREASE_PAUSE.toMillis();
        if (billing.isDecrease(readUnits, writeUnits)
                && today >= FREE_DECREASES
                && nowMillis < freeAt) {
            return Outcome.refused(
                    new Failure.LimitExceeded(
                            "Subscriber limit exceeded: Provisioned throughput decreases are"
                                    + " limited within a given UTC day. After the first "
                                    + FREE_DECREASES
                                    + " decreases, each subsequent decrease in the same UTC day can"
                                    + " be performed at most once every "
                                    + DECREASE_PAUSE.toSeconds()
                                    + " seconds. Number of decreases today: "
                                    + today
                                    + ". Last decrease at "
                                    + moment(last)
                                    + ". Next decrease can be made at "
                                    + moment(freeAt)));
        }
        return Outcome.success(billing.withUnits(readUnits, writeUnits, nowMillis));
    }

    private static String same(String member, long units) {
        return "Current %s provisioned for the table: %d. Requested %s: %d. "
                .formatted(member, units, member, units);
    }

    private static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }
}
