package io.torcdb.model.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the throughput of a table is given, and what the limits on changing it look back at.
 * Immutable.
 *
 * @param onDemand whether the BillingMode is PAY_PER_REQUEST
 * @param onDemandSinceMillis when it last became so; empty if it never was
 * @param switchesMillis when the table was switched to on-demand, oldest first; its birth does not
 *     count, and only the newest {@link #MAX_SWITCHES} are kept
 * @param readUnits provisioned read capacity, 0 on demand
 * @param writeUnits provisioned write capacity, 0 on demand
 * @param lastIncreaseMillis empty before the first
 * @param lastDecreaseMillis empty before the first
 * @param decreases how many there were on the day (UTC) of the last one
 */
public record Billing(
        boolean onDemand,
        Optional<Long> onDemandSinceMillis,
        List<Long> switchesMillis,
        long readUnits,
        long writeUnits,
        Optional<Long> lastIncreaseMillis,
        Optional<Long> lastDecreaseMillis,
        int decreases) {
    /** A table is switched to on-demand at most so often in {@link #SWITCH_WINDOW}. */
    public static final int MAX_SWITCHES = 4;

    public static final Duration SWITCH_WINDOW = Duration.ofHours(24);

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Copies. */
    public Billing {
        switchesMillis = List.copyOf(switchesMillis);
    }

    /** Returns the billing of a table that is born on-demand. */
    public static Billing bornOnDemand(long nowMillis) {
        return new Billing(
                true,
                Optional.of(nowMillis),
                List.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** Returns the billing of a table that is born with throughput. */
    public static Billing provisioned(long readUnits, long writeUnits) {
        return new Billing(
                false,
                Optional.empty(),
                List.of(),
                readUnits,
                writeUnits,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** Returns how often throughput was decreased on the day (UTC) of {@code nowMillis}. */
    public int decreasesToday(long nowMillis) {
        return lastDecreaseMillis
                .filter(last ->
                        Math.floorDiv(last, DAY_MILLIS) == Math.floorDiv(nowMillis, DAY_MILLIS))
                .map(_ -> decreases)
                .orElse(0);
    }

    /** Returns this billing switched to on-demand. */
    public Billing toOnDemand(long nowMillis) {
        var switches = new ArrayList<>(switchesMillis);
        switches.add(nowMillis);
        int surplus = Math.max(0, switches.size() - MAX_SWITCHES);
        return new Billing(
                true,
                Optional.of(nowMillis),
                switches.subList(surplus, switches.size()),
                0,
                0,
                lastIncreaseMillis,
                lastDecreaseMillis,
                decreases);
    }

    /** Returns this billing with throughput instead of on-demand. */
    public Billing toProvisioned(long newReadUnits, long newWriteUnits) {
        return new Billing(
                false,
                onDemandSinceMillis,
                switchesMillis,
                newReadUnits,
                newWriteUnits,
                lastIncreaseMillis,
                lastDecreaseMillis,
                decreases);
    }

    /** Returns this billing with other throughput. */
    public Billing withUnits(long newReadUnits, long newWriteUnits, long nowMillis) {
        boolean more = newReadUnits > readUnits || newWriteUnits > writeUnits;
        boolean less = isDecrease(newReadUnits, newWriteUnits);
        return new Billing(
                false,
                onDemandSinceMillis,
                switchesMillis,
                newReadUnits,
                newWriteUnits,
                more ? Optional.of(nowMillis) : lastIncreaseMillis,
                less ? Optional.of(nowMillis) : lastDecreaseMillis,
                less ? decreasesToday(nowMillis) + 1 : decreases);
    }

    /** Returns whether other throughput is less of anything. */
    public boolean isDecrease(long newReadUnits, long newWriteUnits) {
        return newReadUnits < readUnits || newWriteUnits < writeUnits;
    }
}
