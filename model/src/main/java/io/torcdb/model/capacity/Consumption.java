package io.torcdb.model.capacity;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.torcdb.model.request.Response.ConsumedCapacity;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums what one request consumes of one table and its local indexes. An index that took no units
 * has no line. For one thread.
 */
public final class Consumption {
    private static final String TOTAL = "TOTAL";
    private static final String INDEXES = "INDEXES";

    private final TreeMap<String, Double> indexes = new TreeMap<>();
    private double table;

    /** Returns whether a value of {@code ReturnConsumedCapacity} asks for anything. */
    public static boolean asked(Optional<String> returnConsumedCapacity) {
        return returnConsumedCapacity
                .filter(text -> text.equals(TOTAL) || text.equals(INDEXES))
                .isPresent();
    }

    /** Adds units of the table itself. */
    @CanIgnoreReturnValue
    public Consumption addTable(double units) {
        table += units;
        return this;
    }

    /** Adds units of a local index. */
    @CanIgnoreReturnValue
    public Consumption addIndex(String name, double units) {
        if (units > 0) {
            indexes.merge(name, units, Double::sum);
        }
        return this;
    }

    /**
     * Returns the sum in the detail that {@code ReturnConsumedCapacity} asks for; empty when it
     * asks for none.
     *
     * @param tableName the table as the request named it
     */
    public Optional<ConsumedCapacity> report(
            String tableName, Optional<String> returnConsumedCapacity) {
        if (!asked(returnConsumedCapacity)) {
            return Optional.empty();
        }
        double units = table;
        for (double ofIndex : indexes.values()) {
            units += ofIndex;
        }
        return Optional.of(
                new ConsumedCapacity(
                        tableName,
                        units,
                        returnConsumedCapacity
                                .filter(INDEXES::equals)
                                .map(_ ->
                                        new ConsumedCapacity.Detail(
                                                table, new TreeMap<>(indexes)))));
    }
}
