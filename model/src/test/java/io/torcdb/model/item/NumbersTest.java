package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.outcome.Outcome;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final String NINES = "9".repeat(38);

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+0.000, 0",
        "0e999999999999, 0",
        "000, 0",
        "1, 1",
        "+1, 1",
        "-1, -1",
        "00042, 42",
        "1E2, 100",
        "1e+2, 100",
        "1.50, 1.5",
        ".5, 0.5",
        "5., 5",
        "-.25, -0.25",
        "1e-3, 0.001",
        "12.5e1, 125",
        "100, 100",
        "0.00100, 0.001",
        "123456789012345678, 123456789012345678",
        "1234567890123456789, 1234567890123456789",
        "-9223372036854775808, -9223372036854775808",
        "1.2345678901234567890123456789012345678, 1.2345678901234567890123456789012345678",
        "0.0000000000e5, 0",
        "1000000000000000000000000000000000000000e-39, 1"
    })
    void numbersAreReadInAllTheirForms(String text, String canonical) {
        assertThat(printed(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                " 1",
                "1 ",
                "abc",
                "1a",
                "0x10",
                "NaN",
                "Infinity",
                "-Infinity",
                "1_000",
                ".",
                "-",
                "+",
                "e1",
                "1e",
                "1e+",
                "1e1.5",
                "--1",
                "+-1",
                "1.2.3",
                "1,5",
                "١",
                "1d",
                "1f"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertThat(Numbers.parse(text))
                .isEqualTo(
                        Outcome.invalid(
                                "The parameter cannot be converted to a numeric value: " + text));
    }

    @Test
    void anEmptyTextIsNoNumber() {
        assertThat(Numbers.parse(""))
                .isEqualTo(Outcome.invalid("The parameter cannot be converted to a numeric value"));
    }

    @Test
    void theLargestMagnitudeIsBelowTenToThe126() {
        assertThat(printed("9.9999999999999999999999999999999999999E+125"))
                .isEqualTo(NINES + "0".repeat(88));
        assertThat(printed("-9.9999999999999999999999999999999999999E+125"))
                .isEqualTo("-" + NINES + "0".repeat(88));
        assertThat(printed("1E+125")).hasSize(126);
        assertThat(printed("0.001e128")).hasSize(126);
        for (String text :
                new String[] {"1e126", "-1e126", "10e125", "1" + "0".repeat(126), "1e9999999999"}) {
            assertThat(Numbers.parse(text)).isEqualTo(Outcome.invalid(Numbers.OVERFLOW));
        }
    }

    @Test
    void theSmallestMagnitudeIsTenToTheMinus130() {
        assertThat(printed("1e-130")).isEqualTo("0." + "0".repeat(129) + "1");
        assertThat(printed("0." + "0".repeat(129) + "1")).hasSize(132);
        assertThat(printed("-1." + "0".repeat(36) + "1e-130")).hasSize(170);
        for (String text : new String[] {"1e-131", "-9.9e-131", "0.1e-130", "1e-9999999999"}) {
            assertThat(Numbers.parse(text)).isEqualTo(Outcome.invalid(Numbers.UNDERFLOW));
        }
    }

    @Test
    void thereAreAtMost38SignificantDigits() {
        assertThat(printed("00" + NINES + "000")).isEqualTo(NINES + "000");
        assertThat(printed("0.000" + NINES)).isEqualTo("0.000" + NINES);
        assertThat(Numbers.parse(NINES + "9")).isEqualTo(Outcome.invalid(Numbers.TOO_MANY_DIGITS));
        assertThat(Numbers.parse("1." + "0".repeat(37) + "1"))
                .isEqualTo(Outcome.invalid(Numbers.TOO_MANY_DIGITS));
    }

    @Test
    @Timeout(10)
    void longTextsCostNoMoreThanTheirLength() {
        String digits = "7".repeat(8_000_000);

        assertThat(Numbers.parse("0." + digits))
                .isEqualTo(Outcome.invalid(Numbers.TOO_MANY_DIGITS));
        assertThat(Numbers.parse(digits)).isEqualTo(Outcome.invalid(Numbers.OVERFLOW));
        assertThat(Numbers.parse("1e" + digits)).isEqualTo(Outcome.invalid(Numbers.OVERFLOW));
        assertThat(printed("1" + "0".repeat(1_000_000) + "e-1000000")).isEqualTo("1");
    }

    @Test
    void equalNumbersAreOneValue() {
        var one = new NumberValue(BigDecimal.ONE);

        for (String text : new String[] {"1", "1.0", "1e0", "10e-1", "0.1e1", "001"}) {
            assertThat(Numbers.parse(text)).isEqualTo(Outcome.success(one));
            assertThat(new NumberValue(new BigDecimal(text))).isEqualTo(one).hasSameHashCodeAs(one);
        }
        assertThat(new NumberValue(new BigDecimal("0.00")))
                .isEqualTo(new NumberValue(BigDecimal.ZERO));
        assertThat(new NumberValue(new BigDecimal("0e50")))
                .isEqualTo(new NumberValue(BigDecimal.ZERO));
    }

    @Test
    void valuesOutsideTheRulesCannotBeMade() {
        for (String text : new String[] {NINES + "9", "1e126", "-1e126", "1e-131"}) {
            assertThatThrownBy(() -> new NumberValue(new BigDecimal(text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sumsAndDifferencesAreExact() {
        assertThat(sum("0.1", "0.2")).isEqualTo("0.3");
        assertThat(sum("1e37", "1")).isEqualTo("1" + "0".repeat(36) + "1");
        assertThat(sum("-5", "5")).isEqualTo("0");
        assertThat(sum("9.5", "0.5")).isEqualTo("10");
        assertThat(Numbers.subtract(new BigDecimal("1"), new BigDecimal("1.00")))
                .isEqualTo(Outcome.success(BigDecimal.ZERO));
        assertThat(Numbers.subtract(new BigDecimal("100"), new BigDecimal("1e-2")))
                .isEqualTo(Outcome.success(new BigDecimal("99.99")));
    }

    @Test
    void whatDoesNotFitIsRefusedNotRounded() {
        var largest = new BigDecimal("9.9999999999999999999999999999999999999E+125");
        var smallest = new BigDecimal("1e-130");

        assertThat(Numbers.add(new BigDecimal("1e38"), BigDecimal.ONE))
                .isEqualTo(Outcome.invalid(Numbers.TOO_MANY_DIGITS));
        assertThat(Numbers.add(largest, smallest))
                .isEqualTo(Outcome.invalid(Numbers.TOO_MANY_DIGITS));
        assertThat(Numbers.add(largest, new BigDecimal("1e88")))
                .isEqualTo(Outcome.invalid(Numbers.OVERFLOW));
        assertThat(Numbers.subtract(largest.negate(), largest))
                .isEqualTo(Outcome.invalid(Numbers.OVERFLOW));
        assertThat(Numbers.subtract(new BigDecimal("1.1e-130"), smallest))
                .isEqualTo(Outcome.invalid(Numbers.UNDERFLOW));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parsingAgreesWithBigDecimalAndUndoesPrinting(long seed) {
        var values = new RandomValues(seed);
        for (int i = 0; i < 5_000; i++) {
            BigDecimal number = values.number();
            BigDecimal canonical = Numbers.canonical(number);

            assertThat(canonical).isEqualByComparingTo(number);
            for (String text :
                    new String[] {
                        number.toString(), number.toPlainString(), number.toEngineeringString()
                    }) {
                assertThat(Numbers.parse(text)).isEqualTo(Outcome.success(new NumberValue(number)));
            }
            String printed = Numbers.format(number);
            assertThat(printed).matches("-?(0|[1-9][0-9]*)([.][0-9]*[1-9])?").isNotEqualTo("-0");
            assertThat(new BigDecimal(printed)).isEqualByComparingTo(number);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void arithmeticAgreesWithWholeNumbers(long seed) {
        var values = new RandomValues(seed);
        BigDecimal unit = new BigDecimal("1e-170");
        for (int i = 0; i < 5_000; i++) {
            BigDecimal left = values.number();
            BigDecimal right = values.number();
            BigInteger exact =
                    left.divide(unit)
                            .toBigIntegerExact()
                            .add(right.divide(unit).toBigIntegerExact());

            switch (Numbers.add(left, right)) {
                case Outcome.Success<BigDecimal>(var sum) ->
                        assertThat(sum.divide(unit).toBigIntegerExact()).isEqualTo(exact);
                case Outcome.Refused<BigDecimal> _ -> {
                    String digits = exact.abs().toString();
                    int significant = digits.replaceAll("0+$", "").length();
                    boolean inRange = digits.length() > 40 && digits.length() <= 296;
                    assertThat(significant > 38 || !inRange).isTrue();
                }
            }
        }
    }

    private static String sum(String left, String right) {
        return Numbers.format(value(Numbers.add(new BigDecimal(left), new BigDecimal(right))));
    }

    private static String printed(String text) {
        return Numbers.format(value(Numbers.parse(text)).value());
    }

    private static <T> T value(Outcome<T> outcome) {
        return ((Outcome.Success<T>) outcome).value();
    }
}
