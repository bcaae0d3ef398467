package io.torcdb.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogChange.TableCreated;
import io.torcdb.model.catalog.CatalogChange.TableRemoved;
import io.torcdb.model.catalog.CatalogChange.TableStatusChanged;
import io.torcdb.model.ring.TokenRanges;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogImageTest {
    private static final List<TableStatus> STATUSES = List.of(TableStatus.values());

    private static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @Test
    void eachChangeMakesTheNextVersion() {
        var image = cluster(3);

        var next = apply(image, table(image, "t", 4));

        assertThat(next.version()).isEqualTo(image.version() + 1);
        assertThat(next.table("t").orElseThrow().status()).isEqualTo(TableStatus.CREATING);
        assertThat(image.table("t")).isEmpty();
    }

    @Test
    void aChangeFromAnotherVersionIsVoid() {
        var image = cluster(3);
        var change = table(image, "t", 1);
        var next = apply(image, change);

        assertThat(next.with(change)).isEmpty();
        assertThat(image.with(new TableRemoved(image.version() + 1, 1))).isEmpty();
    }

    @Test
    void ofTwoChangesFromOneVersionTheFirstWins() {
        var image = cluster(3);
        var first = table(image, "first", 1);
        var second = table(image, "second", 1);

        var next = apply(image, first);

        assertThat(next.with(second)).isEmpty();
        assertThat(next.tables()).extracting(TableInfo::name).containsExactly("first");
    }

    @Test
    void aChangeThatContradictsItsOwnVersionIsABug() {
        var image = cluster(3);

        assertThatThrownBy(() -> image.with(new TableRemoved(image.version(), 99)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image.with(new ClusterBorn(image.version(), 5, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        var gap =
                new TableCreated(
                        image.version(),
                        info(image, "t"),
                        List.of(new PartitionInfo(image.nextId() + 1, image.nextId(), 4, 1, 0, 5)));
        assertThatThrownBy(() -> image.with(gap)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdIsNeverGivenTwice() {
        var image = cluster(3);
        var given = new HashSet<Long>();
        image.nodes().forEach(node -> assertThat(given.add(node.id())).isTrue());
        image.groups().forEach(group -> assertThat(given.add(group.id())).isTrue());

        for (int i = 0; i < 20; i++) {
            image = apply(image, table(image, "t", 3));
            var table = image.table("t").orElseThrow();
            assertThat(given.add(table.id())).isTrue();
            image.partitions(table.id())
                    .forEach(partition -> assertThat(given.add(partition.id())).isTrue());
            image = apply(image, new TableRemoved(image.version(), table.id()));
        }
    }

    @Test
    void tablesComeInTheOrderOfTheirUtf8Names() {
        var image = cluster(1);
        for (var name : List.of("b", "\uFF5E", "a", "\uD83D\uDE00", "B")) {
            image = apply(image, table(image, name, 1));
        }

        assertThat(image.tables())
                .extracting(TableInfo::name)
                .containsExactly("B", "a", "b", "\uFF5E", "\uD83D\uDE00");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTokenOfATableBelongsToExactlyOnePartition(long seed) {
        var random = new Random(seed);
        var image = cluster(3);
        for (int i = 0; i < 5; i++) {
            image = apply(image, table(image, "t" + i, 1 + random.nextInt(9)));
        }

        for (var table : image.tables()) {
            for (int i = 0; i < 200; i++) {
                var token = i == 0 ? 0 : i == 1 ? -1 : random.nextLong();
                var owner = image.partitionOf(table.id(), token).orElseThrow();
                assertThat(image.partitions(table.id()).stream().filter(p -> p.contains(token)))
                        .containsExactly(owner);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allViewsAgreeAfterRandomChanges(long seed) {
        var random = new Random(seed);
        var image = cluster(3);
        var names = new TreeMap<String, Long>();
        for (int i = 0; i < 150; i++) {
            var name = "t" + random.nextInt(20);
            var table = image.table(name);
            CatalogChange change;
            if (table.isEmpty()) {
                change = table(image, name, 1 + random.nextInt(5));
                names.put(name, image.nextId());
            } else if (random.nextBoolean()) {
                var status = STATUSES.get(random.nextInt(STATUSES.size()));
                change = new TableStatusChanged(image.version(), table.get().id(), status);
            } else {
                change = new TableRemoved(image.version(), table.get().id());
                names.remove(name);
            }
            image = apply(image, change);
        }

        assertThat(image.tables())
                .extracting(TableInfo::name)
                .containsExactlyElementsOf(names.keySet());
        assertThat(image.tableCount()).isEqualTo(names.size());
        var ofTables = new ArrayList<PartitionInfo>();
        for (var table : image.tables()) {
            assertThat(image.tableById(table.id())).contains(table);
            ofTables.addAll(image.partitions(table.id()));
        }
        var ofGroups = new ArrayList<PartitionInfo>();
        for (var group : image.groups()) {
            var owned = image.partitionsOfGroup(group.id());
            assertThat(image.partitionCount(group.id())).isEqualTo(owned.size());
            ofGroups.addAll(owned);
        }
        assertThat(image.partitions()).containsExactlyInAnyOrderElementsOf(ofTables);
        assertThat(image.partitions()).containsExactlyInAnyOrderElementsOf(ofGroups);
        assertThat(copy(image)).isEqualTo(image);
    }

    private static CatalogImage copy(CatalogImage image) {
        return CatalogImage.of(
                image.header(), image.nodes(), image.groups(), image.tables(), image.partitions());
    }

    private static CatalogImage apply(CatalogImage image, CatalogChange change) {
        return image.with(change).orElseThrow();
    }

    private static CatalogImage cluster(int count) {
        var image = apply(CatalogImage.EMPTY, new ClusterBorn(0, 42, 1, count));
        for (int i = 0; i < count; i++) {
            var node =
                    new NodeInfo(
                            image.nextId(), "i" + i, "a:" + i, "l:" + i, "", 1, NodeState.ACTIVE);
            image = apply(image, new NodeRegistered(image.version(), node));
        }
        var groups = new ArrayList<GroupInfo>();
        for (var node : image.nodes()) {
            groups.add(new GroupInfo(image.nextId() + groups.size(), List.of(node.id())));
        }
        return apply(image, new GroupsBorn(image.version(), groups));
    }

    private static TableCreated table(CatalogImage image, String name, int partitions) {
        var table = info(image, name);
        var ranges = TokenRanges.split(partitions);
        var list = new ArrayList<PartitionInfo>();
        for (int i = 0; i < partitions; i++) {
            var group = image.groups().get(i % image.groups().size()).id();
            var range = ranges.get(i);
            list.add(
                    new PartitionInfo(
                            table.id() + 1 + i, table.id(), group, 1, range.first(), range.last()));
        }
        return new TableCreated(image.version(), table, list);
    }

    private static TableInfo info(CatalogImage image, String name) {
        var schema = new TableSchema(1, List.of(new KeyAttribute("k", KeyType.S)), 7, Tokens.XXH3);
        return new TableInfo(
                image.nextId(),
                name,
                "u",
                1,
                TableStatus.CREATING,
                schema,
                TableSettings.of(Billing.bornOnDemand(1)));
    }
}
