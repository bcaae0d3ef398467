package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.router.operation.call.ReadCall;
import io.torcdb.router.operation.call.WriteCall;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
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
        write(request, ItemWrites.put(request), deadlineNanos, done);
    }

    void delete(Request.DeleteItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        write(request, ItemWrites.delete(request), deadlineNanos, done);
    }

    void update(Request.UpdateItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        write(request, ItemWrites.update(request), deadlineNanos, done);
    }

    void get(Request.GetItem request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                projection(request),
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
                                                                        reply.map(
                                                                                ItemOperations
                                                                                        ::got)));
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
                                                    var call = new WriteCall(write.message());
                                                    send(
                                                            table,
                                                            key,
                                                            call,
                                                            deadlineNanos,
                                                            reply ->
                                                                    done.accept(
                                                                            reply.then(
                                                                                    ItemOperations
                                                                                            ::written)));
                                                })));
    }

    private void onTable(
            Request.OnItems request, Consumer<Outcome<Response>> done, Consumer<TableInfo> next) {
        context.tables()
                .findReadable(
                        request.tableName().orElseThrow(),
                        found -> Outcomes.proceed(found, done, next));
    }

    private <R> void send(
            TableInfo table,
            PrimaryKey key,
            Call<R> call,
            long deadlineNanos,
            Consumer<Outcome<R>> done) {
        context.routes().send(table, key.token(table.schema()), call, deadlineNanos, done);
    }

    private static Outcome<Optional<Projection>> projection(Request.GetItem request) {
        var expressions = new Expressions(request.placeholders());
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> new Constraints().present("key", request.key()).failure(),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.projection(
                                                        request.projectionExpression()))),
                        expressions::badPlaceholders),
                () ->
                        expressions
                                .parse(request.projectionExpression(), ExpressionParser::projection)
                                .then(projection ->
                                        Outcomes.after(
                                                List.of(expressions::unused),
                                                () -> Outcome.success(projection))));
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

    private static Response got(ReadReply reply) {
        var found = reply.getFound();
        return new Response.Got(
                found.hasItem() ? Optional.of(decode(found.getItem())) : Optional.empty(),
                Optional.empty());
    }

    private static Outcome<Response> written(WriteReply reply) {
        return switch (reply.getOutcomeCase()) {
            case WRITTEN -> {
                var written = reply.getWritten();
                yield Outcome.success(
                        new Response.Written(
                                written.hasAttributes()
                                        ? Optional.of(decode(written.getAttributes()))
                                        : Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
            }
            case CONDITION_FAILED -> {
                var failed = reply.getConditionFailed();
                yield Outcome.refused(
                        new Failure.ConditionFailed(
                                failed.hasItem()
                                        ? Optional.of(decode(failed.getItem()))
                                        : Optional.empty()));
            }
            case FAILURE, OUTCOME_NOT_SET ->
                    throw new IllegalStateException("failures are the routes' business");
        };
    }

    static Item decode(ByteString encoded) {
        return ItemCodec.decode(encoded.toByteArray());
    }
}
