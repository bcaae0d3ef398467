package io.torcdb.router.operation.batch;

import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.router.operation.call.WriteCall;
import io.torcdb.router.operation.call.WriteCosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends the writes of one BatchWriteItem, all at once, and gathers what nodes answer. Its steps run
 * on the threads that bring the answers.
 */
final class WriteGathering {
    private final WritePlan plan;
    private final Request.BatchWriteItem request;
    private final Consumer<Outcome<Response>> done;
    private final AtomicInteger awaited;

    WriteGathering(
            WritePlan plan, Request.BatchWriteItem request, Consumer<Outcome<Response>> done) {
        this.plan = plan;
        this.request = request;
        this.done = done;
        this.awaited =
                new AtomicInteger(
                        plan.parts().stream().mapToInt(part -> part.elements().size()).sum());
    }

    void send(Sending sending, long deadlineNanos) {
        for (WritePlan.Part part : plan.parts()) {
            for (WriteElement element : part.elements()) {
                sending.send(
                        part.table(),
                        element.key().token(part.table().schema()),
                        new WriteCall(element.message()),
                        deadlineNanos,
                        reply -> answered(element, reply));
            }
        }
    }

    private void answered(WriteElement element, Outcome<WriteReply> reply) {
        element.became(reply.map(WriteReply::getWritten));
        // Counting down makes what this thread has noted visible to the one that counts last.
        if (awaited.decrementAndGet() == 0) {
            done.accept(result());
        }
    }

    private Outcome<Response> result() {
        Optional<Failure> lasting = Optional.empty();
        Optional<Failure> unprocessed = Optional.empty();
        boolean anyWritten = false;
        for (WritePlan.Part part : plan.parts()) {
            for (WriteElement element : part.elements()) {
                Optional<Failure> failure = element.failure();
                anyWritten |= failure.isEmpty();
                if (failure.isPresent()) {
                    if (isUnknown(failure.get())) {
                        return Outcome.refused(failure.get());
                    }
                    if (Elements.isUnprocessed(failure.get())) {
                        unprocessed = unprocessed.or(() -> failure);
                    } else {
                        lasting = lasting.or(() -> failure);
                    }
                }
            }
        }
        if (lasting.isPresent()) {
            return Outcome.refused(lasting.get());
        }
        return anyWritten || unprocessed.isEmpty()
                ? Outcome.success(response())
                : Outcome.refused(unprocessed.get());
    }

    private static boolean isUnknown(Failure failure) {
        return failure instanceof Failure.Unavailable(_, var mayHaveApplied) && mayHaveApplied;
    }

    private Response response() {
        var unprocessed = new LinkedHashMap<String, List<Request.BatchWrite>>();
        var collections = new LinkedHashMap<String, List<Response.ItemCollectionMetrics>>();
        var consumed = new ArrayList<Response.ConsumedCapacity>();
        for (WritePlan.Part part : plan.parts()) {
            List<Request.BatchWrite> left =
                    part.elements().stream()
                            .filter(element -> element.failure().isPresent())
                            .map(WriteElement::asked)
                            .toList();
            if (!left.isEmpty()) {
                unprocessed.put(part.name(), left);
            }
            if (part.collections()) {
                collections.put(part.name(), collectionsOf(part));
            }
            consumedOf(part).ifPresent(consumed::add);
        }
        return new Response.BatchWritten(
                unprocessed,
                collections,
                Consumption.asked(request.returnConsumedCapacity())
                        ? Optional.of(consumed)
                        : Optional.empty());
    }

    private Optional<Response.ConsumedCapacity> consumedOf(WritePlan.Part part) {
        if (!Consumption.asked(request.returnConsumedCapacity())) {
            return Optional.empty();
        }
        var sum = new Consumption();
        for (WriteElement element : part.elements()) {
            element.written()
                    .ifPresent(written -> WriteCosts.add(sum, part.table().schema(), written));
        }
        return sum.report(part.name(), request.returnConsumedCapacity());
    }

    /** Each collection that was touched comes once. */
    private static List<Response.ItemCollectionMetrics> collectionsOf(WritePlan.Part part) {
        var metrics = new LinkedHashMap<AttributeValue, Response.ItemCollectionMetrics>();
        for (WriteElement element : part.elements()) {
            element.written()
                    .ifPresent(written ->
                            metrics.put(
                                    element.key().partitionKey(),
                                    WriteCosts.collection(
                                            part.table().schema(), element.key(), written)));
        }
        return List.copyOf(metrics.values());
    }
}
