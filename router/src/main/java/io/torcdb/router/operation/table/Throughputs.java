package io.torcdb.router.operation.table;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request.TableSettings;
import io.torcdb.model.request.Request.Throughput;
import java.util.Optional;

/** The rules that bind a table's billing mode and its throughput. */
final class Throughputs {
    /** The service knows no larger number; what a cluster can give is less. */
    private static final long MAX_UNITS = 1_000_000_000_000L;

    private static final String ON_DEMAND = "PAY_PER_REQUEST";
    private static final String PROVISIONED = "PROVISIONED";

    private Throughputs() {}

    static boolean isOnDemand(TableSettings settings) {
        return settings.billingMode().filter(ON_DEMAND::equals).isPresent();
    }

    static boolean isProvisioned(TableSettings settings) {
        return settings.billingMode().filter(PROVISIONED::equals).isPresent();
    }

    /** Of CreateTable, where PROVISIONED is what no mode means. */
    static Optional<Failure> ofNewTable(TableSettings settings) {
        return check(settings, !isOnDemand(settings));
    }

    /** Of UpdateTable, where no mode means the one that the table has. */
    static Optional<Failure> ofChange(TableSettings settings) {
        return check(settings, isProvisioned(settings));
    }

    private static Optional<Failure> check(TableSettings settings, boolean needsUnits) {
        Optional<Throughput> units = settings.provisionedThroughput();
        if (isOnDemand(settings) && units.isPresent()) {
            return Optional.of(new Failure.Invalid(NEITHER));
        }
        if (needsUnits && units.isEmpty()) {
            return Optional.of(
                    new Failure.Invalid(
                            Sentences.INVALID_PARAMETERS
                                    + "ReadCapacityUnits and WriteCapacityUnits must both be"
                                    + " specified when BillingMode is PROVISIONED"));
        }
        return units.flatMap(Throughput::readCapacityUnits)
                .flatMap(read -> inBounds(read, "ReadCapacityUnits"))
                .or(() ->
                        units.flatMap(Throughput::writeCapacityUnits)
                                .flatMap(write -> inBounds(write, "WriteCapacityUnits")));
    }

    private static Optional<Failure> inBounds(long units, String member) {
        return units <= MAX_UNITS
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "Given value " + units + " for " + member + " is out of bounds"));
    }

    private static final String NEITHER =
            Sentences.INVALID_PARAMETERS
                    + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified"
                    + " when BillingMode is PAY_PER_REQUEST";
}
