package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import io.torcdb.node.group.Group;
import io.torcdb.node.group.OwnedTable;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.proto.internal.InstallTable;
import io.torcdb.proto.internal.Partition;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.runtime.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where tasks wait, and where they are checked, evaluated and put into the next entry. Belongs to
 * the sequencer's logical thread, but for {@link #gives}.
 */
final class Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);
    private static final String BEING_DROPPED = "the table is being taken out";

    private final Group group;
    private final Time time;
    private final GroupClock clock;
    private final Consumer<WriteTask> load;
    private final ArrayDeque<Task> queue = new ArrayDeque<>();
    private final Images images = new Images();
    private final ItemCollections collections;
    // Replaced, never changed: read by other threads.
    private volatile SortedSet<Long> given = Collections.emptySortedSet();

    Workbench(Group group, ItemCollections collections, Time time, Consumer<WriteTask> load) {
        this.group = group;
        this.collections = collections;
        this.time = time;
        this.clock = new GroupClock(group, time);
        this.load = load;
    }

    long nextTime() {
        return clock.next();
    }

    boolean gives(long table) {
        return given.contains(table);
    }

    void add(Task task) {
        queue.add(task);
    }

    /** Puts tasks that were sequenced before in front, in the order in which they came. */
    void addFirst(List<Task> tasks) {
        tasks.stream()
                .filter(task -> !task.isAnswered())
                .sorted(Comparator.comparingLong(Task::order).reversed())
                .forEach(queue::addFirst);
    }

    /** Where sequenced tasks go: into the next entry, or to the answers that need proof. */
    record Draft(Proposal entry, ProvenAnswers refusals) {}

    /** Fills the next entry from the queue. */
    void fill(Draft to) {
        while (!to.entry().isFull() && !queue.isEmpty()) {
            switch (queue.element()) {
                case TableTask task -> {
                    if (!to.entry().isEmpty()) {
                        return; // it has an entry of its own
                    }
                    queue.remove();
                    sequence(task, to);
                    if (!to.entry().isEmpty()) {
                        return;
                    }
                }
                case WriteTask write -> {
                    if (!images.mayLoad()) {
                        return;
                    }
                    queue.remove();
                    sequence(write, to);
                }
            }
        }
    }

    private void sequence(WriteTask write, Draft to) {
        if (images.isLoading(write.key())) {
            var _ = images.await(write);
            return;
        }
        Optional<Access.Granted> access = admit(write);
        if (access.isEmpty()) {
            images.passed(write.key());
            return;
        }
        clock.observe(write.request().getTarget().getGroupTime());
        try {
            Optional<Images.Image> image = images.find(write.key(), group.store());
            if (image.isPresent()) {
                take(write, access.get(), image.get(), to);
            } else if (images.await(write)) {
                load.accept(write);
            }
        } catch (RuntimeException e) {
            // A damaged item or a damaged request must not take the group's leadership along.
            LOG.error("group {}: a write could not be evaluated", group.id().group(), e);
            write.fail(Failures.notReady("the write could not be evaluated"));
        }
    }

    private Optional<Access.Granted> admit(WriteTask write) {
        if (write.isAnswered()) {
            return Optional.empty();
        }
        if (write.isLate(time.nanoTime())) {
            write.fail(Failures.notReady("the queue was too long"));
            return Optional.empty();
        }
        var target = write.request().getTarget();
        switch (Access.to(group, target)) {
            case Access.Denied(var failure) -> write.fail(failure);
            case Access.Granted granted -> {
                long version = granted.table().schema().getVersion();
                if (version != target.getSchemaVersion()) {
                    write.fail(Failures.schemaVersion(version));
                } else if (group.rules().hold(Rule.STOP_WRITES) && gives(target.getTable())) {
                    write.fail(Failures.notReady(BEING_DROPPED));
                } else {
                    return Optional.of(granted);
                }
            }
        }
        return Optional.empty();
    }

    private void take(WriteTask write, Access.Granted access, Images.Image image, Draft to) {
        switch (verdict(write, access, image)) {
            case Evaluation.Verdict.Keep(var reply) ->
                    to.refusals().add(write, () -> answer(write, access, reply), image.from());
            case Evaluation.Verdict.Change change -> {
                byte[] stored =
                        to.entry()
                                .add(
                                        write,
                                        access.partition(),
                                        image.stored(),
                                        change,
                                        () -> answer(write, access, change.reply()));
                images.propose(write.key(), new Images.Image(stored, to.entry()));
            }
        }
    }

    private Evaluation.Verdict verdict(WriteTask write, Access.Granted access, Images.Image image) {
        var verdict = write.evaluation().of(image.stored(), access.table().indexed());
        long token = write.request().getTarget().getToken();
        long grown = verdict instanceof Evaluation.Verdict.Change change ? change.bytesDelta() : 0;
        if (grown > 0 && !collections.mayGrow(access, token)) {
            return new Evaluation.Verdict.Keep(
                    WriteReply.newBuilder().setFailure(Failures.collectionTooLarge()));
        }
        if (write.request().getReturnCollectionBytes() && verdict.reply().hasWritten()) {
            long bytes = Math.max(0, collections.bytes(access, token) + grown);
            verdict.reply().getWrittenBuilder().setCollectionBytes(bytes);
        }
        return verdict;
    }

    private void answer(WriteTask write, Access.Granted access, WriteReply.Builder reply) {
        write.succeed(reply.setOrigin(Origins.of(group, access.partition())).build());
    }

    private void sequence(TableTask task, Draft to) {
        if (task.isLate(time.nanoTime())) {
            task.fail(Failures.notReady("the queue was too long"));
        }
        if (task.isAnswered()) {
            return;
        }
        boolean drops = task.request().hasDrop();
        long table =
                drops
                        ? task.request().getDrop().getTable()
                        : task.request().getInstall().getTable();
        Optional<OwnedTable> present = group.ownership().table(table);
        boolean dropped = present.isPresent() && present.get().dropped();
        if (!drops && dropped) {
            task.fail(Failures.invalid("the table was taken out before"));
        } else if (drops ? dropped : isInstalled(present, task.request().getInstall())) {
            to.refusals().add(task, task::succeed, null);
        } else {
            to.entry().add(task);
            if (drops) {
                give(table);
            }
        }
    }

    private boolean isInstalled(Optional<OwnedTable> present, InstallTable install) {
        if (present.isEmpty()
                || present.get().schema().getVersion() < install.getSchema().getVersion()) {
            return false;
        }
        for (Partition partition : install.getPartitionsList()) {
            if (group.ownership().partition(partition.getId()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void give(long table) {
        var more = new TreeSet<>(given);
        more.add(table);
        given = more;
    }

    /** An entry is applied, or never will be. */
    void decided(Proposal proposal) {
        if (gives(proposal.givenTable())) {
            var fewer = new TreeSet<>(given);
            fewer.remove(proposal.givenTable());
            given = fewer;
        }
    }

    void applied(Proposal proposal) {
        images.applied(proposal);
    }

    /** A new epoch is open: nothing is pending in it. */
    void newEpoch() {
        images.forgetPending();
    }

    /** An image was read from disk, or could not be. */
    void loaded(ByteString key, Optional<Images.Image> image) {
        if (image.isPresent()) {
            addFirst(images.arrived(key, image.get()));
        } else {
            images.failed(key)
                    .forEach(task -> task.fail(Failures.notReady("an item cannot be read")));
        }
    }

    boolean hasQueued() {
        return !queue.isEmpty();
    }

    boolean isIdle() {
        return queue.isEmpty() && images.isIdle();
    }

    void failLate(long nowNanos) {
        var late = Failures.notReady("the write waited too long");
        queue.stream().filter(task -> task.isLate(nowNanos)).forEach(task -> task.fail(late));
        images.waiting().stream()
                .filter(task -> task.isLate(nowNanos))
                .forEach(task -> task.fail(late));
    }

    /** Takes out everything that was never proposed, or is known not to be in the log. */
    List<Task> clear() {
        var all = new ArrayList<Task>(queue);
        all.addAll(images.waiting());
        queue.clear();
        images.clear();
        return all;
    }
}
