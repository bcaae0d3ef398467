package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.capacity.Consumption;
import io.torcdb.model.capacity.Units;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.router.operation.call.ReadCall;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
import io.torcdb.router.operation.check.LegacyConstraints;
import io.torcdb.router.operation.check.Mixing;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.check.Rules;
import io.torcdb.router.routing.Call;
import io.torcdb.wire.ExpressionCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** PutItem, GetItem, UpdateItem and DeleteItem. */
final class ItemOperations {
    private final Context context;

    ItemOperations(Context context) {
        this.context = context;
    }

    void put(Request.PutItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        write(
                request,
                ItemWrites.put(request, Request.Flaws.NONE),
                request.returns(),
                deadlineNanos,
                done);
    }

    void delete(Request.DeleteItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        write(
                request,
                ItemWrites.delete(request, Request.Flaws.NONE),
                request.returns(),
                deadlineNanos,
                done);
    }

    void update(Request.UpdateItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        write(
                request,
                ItemWrites.update(request, Request.Flaws.NONE),
                request.returns(),
                deadlineNanos,
                done);
    }

    void get(Request.GetItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                projection(request, Request.Flaws.NONE),
                done,
                projection ->
                        onTable(
                                request,
                                done,
                                table -> {
                                    Map<String, AttributeValue> key =
                                            request.key().orElse(Map.of());
                                    Outcomes.proceed(
                                            key(table, key, projection),
                                            done,
                                            primary -> {
                                                ReadCall call = read(request, primary, projection);
                                                send(
                                                        table,
                                                        primary,
                                                        call,
                                                        deadlineNanos,
                                                        reply ->
                                                                done.accept(
                                                                        reply.map(answer ->
                                                                                got(
                                                                                        request,
                                                                                        answer))));
                                            });
                                }));
    }

    private static Outcome<PrimaryKey> key(
            TableInfo table, Map<String, AttributeValue> key, Optional<Projection> projection) {
        return table.schema()
                .keyOf(key)
                .then(primary ->
                        Outcomes.after(
                                List.of(() -> Rules.projection(projection, table.schema())),
                                () -> Outcome.success(primary)));
    }

    private void write(
            Request.OnItems request,
            Outcome<ItemWrites.Checked> checked,
            Request.Returns returns,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                checked,
                done,
                write ->
                        onTable(
                                request,
                                done,
                                table ->
                                        Outcomes.proceed(
                                                write.bind(table),
                                                done,
                                                key -> {
                                                    var answer =
                                                            new WriteAnswer(
                                                                    nameOf(request),
                                                                    table.schema(),
                                                                    key,
                                                                    returns);
                                                    send(
                                                            table,
                                                            key,
                                                            answer.call(write.message()),
                                                            deadlineNanos,
                                                            reply ->
                                                                    done.accept(
                                                                            reply.then(
                                                                                    answer::of)));
                                                })));
    }

    private void onTable(
            Request.OnItems request, Consumer<Outcome<Response>> done, Consumer<TableInfo> next) {
        context.tables()
                .findReadable(nameOf(request), found -> Outcomes.proceed(found, done, next));
    }

    private <R> void send(
            TableInfo table,
            PrimaryKey key,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done) {
        context.routes().send(table, key.token(table.schema()), call, deadlineNanos, done);
    }

    private static String nameOf(Request.OnItems request) {
        return request.tableName().orElseThrow();
    }

    /** Returns what to read, as far as that needs no table. */
    static Outcome<Optional<Projection>> projection(Request.GetItem request, Request.Flaws flaws) {
        var expressions = new Expressions(request.placeholders(), flaws);
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> {
                            var constraints =
                                    new Constraints()
                                            .oneOf(
                                                    "returnConsumedCapacity",
                                                    request.returnConsumedCapacity(),
                                                    Constraints.RETURN_CONSUMED_CAPACITY)
                                            .present("key", request.key());
                            LegacyConstraints.attributesToGet(
                                    constraints, request.attributesToGet());
                            return constraints.failure();
                        },
                        () -> Mixing.of(request),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.projection(
                                                        request.projectionExpression()))),
                        expressions::badValues,
                        expressions::badPlaceholders),
                () ->
                        expressions.onlyProjection(
                                request.projectionExpression(), request.attributesToGet()));
    }

    private static ReadCall read(
            Request.GetItem request, PrimaryKey key, Optional<Projection> projection) {
        var message =
                ReadRequest.newBuilder()
                        .setKey(UnsafeByteOperations.unsafeWrap(key.encoded()))
                        .setStrong(request.consistentRead().orElse(false));
        projection.ifPresent(paths -> message.setProjection(ExpressionCodec.encode(paths)));
        return new ReadCall(message);
    }

    private static Response got(Request.GetItem request, ReadReply reply) {
        var found = reply.getFound();
        return new Response.Got(
                found.hasItem() ? Optional.of(decode(found.getItem())) : Optional.empty(),
                Consumption.asked(request.returnConsumedCapacity())
                        ? consumed(request, found.getStoredBytes())
                        : Optional.empty());
    }

    private static Optional<Response.ConsumedCapacity> consumed(
            Request.GetItem request, long bytes) {
        return new Consumption()
                .addTable(Units.read(bytes, request.consistentRead().orElse(false)))
                .report(nameOf(request), request.returnConsumedCapacity());
    }

    static Item decode(ByteString encoded) {
        return ItemCodec.undecoded(encoded.toByteArray());
    }
}
