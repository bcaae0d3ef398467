package io.torcdb.control.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.control.TestCatalog;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.runtime.catalog.ImageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogMachineTest {
    private static final ClusterBorn BORN = new ClusterBorn(0, 42, 1, 1);

    @TempDir Path folder;

    private final CompletableFuture<ImageFile.Saved> copy = new CompletableFuture<>();
    private CatalogMachine machine;
    private long nextIndex;

    @BeforeEach
    void open() throws IOException {
        machine = opened();
    }

    private CatalogMachine opened() throws IOException {
        return CatalogMachine.open(
                folder.resolve("catalog"),
                (_, _) -> copy,
                failure -> {
                    throw new IllegalStateException(failure);
                });
    }

    private void apply(CatalogChange change) {
        machine.apply(new Position(1, nextIndex++), ByteBuffer.wrap(CatalogEntry.encode(change)));
    }

    private static NodeRegistered node(long base, long id) {
        return new NodeRegistered(base, TestCatalog.node(id));
    }

    @Test
    void entriesBecomePartOfTheImageTogetherWithTheirPosition() {
        apply(BORN);
        apply(node(1, 1));

        assertThat(machine.image().version()).isEqualTo(2);
        assertThat(machine.applied()).isEqualTo(new Position(1, 1));
    }

    @Test
    void aVoidChangeMovesThePositionAndNothingElse() {
        apply(BORN);
        apply(node(1, 1));
        var before = machine.image();

        apply(node(1, 2));
        apply(node(7, 2));

        assertThat(machine.image()).isSameAs(before);
        assertThat(machine.applied()).isEqualTo(new Position(1, 3));
    }

    @Test
    void anEntryThatNobodyKnowsStopsTheReplica() {
        apply(BORN);
        var entry = ByteBuffer.wrap(new byte[] {99, 1, 2});

        assertThatThrownBy(() -> machine.apply(new Position(1, 1), entry))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(machine.applied()).isEqualTo(new Position(1, 0));
    }

    @Test
    void whatASnapshotHoldsIsThereAfterARestart() throws IOException {
        apply(BORN);
        apply(node(1, 1));
        var at = machine.snapshot();
        var image = machine.image();
        apply(node(2, 2));

        machine = opened();

        assertThat(at).isEqualTo(new Position(1, 1));
        assertThat(machine.applied()).isEqualTo(at);
        assertThat(machine.image()).isEqualTo(image);
    }

    @Test
    void replayAfterARestartLeadsToTheSameImage() throws IOException {
        apply(BORN);
        var at = machine.snapshot();
        apply(node(1, 1));
        apply(node(1, 2));
        var image = machine.image();

        machine = opened();
        nextIndex = at.index() + 1;
        apply(node(1, 1));
        apply(node(1, 2));

        assertThat(machine.image()).isEqualTo(image);
    }

    @Test
    void aRestoreReplacesTheImageDurably() throws IOException {
        apply(BORN);
        var newer = TestCatalog.cluster(2, 1);

        var restored = machine.restore(new Member(2, "h:2"), new Position(3, 90));
        copy.complete(new ImageFile.Saved(newer, 3, 100));

        assertThat(restored.join()).isEqualTo(new Position(3, 100));
        assertThat(machine.image()).isEqualTo(newer);
        assertThat(machine.changesSince(0)).isEmpty();
        machine = opened();
        assertThat(machine.image()).isEqualTo(newer);
        assertThat(machine.applied()).isEqualTo(new Position(3, 100));
    }

    @Test
    void aCopyThatIsOlderOrOfAnotherClusterIsRefused() {
        apply(BORN);
        apply(node(1, 1));
        var before = machine.image();
        var other = CatalogImage.EMPTY.with(new ClusterBorn(0, 43, 1, 1)).orElseThrow();

        var restored = machine.restore(new Member(2, "h:2"), new Position(3, 90));
        copy.complete(new ImageFile.Saved(other, 3, 100));

        assertThatThrownBy(restored::join).isInstanceOf(CompletionException.class);
        assertThat(machine.image()).isEqualTo(before);
    }

    @Test
    void changesSinceAVersionLeadToTheNewestImage() {
        apply(BORN);
        for (int i = 1; i <= 5; i++) {
            apply(node(i, i));
        }

        for (long version = 0; version <= 6; version++) {
            var changes = machine.changesSince(version).orElseThrow();
            assertThat(changes).hasSize((int) (6 - version));
        }
        var image = CatalogImage.EMPTY;
        for (var change : machine.changesSince(0).orElseThrow()) {
            image = image.with(change).orElseThrow();
        }
        assertThat(image).isEqualTo(machine.image());
    }

    @Test
    void theHistoryIsBounded() {
        var history = new History(3);
        for (int i = 0; i < 10; i++) {
            history.add(node(i, 1));
        }

        assertThat(history.since(6)).isEmpty();
        assertThat(history.since(7).orElseThrow()).hasSize(3);
        assertThat(history.since(9).orElseThrow()).hasSize(1);
        assertThat(history.changeOf(6)).isEmpty();
        assertThat(history.changeOf(8)).contains(node(8, 1));
    }
}
