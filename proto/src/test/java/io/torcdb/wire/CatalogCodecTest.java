package io.torcdb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.GroupsBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogChange.TableCreated;
import io.torcdb.model.catalog.CatalogChange.TableRemoved;
import io.torcdb.model.catalog.CatalogChange.TableSettingsChanged;
import io.torcdb.model.catalog.CatalogChange.TableStatusChanged;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableClass;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.catalog.TimeToLive;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogCodecTest {
    private static final TableSchema SCHEMA =
            new TableSchema(
                    3,
                    List.of(new KeyAttribute("a", KeyType.S), new KeyAttribute("b", KeyType.N)),
                    -5,
                    Tokens.XXH3,
                    List.of(
                            new LocalIndex(
                                    4,
                                    "i",
                                    new KeyAttribute("c", KeyType.B),
                                    LocalIndex.Projection.INCLUDE,
                                    new TreeSet<>(List.of("d", "e")))));

    private static final TableSettings SETTINGS =
            new TableSettings(
                    new Billing(
                            true,
                            Optional.of(9L),
                            List.of(7L, 9L),
                            0,
                            0,
                            Optional.of(3L),
                            Optional.of(4L),
                            2),
                    true,
                    Optional.of(
                            new TableClass(
                                    TableClass.Name.STANDARD_INFREQUENT_ACCESS, Optional.of(8L))),
                    new TreeMap<>(Map.of("a", "", "b", "c")),
                    Optional.of(new TimeToLive("e", false, 11)));

    private static final List<CatalogChange> HISTORY =
            List.of(
                    new ClusterBorn(0, -9, 3, 3),
                    new NodeRegistered(
                            1, new NodeInfo(1, "i", "h:1", "h:2", "z", 4, NodeState.DRAINING)),
                    new GroupsBorn(2, List.of(new GroupInfo(2, List.of(1L)))),
                    new TableCreated(
                            3,
                            new TableInfo(
                                    3,
                                    "t",
                                    "u",
                                    17,
                                    TableStatus.CREATING,
                                    SCHEMA,
                                    TableSettings.of(Billing.provisioned(5, 6))),
                            List.of(
                                    new PartitionInfo(5, 3, 2, 1, 0, Long.MAX_VALUE),
                                    new PartitionInfo(6, 3, 2, 1, Long.MIN_VALUE, -1))),
                    new TableSettingsChanged(4, 3, TableStatus.UPDATING, SETTINGS),
                    new TableStatusChanged(5, 3, TableStatus.DELETING));

    @Test
    void everyChangeComesBackAsItWas() {
        for (var change : HISTORY) {
            assertThat(CatalogCodec.decode(CatalogCodec.encode(change))).isEqualTo(change);
        }
        var removed = new TableRemoved(6, 3);
        assertThat(CatalogCodec.decode(CatalogCodec.encode(removed))).isEqualTo(removed);
    }

    @Test
    void everyImageComesBackAsItWas() {
        var image = CatalogImage.EMPTY;
        assertThat(CatalogCodec.decode(CatalogCodec.encode(image))).isEqualTo(image);
        for (var change : HISTORY) {
            image = image.with(change).orElseThrow();
            assertThat(CatalogCodec.decode(CatalogCodec.encode(image))).isEqualTo(image);
        }
    }

    @Test
    void anUnknownKindOfChangeIsRefused() {
        var unknown = io.torcdb.proto.internal.CatalogChange.newBuilder().setBaseVersion(3).build();

        assertThatThrownBy(() -> CatalogCodec.decode(unknown))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
