package io.torcdb.router.operation.batch;

import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.ReadReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Asks for the keys of one BatchGetItem, in their order, and gathers what nodes answer. A key is
 * asked for only while even the largest item would fit into the reply, so that a batch never holds
 * more than the largest reply; what no longer fits is handed back as unprocessed. Its steps run on
 * the threads that bring the answers.
 */
final class ReadGathering {
    /** The most bytes of items in one reply. */
    static final long MAX_REPLY_BYTES = 16L << 20;

    private final ReadPlan plan;
    private final Optional<String> returnConsumedCapacity;
    private final long deadlineNanos;
    private final Sending sending;
    private final Consumer<Outcome<Response>> done;
    private final ReentrantLock lock = new ReentrantLock();
    private int asked;
    private int awaited;
    private long receivedBytes;
    private boolean told;

    ReadGathering(
            ReadPlan plan,
            Optional<String> returnConsumedCapacity,
            long deadlineNanos,
            Sending sending,
            Consumer<Outcome<Response>> done) {
        this.plan = plan;
        this.returnConsumedCapacity = returnConsumedCapacity;
        this.deadlineNanos = deadlineNanos;
        this.sending = sending;
        this.done = done;
    }

    /** Asks for as many keys as may be asked for now; tells the result when there is no more. */
    void advance() {
        while (true) {
            ReadElement next;
            lock.lock();
            try {
                if (!mayAsk()) {
                    if (awaited > 0 || told) {
                        return;
                    }
                    told = true;
                    break;
                }
                next = plan.elements().get(asked++);
                awaited++;
            } finally {
                lock.unlock();
            }
            ask(next);
        }
        done.accept(result());
    }

    private boolean mayAsk() {
        return asked < plan.elements().size()
                && receivedBytes + (awaited + 1L) * Item.MAX_ITEM_BYTES <= MAX_REPLY_BYTES;
    }

    private void ask(ReadElement element) {
        var table = plan.tableOf(element);
        sending.send(
                table,
                element.key().token(table.schema()),
                plan.call(element),
                deadlineNanos,
                reply -> answered(element, reply));
    }

    private void answered(ReadElement element, Outcome<ReadReply> reply) {
        ReadReply.Found found =
                reply instanceof Outcome.Success<ReadReply>(var message)
                        ? message.getFound()
                        : ReadReply.Found.getDefaultInstance();
        byte[] encoded = found.getItem().toByteArray();
        Optional<Item> item =
                found.hasItem() ? Optional.of(ItemCodec.undecoded(encoded)) : Optional.empty();
        lock.lock();
        try {
            element.became(reply.map(_ -> new ReadElement.Answer(item, found.getStoredBytes())));
            receivedBytes += found.hasItem() ? ItemCodec.sizeBytes(encoded) : 0;
            awaited--;
        } finally {
            lock.unlock();
        }
        advance();
    }

    /** Nothing changes any more when this is called. */
    private Outcome<Response> result() {
        Optional<Failure> unprocessed = Optional.empty();
        boolean anyAnswer = false;
        for (ReadElement element : plan.elements()) {
            Optional<Failure> failure = element.failure();
            if (failure.isPresent() && !Elements.isUnprocessed(failure.get())) {
                return Outcome.refused(failure.get());
            }
            unprocessed = unprocessed.or(() -> failure);
            anyAnswer |= element.answer().isPresent();
        }
        return anyAnswer || unprocessed.isEmpty()
                ? Outcome.success(response())
                : Outcome.refused(unprocessed.get());
    }

    private Response response() {
        var responses = new LinkedHashMap<String, List<Item>>();
        var unprocessed = new LinkedHashMap<String, Request.KeysAndAttributes>();
        var consumed = new ArrayList<Response.ConsumedCapacity>();
        for (int table = 0; table < plan.reads().size(); table++) {
            TableRead read = plan.reads().get(table);
            var items = new ArrayList<Item>();
            var left = new ArrayList<SequencedMap<String, AttributeValue>>();
            var sum = new Consumption();
            for (ReadElement element : plan.elements()) {
                if (element.table() == table) {
                    element.answer()
                            .ifPresentOrElse(
                                    answer -> {
                                        answer.item().ifPresent(items::add);
                                        sum.addTable(
                                                Units.read(answer.storedBytes(), read.strong()));
                                    },
                                    () -> left.add(element.asked()));
                }
            }
            responses.put(read.name(), items);
            if (!left.isEmpty()) {
                unprocessed.put(read.name(), read.of(left));
            }
            sum.report(read.name(), returnConsumedCapacity).ifPresent(consumed::add);
        }
        return new Response.BatchGot(
                responses,
                unprocessed,
                Consumption.asked(returnConsumedCapacity)
                        ? Optional.of(consumed)
                        : Optional.empty());
    }
}
