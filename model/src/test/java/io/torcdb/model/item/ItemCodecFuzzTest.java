package io.torcdb.model.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged encodings are told to be so, in bounded memory; the seed is in the test's name. */
@Timeout(60)
class ItemCodecFuzzTest {
    private static final int ENCODINGS = 20_000;

    /** What decoding a few hundred bytes may allocate, exceptions included. */
    private static final long MOST_BYTES = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static LongStream seeds() {
        return LongStream.of(1, 2, 3, new Random().nextLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedEncodingIsCorruptOrAnotherItems(long seed) {
        var random = new Random(seed);
        var values = new RandomValues(seed);
        int corrupt = 0;
        for (int i = 0; i < ENCODINGS; i++) {
            byte[] damaged = damaged(ItemCodec.encode(values.item()), random);
            corrupt += isCorrupt(damaged) ? 1 : 0;
        }

        assertThat(corrupt).isBetween(ENCODINGS / 2, ENCODINGS);
    }

    private static boolean isCorrupt(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean corrupt = false;
        try {
            assertThat(ItemCodec.encode(ItemCodec.decode(bytes))).isEqualTo(bytes);
        } catch (CorruptItemException _) {
            corrupt = true;
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(HexFormat.of().formatHex(bytes), thrown);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as(() -> HexFormat.of().formatHex(bytes))
                .isLessThan(MOST_BYTES + 100L * bytes.length);
        return corrupt;
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int damages = random.nextInt(3); damages >= 0; damages--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) -1);
            }
        }
        return bytes;
    }
}
