package io.torcdb.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout of keys and values. */
class KeysTest {
    private static final ByteString KEY = ByteString.copyFromUtf8("key");

    @Test
    void itemsOrderByContainerThenUnsignedTokenThenKey() {
        List<byte[]> keys =
                List.of(
                        Keys.firstOfContainer(1),
                        Keys.item(1, 0, KEY).toByteArray(),
                        Keys.item(1, Long.MAX_VALUE, KEY).toByteArray(),
                        Keys.item(1, Long.MIN_VALUE, KEY).toByteArray(),
                        Keys.item(1, -1, KEY).toByteArray(),
                        Keys.item(1, -1, KEY.concat(KEY)).toByteArray(),
                        Keys.endOfContainer(1),
                        Keys.item(2, 0, KEY).toByteArray());

        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void theEndOfTheLastTokenIsTheEndOfTheContainer() {
        assertThat(Keys.endOfToken(1, -1)).isEqualTo(Keys.endOfContainer(1));
        assertThat(Keys.endOfToken(1, 4)).isEqualTo(Keys.firstOfToken(1, 5));
    }

    @Test
    void aKeyTellsItsContainerAndToken() {
        byte[] key = Keys.item(7, -5, KEY).toByteArray();

        assertThat(Keys.container(key)).isEqualTo(7);
        assertThat(Keys.token(key)).isEqualTo(-5);
    }

    @Test
    void aStoredItemTellsItsHeaderAndItem() {
        byte[] value = StoredItem.encode(99, 12, KEY);

        assertThat(StoredItem.writeTime(value)).isEqualTo(99);
        assertThat(StoredItem.itemBytes(value)).isEqualTo(12);
        assertThat(StoredItem.region(value)).isZero();
        assertThat(StoredItem.view(StoredItem.check(value))).isEqualTo(KEY);
    }

    @Test
    void anyChangedBitOfAStoredItemIsNoticed() {
        byte[] whole = StoredItem.encode(99, 12, KEY);

        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> StoredItem.check(damaged)).isInstanceOf(StoreException.class);
        }
    }
}
