package io.torcdb.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.tests.conformance.Database;
import io.torcdb.tests.conformance.OnLocalCluster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Seeded random operations on both databases: {@code -Dtorc.differential.operations} of them, from
 * {@code -Dtorc.differential.seed} on.
 */
@ExtendWith(OnLocalCluster.class)
final class DifferentialTest {
    private static final int OPERATIONS = Integer.getInteger("torc.differential.operations", 3_000);
    private static final long SEED = Long.getLong("torc.differential.seed", 1);
    private static final int TOLD = 10;
    private static final int REPORT_EVERY = 10_000;

    @Test
    @Timeout(3_600)
    void answersAsDynamoDbLocalButForItsFaults(Database torc) throws Exception {
        try (var peer = new LocalPeer();
                DynamoDbClient local = Database.client(peer.url())) {
            for (Shape shape : Shape.ALL) {
                create(shape, torc.client());
                create(shape, local);
            }

            var run = new Run(torc.client(), local);
            var operations = new Operations(SEED);
            for (int done = 1; done <= OPERATIONS && run.unexplained.size() < TOLD; done++) {
                run.compare(done, operations.next());
                if (done % REPORT_EVERY == 0) {
                    System.out.printf(
                            "differential: seed %d, %,d operations, explained %s%n",
                            SEED, done, run.explained);
                }
            }

            assertThat(run.unexplained).as("differences of seed %d", SEED).isEmpty();
            assertThat(run.successes).as("operations that both do").isGreaterThan(OPERATIONS / 3);
        }
    }

    private static void create(Shape shape, DynamoDbClient client) {
        var _ = client.createTable(shape.create());
        var _ = client.waiter().waitUntilTableExists(table -> table.tableName(shape.name()));
    }

    /** What a run has seen. */
    private static final class Run {
        private final DynamoDbClient torc;
        private final DynamoDbClient local;
        private final ArrayList<String> unexplained = new ArrayList<>();
        private final Map<KnownFault, Integer> explained = new EnumMap<>(KnownFault.class);
        private int successes;

        Run(DynamoDbClient torc, DynamoDbClient local) {
            this.torc = torc;
            this.local = local;
        }

        void compare(int number, Operation operation) {
            Answer ours = Answer.of(torc, operation.run());
            Answer theirs = Answer.of(local, operation.run());
            if (ours.isSuccess() && theirs.isSuccess()) {
                successes++;
                if (!operation.touched().isEmpty()) {
                    ours = ours.andThen(operation.effects(torc));
                    theirs = theirs.andThen(operation.effects(local));
                }
            }
            if (ours.sameAs(theirs)) {
                return;
            }
            Optional<KnownFault> fault = KnownFault.of(operation, ours, theirs);
            if (fault.isPresent()) {
                explained.merge(fault.get(), 1, Integer::sum);
            } else {
                unexplained.add(
                        "operation %d: %s%n  Torc:  %s%n  local: %s"
                                .formatted(number, operation.request(), ours, theirs));
            }
            operation.repair(torc, local);
        }
    }
}
