package io.torcdb.model.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRangesTest {
    @Test
    void oneRangeIsEverything() {
        assertThat(TokenRanges.split(1)).containsExactly(TokenRange.ALL);
    }

    @Test
    void fourRangesAreQuarters() {
        assertThat(TokenRanges.split(4))
                .containsExactly(
                        new TokenRange(0, 0x3FFFFFFFFFFFFFFFL),
                        new TokenRange(0x4000000000000000L, 0x7FFFFFFFFFFFFFFFL),
                        new TokenRange(0x8000000000000000L, 0xBFFFFFFFFFFFFFFFL),
                        new TokenRange(0xC000000000000000L, -1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1000, 4097})
    void theRangesCoverEveryTokenOnceInEqualParts(int count) {
        List<TokenRange> ranges = TokenRanges.split(count);

        assertThat(ranges).hasSize(count);
        assertThat(ranges.getFirst().first()).isZero();
        assertThat(ranges.getLast().last()).isEqualTo(-1);
        long size = Long.divideUnsigned(-1, count);
        for (int i = 0; i < count; i++) {
            TokenRange range = ranges.get(i);
            assertThat(range.last() - range.first()).isBetween(size - 1, size);
            assertThat(i == 0 || ranges.get(i - 1).last() + 1 == range.first()).isTrue();
        }
    }

    @Test
    void rangesKnowTheirTokens() {
        var range = new TokenRange(5, -2);

        assertThat(range.contains(4)).isFalse();
        assertThat(range.contains(5)).isTrue();
        assertThat(range.contains(Long.MIN_VALUE)).isTrue();
        assertThat(range.contains(-2)).isTrue();
        assertThat(range.contains(-1)).isFalse();
    }

    @Test
    void aRangeDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> new TokenRange(-1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPartIsOneOfTheRangesOfASplit() {
        var ranges = TokenRanges.split(7);

        for (int i = 0; i < 7; i++) {
            assertThat(TokenRanges.part(i, 7)).isEqualTo(ranges.get(i));
        }
        assertThatThrownBy(() -> TokenRanges.part(7, 7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
