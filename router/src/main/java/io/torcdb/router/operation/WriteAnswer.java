package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.router.operation.call.WriteCall;
import io.torcdb.router.operation.call.WriteCosts;
import java.util.Optional;

/**
 * How the reply to one write becomes the answer to its request.
 *
 * @param tableName the table as the request named it
 * @param returns what the request asked for beside its purpose
 */
record WriteAnswer(String tableName, TableSchema schema, PrimaryKey key, Request.Returns returns) {
    /** Returns the call that asks the node for what the answer needs. */
    WriteCall call(WriteRequest.Builder message) {
        if (asksForCollection()) {
            message.setReturnCollectionBytes(true);
        }
        return new WriteCall(message);
    }

    /** Returns the answer for a reply that holds no failure of the node. */
    Outcome<Response> of(WriteReply reply) {
        return switch (reply.getOutcomeCase()) {
            case WRITTEN -> Outcome.success(written(reply.getWritten()));
            case CONDITION_FAILED -> {
                var failed = reply.getConditionFailed();
                yield Outcome.refused(
                        new Failure.ConditionFailed(decoded(failed.hasItem(), failed.getItem())));
            }
            case FAILURE, OUTCOME_NOT_SET ->
                    throw new IllegalStateException("failures are the routes' business");
        };
    }

    private Response written(WriteReply.Written written) {
        return new Response.Written(
                decoded(written.hasAttributes(), written.getAttributes()),
                consumed(written),
                asksForCollection()
                        ? Optional.of(WriteCosts.collection(schema, key, written))
                        : Optional.empty());
    }

    private Optional<Response.ConsumedCapacity> consumed(WriteReply.Written written) {
        if (!Consumption.asked(returns.consumedCapacity())) {
            return Optional.empty();
        }
        var sum = new Consumption();
        WriteCosts.add(sum, schema, written);
        return sum.report(tableName, returns.consumedCapacity());
    }

    private boolean asksForCollection() {
        return WriteCosts.asksForCollection(returns.itemCollectionMetrics(), schema);
    }

    private static Optional<Item> decoded(boolean present, ByteString item) {
        return present ? Optional.of(ItemOperations.decode(item)) : Optional.empty();
    }
}
