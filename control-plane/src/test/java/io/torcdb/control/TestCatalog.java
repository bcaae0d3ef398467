package io.torcdb.control;

import io.torcdb.control.catalog.TablePlans;
import io.torcdb.model.catalog.Billing;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.catalog.TableSettings;
import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import java.util.List;

/** Catalogs and tables for tests. */
public final class TestCatalog {
    public static final TablePlans.Birth BIRTH = new TablePlans.Birth("uuid", 5, 1_000);

    private TestCatalog() {}

    /** Returns a cluster of {@code nodes} nodes without groups; node i serves at "h:(100 + i)". */
    public static CatalogImage cluster(int nodes, int replication) {
        var image =
                CatalogImage.EMPTY.with(new ClusterBorn(0, 42, replication, nodes)).orElseThrow();
        for (int i = 1; i <= nodes; i++) {
            image = image.with(new NodeRegistered(image.version(), node(i))).orElseThrow();
        }
        return image;
    }

    /** Returns the node that is the {@code i}th of such a cluster. */
    public static NodeInfo node(long i) {
        return new NodeInfo(
                i, "i" + i, "h:" + (100 + i), "h:" + (200 + i), "", 1, NodeState.ACTIVE);
    }

    /** Returns the same node before it is registered. */
    public static NodeInfo newNode(long i) {
        var node = node(i);
        return new NodeInfo(
                0,
                node.incarnation(),
                node.address(),
                node.logAddress(),
                node.zone(),
                node.weight(),
                node.state());
    }

    public static TablePlans.Wanted onDemand(String name) {
        return wanted(name, true, 0, 0);
    }

    public static TablePlans.Wanted wanted(
            String name, boolean onDemand, long readUnits, long writeUnits) {
        return new TablePlans.Wanted(
                name,
                List.of(new KeyAttribute("k", KeyType.S)),
                Tokens.XXH3,
                List.of(),
                TableSettings.of(
                        onDemand
                                ? Billing.bornOnDemand(0)
                                : Billing.provisioned(readUnits, writeUnits)));
    }
}
