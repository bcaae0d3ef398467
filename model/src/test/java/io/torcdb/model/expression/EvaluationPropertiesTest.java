package io.torcdb.model.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random expressions against a second evaluator; a failure names its seed. */
class EvaluationPropertiesTest {
    private static final int CASES_PER_SEED = 500;

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConditionHoldsWhereASecondEvaluatorSaysSo(long seed) {
        var random = new RandomExpressions(seed);
        int held = 0;
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();
            Condition condition = random.condition(2);

            boolean holds = Conditions.holds(condition, item);

            assertThat(holds)
                    .as("%s of %s", condition, item)
                    .isEqualTo(new NaiveEvaluator(item).holds(condition));
            held += holds ? 1 : 0;
        }
        assertThat(held).isBetween(CASES_PER_SEED / 10, CASES_PER_SEED * 9 / 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anUpdateMakesWhatASecondUpdaterMakes(long seed) {
        var random = new RandomExpressions(seed);
        int done = 0;
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();
            Update update = random.update();

            Outcome<Updates.Result> outcome = Updates.apply(update, Optional.of(item), Item.EMPTY);

            Optional<Item> updated =
                    switch (outcome) {
                        case Outcome.Success<Updates.Result>(var result) -> result.item();
                        case Outcome.Refused<Updates.Result> _ -> Optional.empty();
                    };
            assertThat(updated)
                    .as("%s of %s", update, item)
                    .isEqualTo(NaiveUpdater.apply(update, item));
            done += updated.isPresent() ? 1 : 0;
        }
        assertThat(done).isGreaterThan(CASES_PER_SEED / 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProjectionKeepsWhatItsPathsLeadTo(long seed) {
        var random = new RandomExpressions(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Item item = random.item();
            Projection projection = random.projection();

            Item kept = projection.apply(item);

            // Indexes mean other elements once a list is dense.
            for (Path path : projection.paths()) {
                if (path.steps().stream().noneMatch(Path.Index.class::isInstance)) {
                    assertThat(new NaiveEvaluator(kept).at(path))
                            .as("%s of %s", projection, item)
                            .isEqualTo(new NaiveEvaluator(item).at(path));
                }
            }
        }
    }
}
