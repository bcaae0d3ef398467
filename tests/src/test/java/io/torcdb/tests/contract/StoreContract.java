package io.torcdb.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.node.store.Store;
import io.torcdb.node.store.Store.Family;
import io.torcdb.node.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Store} keeps to. */
abstract class StoreContract extends StoresUnderTest {
    @Test
    void aKeyThatWasNeverWrittenIsAbsent() {
        assertThat(store().get(Family.ITEMS, bytes("a"))).isNull();
    }

    @Test
    void aKeyBelongsToItsFamily() {
        write(batch -> batch.put(Family.ITEMS, bytes("a"), bytes("1")));

        assertThat(store().get(Family.ITEMS, bytes("a"))).isEqualTo(bytes("1"));
        assertThat(store().get(Family.META, bytes("a"))).isNull();
    }

    @Test
    void theLastChangeOfAKeyInABatchWins() {
        write(batch -> {
            batch.put(Family.ITEMS, bytes(""), bytes(""));
            batch.put(Family.ITEMS, bytes("a"), bytes("1"));
            batch.delete(Family.ITEMS, bytes("a"));
            batch.put(Family.ITEMS, bytes("b"), bytes("1"));
            batch.put(Family.ITEMS, bytes("b"), bytes("2"));
        });

        assertThat(contents(Family.ITEMS)).isEqualTo(Map.of("", "", "b", "2"));
    }

    @Test
    void aBatchThatIsNotWrittenChangesNothing() {
        try (var batch = store().batch()) {
            batch.put(Family.ITEMS, bytes("a"), bytes("1"));
        }

        assertThat(contents(Family.ITEMS)).isEmpty();
    }

    @Test
    void keysAreOrderedByUnsignedBytes() {
        byte[][] ordered = {{0}, {0, 0}, {1}, {0x7f}, {(byte) 0x80}, {(byte) 0xff}, {-1, 0}};
        write(batch -> {
            for (var index : List.of(4, 6, 0, 2, 5, 1, 3)) {
                batch.put(Family.ITEMS, ordered[index], bytes("v"));
            }
        });

        var seen = new ArrayList<byte[]>();
        try (var cursor = store().scan(Family.ITEMS, new byte[] {0}, new byte[] {-1, 1}, false)) {
            while (cursor.next()) {
                seen.add(cursor.key());
            }
        }

        assertThat(seen).containsExactly(ordered);
    }

    @Test
    void aScanIncludesItsLowerBoundAndExcludesItsUpperInBothDirections() {
        fill("a", "b", "c", "d");

        assertThat(scan("b", "d", false)).containsExactly("b", "c");
        assertThat(scan("b", "d", true)).containsExactly("c", "b");
        assertThat(scan("bb", "cc", true)).containsExactly("c");
        assertThat(scan("x", "z", false)).isEmpty();
        assertThat(scan("x", "z", true)).isEmpty();
    }

    @Test
    void aCursorThatHasEndedStaysEnded() {
        fill("a");

        try (var cursor = store().scan(Family.ITEMS, bytes("a"), bytes("b"), false)) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void aCursorShowsTheStateOfTheMomentItWasOpened() {
        fill("a", "c");

        var seen = new ArrayList<String>();
        try (var cursor = store().scan(Family.ITEMS, bytes("a"), bytes("z"), false)) {
            write(batch -> {
                batch.put(Family.ITEMS, bytes("b"), bytes("new"));
                batch.delete(Family.ITEMS, bytes("c"));
            });
            store().flush();
            while (cursor.next()) {
                seen.add(text(cursor.key()));
            }
        }

        assertThat(seen).containsExactly("a", "c");
        assertThat(scan("a", "z", false)).containsExactly("a", "b");
    }

    @Test
    void aViewShowsTheStateOfItsMomentInAllFamilies() {
        fill("a", "c");
        write(batch -> batch.put(Family.INDEXES, bytes("a"), bytes("old")));

        try (var view = store().view()) {
            write(batch -> {
                batch.put(Family.ITEMS, bytes("b"), bytes("new"));
                batch.delete(Family.ITEMS, bytes("c"));
                batch.put(Family.INDEXES, bytes("a"), bytes("new"));
            });
            store().flush();

            assertThat(view.get(Family.ITEMS, bytes("b"))).isNull();
            assertThat(view.get(Family.ITEMS, bytes("c"))).isEqualTo(bytes("c"));
            assertThat(view.get(Family.INDEXES, bytes("a"))).isEqualTo(bytes("old"));
            try (var cursor = view.scan(Family.ITEMS, bytes("a"), bytes("z"), true)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(bytes("c"));
            }
        }
        assertThat(store().get(Family.INDEXES, bytes("a"))).isEqualTo(bytes("new"));
    }

    @Test
    void aRangeIsDeletedWithoutItsUpperBoundAndOnlyInItsFamily() {
        fill("a", "b", "c", "d");
        write(batch -> batch.put(Family.META, bytes("b"), bytes("kept")));

        write(batch -> {
            batch.deleteRange(Family.ITEMS, bytes("b"), bytes("d"));
            batch.put(Family.ITEMS, bytes("bb"), bytes("after"));
        });

        assertThat(scan("a", "z", false)).containsExactly("a", "bb", "d");
        assertThat(store().get(Family.ITEMS, bytes("c"))).isNull();
        assertThat(store().get(Family.META, bytes("b"))).isEqualTo(bytes("kept"));
    }

    @Test
    void anAnswerFromMemoryIsTheAnswer() {
        fill("a");
        write(batch -> batch.delete(Family.ITEMS, bytes("b")));

        var answers = new ArrayList<byte @Nullable []>();
        var known = store().getFromMemory(Family.ITEMS, bytes("a"), answers::add);

        assertThat(known).isTrue();
        assertThat(answers).containsExactly(bytes("a"));
    }

    @Test
    void memoryNeverSaysOtherwiseThanTheStore() throws IOException {
        for (var key = 0; key < 2_000; key += 2) {
            fill("key" + key);
        }
        store().flush();
        var cold = open("copy", afterCrash(root.resolve("store"), root.resolve("copy")));

        for (var key = 0; key < 2_000; key += 7) {
            var name = bytes("key" + key);
            var answers = new ArrayList<byte @Nullable []>();
            var known = cold.getFromMemory(Family.ITEMS, name, answers::add);

            assertThat(answers).hasSize(known ? 1 : 0);
            var stored = cold.get(Family.ITEMS, name);
            assertThat(stored != null).isEqualTo(key % 2 == 0);
            if (known) {
                assertThat(answers.getFirst()).isEqualTo(stored);
            }
            assertThat(cold.getFromMemory(Family.ITEMS, name, _ -> {})).isTrue();
        }
    }

    @Test
    void aStoreThatIsClosedAndOpenedAgainHasEverything() {
        fill("a", "b");

        reopen();

        assertThat(scan("a", "z", false)).containsExactly("a", "b");
    }

    @Test
    void aCrashLeavesWhatWasFlushed() throws IOException {
        fill("a");
        write(batch -> batch.put(Family.META, bytes("at"), bytes("1")));
        store().flush();

        var survivor = open("copy", afterCrash(root.resolve("store"), root.resolve("copy")));

        assertThat(survivor.get(Family.ITEMS, bytes("a"))).isEqualTo(bytes("a"));
        assertThat(survivor.get(Family.META, bytes("at"))).isEqualTo(bytes("1"));
    }

    @Test
    void aCrashLeavesAPrefixOfTheBatchesOverAllFamiliesAndNeverLessThanTheLastFlush()
            throws IOException {
        var random = new Random(7);
        for (var round = 0; round < 12; round++) {
            var flushedAt = 0;
            var name = "round" + round;
            var written = open(name);
            var batches = 1 + random.nextInt(60);
            for (var number = 1; number <= batches; number++) {
                writeNumbered(written, number, random.nextInt(20_000));
                if (random.nextInt(20) == 0) {
                    written.flush();
                    flushedAt = number;
                }
            }

            var copy = afterCrash(root.resolve(name), root.resolve(name + "-copy"));
            var survivor = open(name + "-copy", copy);

            var last = number(survivor.get(Family.META, bytes("last")));
            assertThat(last).isBetween(flushedAt, batches);
            for (var number = 1; number <= batches; number++) {
                assertThat(survivor.get(Family.ITEMS, bytes("item" + number)) != null)
                        .as("batch %s of %s, last %s", number, batches, last)
                        .isEqualTo(number <= last);
            }
        }
    }

    @Test
    void aCheckpointIsTheStateOfItsMomentAndLivesAlone() {
        fill("a", "b");
        write(batch -> batch.put(Family.META, bytes("at"), bytes("2")));

        store().checkpoint(root.resolve("checkpoint"));
        fill("c");
        store().flush();
        store().close();

        var copy = open("checkpoint");
        assertThat(contents(copy, Family.ITEMS)).isEqualTo(Map.of("a", "a", "b", "b"));
        assertThat(copy.get(Family.META, bytes("at"))).isEqualTo(bytes("2"));
    }

    @Test
    void aCheckpointSurvivesACrash() throws IOException {
        fill("a");

        store().checkpoint(root.resolve("checkpoint"));
        var copy = open("copy", afterCrash(root.resolve("checkpoint"), root.resolve("copy")));

        assertThat(copy.get(Family.ITEMS, bytes("a"))).isEqualTo(bytes("a"));
    }

    @Test
    void aCheckpointIsNeverMadeOverAFolderThatIsThere() {
        fill("a");
        store().checkpoint(root.resolve("checkpoint"));

        assertThatThrownBy(() -> store().checkpoint(root.resolve("checkpoint")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void aClosedStoreRefusesEverything() {
        store().close();
        store().close();

        assertThatThrownBy(() -> store().get(Family.ITEMS, bytes("a")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().batch().close()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().flush()).isInstanceOf(StoreException.class);
    }

    @Test
    void sizeGrowsWithWhatIsWritten() {
        var before = store().sizeBytes();

        var random = new Random(1);
        for (var number = 0; number < 40; number++) {
            var value = new byte[50_000];
            random.nextBytes(value);
            var key = bytes("key" + number);
            write(batch -> batch.put(Family.ITEMS, key, value));
        }
        store().flush();

        assertThat(store().sizeBytes() - before).isBetween(1_500_000L, 10_000_000L);
    }

    @Test
    void theSizeOfARangeIsKnownRoughlyFlushedOrNot() {
        var random = new Random(1);
        for (var number = 100; number < 200; number++) {
            var value = new byte[20_000];
            random.nextBytes(value);
            var key = bytes("key" + number);
            write(batch -> batch.put(Family.INDEXES, key, value));
        }

        for (var round = 0; round < 2; round++) {
            assertThat(bytesOf(Family.INDEXES, "key", "keyz")).isBetween(1_000_000L, 4_000_000L);
            assertThat(bytesOf(Family.INDEXES, "key100", "key150")).isBetween(500_000L, 2_000_000L);
            assertThat(bytesOf(Family.INDEXES, "a", "b")).isLessThan(200_000L);
            assertThat(bytesOf(Family.ITEMS, "key", "keyz")).isLessThan(200_000L);
            store().flush();
        }
    }

    private long bytesOf(Family family, String lower, String upper) {
        return store().approximateBytes(family, bytes(lower), bytes(upper));
    }
}
