package io.torcdb.model.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.KeyCodec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Stored items are found by their tokens: if a value here changes, they are lost. */
class TokensTest {
    private static final long SEED = 0x0123456789ABCDEFL;

    @Test
    void theFunctionIsXxh3() {
        // The reference implementation's known answer.
        assertThat(Tokens.token(0, new byte[0])).isEqualTo(0x2D06800538D394C2L);
    }

    @Test
    void tokensOfKeysAreTheSameForEver() {
        // What xxhsum's library, version 0.8.1, makes of these bytes with this seed.
        assertThat(token(new StringValue("a"))).isEqualTo(0x465405BEFF96E808L);
        assertThat(token(new StringValue("a".repeat(300)))).isEqualTo(0xEC7B15AA52FAB6E6L);
        assertThat(token(new NumberValue(BigDecimal.ZERO))).isEqualTo(0xDE257CA35554F0AEL);
        assertThat(token(new NumberValue(new BigDecimal("-12.5")))).isEqualTo(0xDD2F2D991FF6B5ECL);
        assertThat(token(new BinaryValue(Binary.wrap("a".getBytes(UTF_8)))))
                .isEqualTo(0x9B9036DB64CFFE98L);
    }

    @Test
    void tokensSpreadEvenly() {
        var counts = new int[16];

        for (int i = 0; i < 16_000; i++) {
            counts[(int) (token(new StringValue("user#" + i)) >>> 60)]++;
        }

        assertThat(Arrays.stream(counts)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void seedsMakeDifferentTokens() {
        var random = new Random(1);
        byte[] key = KeyCodec.encodePartitionKey(new StringValue("a"));

        assertThat(Tokens.token(random.nextLong(), key))
                .isNotEqualTo(Tokens.token(random.nextLong(), key));
    }

    private static long token(AttributeValue key) {
        return Tokens.token(SEED, KeyCodec.encodePartitionKey(key));
    }
}
