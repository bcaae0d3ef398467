package io.torcdb.model.expression.legacy;

import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.message;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static io.torcdb.model.expression.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyProjectionsTest {
    @Test
    void whatIsNamedIsKeptWhole() {
        var projection = success(LegacyProjections.of(List.of("b", "a.x", "absent")));

        var kept =
                projection.apply(
                        item("a", map("x", n("1")), "a.x", s("dotted"), "b", map("y", n("2"))));

        assertThat(kept).isEqualTo(item("a.x", s("dotted"), "b", map("y", n("2"))));
    }

    @Test
    void aNameThatIsGivenTwiceIsRefused() {
        assertThat(message(LegacyProjections.of(List.of("a", "b", "c", "b", "a"))))
                .isEqualTo(
                        "One or more parameter values were invalid: Duplicate value in attribute"
                                + " name: b");
    }
}
