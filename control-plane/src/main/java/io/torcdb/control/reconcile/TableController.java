package io.torcdb.control.reconcile;

import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.Submitted;
import io.torcdb.control.catalog.TablePlans;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.proto.internal.DropTable;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.wire.CatalogCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/**
 * Brings one table to its end state: into all its groups and then ACTIVE, or out of them and then
 * away. Settings concern no group, so that a table with new ones is ACTIVE at once.
 */
final class TableController {
    private static final long SUBMIT_NANOS = 4_000_000_000L;

    private final CatalogProposer proposer;
    private final GroupCaller groups;
    private final ThreadFactory threads;

    TableController(CatalogProposer proposer, GroupCaller groups, ThreadFactory threads) {
        this.proposer = proposer;
        this.groups = groups;
        this.threads = threads;
    }

    /** Returns whether {@code table} waits for a controller. */
    static boolean unsettled(TableInfo table) {
        return switch (table.status()) {
            case CREATING, UPDATING, DELETING -> true;
            case ACTIVE -> false;
        };
    }

    /** Does what is left to do; returns whether the table is settled now. */
    boolean settle(CatalogImage image, TableInfo table) {
        return switch (table.status()) {
            case CREATING -> bring(installs(image, table), TablePlans.activate(table.id()));
            case DELETING -> bring(drops(image, table), TablePlans.remove(table.id()));
            case UPDATING -> submit(TablePlans.activate(table.id())); // no group must know
            case ACTIVE -> true;
        };
    }

    private boolean bring(List<TableRequest> requests, Plan then) {
        // One that no longer leads must not bring back what the next leader took away.
        if (!proposer.prove()) {
            return false;
        }
        var replies = requests.stream().map(this::call).toList();
        var all = replies.stream().filter(CompletableFuture::join).count() == requests.size();
        return all && submit(then);
    }

    private boolean submit(Plan plan) {
        return proposer.submit(plan, SUBMIT_NANOS) instanceof Submitted.Done;
    }

    private CompletableFuture<Boolean> call(TableRequest request) {
        var reply = new CompletableFuture<Boolean>();
        threads.newThread(
                        () -> {
                            var applied = false;
                            try {
                                applied = groups.call(request);
                            } finally {
                                reply.complete(applied);
                            }
                        })
                .start();
        return reply;
    }

    private static List<TableRequest> installs(CatalogImage image, TableInfo table) {
        var byGroup = new TreeMap<Long, InstallTable.Builder>(Long::compareUnsigned);
        for (var partition : image.partitions(table.id())) {
            byGroup.computeIfAbsent(
                            partition.group(),
                            _ ->
                                    InstallTable.newBuilder()
                                            .setTable(table.id())
                                            .setSchema(CatalogCodec.encode(table.schema())))
                    .addPartitions(CatalogCodec.encode(partition));
        }
        var requests = new ArrayList<TableRequest>();
        byGroup.forEach((group, install) ->
                requests.add(
                        TableRequest.newBuilder().setGroup(group).setInstall(install).build()));
        return requests;
    }

    private static List<TableRequest> drops(CatalogImage image, TableInfo table) {
        return image.partitions(table.id()).stream()
                .map(PartitionInfo::group)
                .distinct()
                .map(group ->
                        TableRequest.newBuilder()
                                .setGroup(group)
                                .setDrop(DropTable.newBuilder().setTable(table.id()))
                                .build())
                .toList();
    }
}
