package io.torcdb.router.operation.page;

import static io.torcdb.router.operation.page.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectsTest {
    private static final Request.Selection NOTHING =
            new Request.Selection(Optional.empty(), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALL_ATTRIBUTES|none|false|success",
                "ALL_ATTRIBUTES|none|true|success",
                "COUNT|none|false|success",
                "SPECIFIC_ATTRIBUTES|expression|false|success",
                "SPECIFIC_ATTRIBUTES|list|false|success",
                "ALL_PROJECTED_ATTRIBUTES|none|true|success",
                "ALL_PROJECTED_ATTRIBUTES|none|false|ALL_PROJECTED_ATTRIBUTES can be used only when"
                        + " Querying using an IndexName",
                "SPECIFIC_ATTRIBUTES|none|false|Must specify the AttributesToGet or"
                        + " ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
                "ALL_ATTRIBUTES|expression|false|Cannot specify the ProjectionExpression when"
                        + " choosing to get ALL_ATTRIBUTES",
                "ALL_ATTRIBUTES|list|false|Cannot specify the AttributesToGet when choosing to get"
                        + " ALL_ATTRIBUTES",
                "ALL_PROJECTED_ATTRIBUTES|list|true|Cannot specify the AttributesToGet when"
                        + " choosing to get ALL_PROJECTED_ATTRIBUTES",
                "COUNT|expression|false|Cannot specify the ProjectionExpression when choosing to"
                        + " get only the Count",
            })
    void selectFitsWhatIsChosen(String select, String chosen, boolean ofIndex, String expected) {
        var selection =
                new Request.Selection(
                        Optional.of(select),
                        Optional.of("a").filter(_ -> chosen.equals("expression")),
                        Optional.of(List.of("a")).filter(_ -> chosen.equals("list")));

        assertThat(message(Selects.check(selection, ofIndex))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void withoutSelectAnythingCanBeChosen(boolean ofIndex) {
        assertThat(Selects.check(NOTHING, ofIndex)).isEmpty();
    }

    static Stream<Arguments> outputs() {
        return Stream.of(
                arguments("the table", "", "", "", false),
                arguments("the table", "ALL_ATTRIBUTES", "z", "", false),
                arguments("keys", "", "", "", false),
                arguments("keys", "COUNT", "", "", false),
                arguments("keys", "ALL_PROJECTED_ATTRIBUTES", "", "", false),
                arguments("keys", "ALL_ATTRIBUTES", "", "", true),
                arguments("all", "ALL_ATTRIBUTES", "z", "", false),
                arguments("keys", "", "", "p, s, i", false),
                arguments("keys", "", "", "p, z", true),
                arguments("some", "", "x", "x, y", false),
                arguments("some", "", "", "z", true),
                arguments("some", "COUNT", "z", "", true));
    }

    @ParameterizedTest(name = "{0} {1}, filter {2}, projection {3}")
    @MethodSource("outputs")
    void entriesAreCompletedWhenTheyLackWhatIsAskedFor(
            String of, String select, String filter, String projection, boolean fetch) {
        Selects.Output output = output(of, select, filter, projection);

        assertThat(output.fetch()).isEqualTo(fetch);
        assertThat(output.projection().isPresent()).isEqualTo(!projection.isEmpty());
        assertThat(output.countOnly()).isEqualTo(select.equals("COUNT"));
    }

    @ParameterizedTest
    @CsvSource({"'', true", "ALL_PROJECTED_ATTRIBUTES, true", "ALL_ATTRIBUTES, false"})
    void whatIsFetchedForAFilterIsNotReturned(String select, boolean held) {
        Selects.Output output = output("some", select, "z", "");

        assertThat(output.fetch()).isTrue();
        assertThat(output.projection().map(Projection::paths))
                .isEqualTo(
                        Optional.of(
                                        Stream.of("p", "s", "i", "x", "y")
                                                .map(SelectsTest::path)
                                                .toList())
                                .filter(_ -> held));
    }

    private static Selects.Output output(
            String of, String select, String filter, String projection) {
        return Selects.output(
                Optional.of(select).filter(value -> !value.isEmpty()),
                of.equals("the table") ? Samples.source(Samples.TABLE) : Samples.index(of),
                Optional.of(filter)
                        .filter(name -> !name.isEmpty())
                        .map(name -> new Condition.Exists(path(name))),
                Optional.of(projection)
                        .filter(names -> !names.isEmpty())
                        .map(names ->
                                new Projection(
                                        Stream.of(names.split(", "))
                                                .map(SelectsTest::path)
                                                .toList())));
    }

    private static Path path(String name) {
        return new Path(List.of(new Path.Name(name)));
    }
}
