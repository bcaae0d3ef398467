package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.catalog.TableStatus;
import io.torcdb.model.item.Order;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.outcome.Sentences;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.DeleteTableRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.table.CreateTable;
import io.torcdb.router.operation.table.SettingsRequests;
import io.torcdb.router.operation.table.TableDescriptions;
import io.torcdb.router.operation.table.TableSizes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * CreateTable, UpdateTable, DeleteTable, DescribeTable, ListTables and DescribeContinuousBackups.
 * The control plane changes tables; the rest is answered from the catalog at hand.
 */
final class TableOperations {
    static final int MAX_NAMES_IN_PAGE = 100;

    private final Context context;
    private final TableChanges changes;
    private final TableSizes sizes;

    TableOperations(Context context, TableChanges changes) {
        this.context = context;
        this.changes = changes;
        this.sizes = new TableSizes(context.control(), context.catalog(), context.platform());
    }

    void create(Request.CreateTable request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                CreateTable.check(request, context.tables().arns()),
                done,
                message ->
                        changes.change(
                                Method.CONTROL_CREATE_TABLE,
                                message,
                                deadlineNanos,
                                describing(done)));
    }

    void update(Request.UpdateTable request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                SettingsRequests.update(request),
                done,
                message ->
                        changeSettings(
                                request.tableName().orElseThrow(),
                                message,
                                deadlineNanos,
                                describing(done)));
    }

    /** Has settings of a table changed that is given by name or ARN. */
    void changeSettings(
            String nameOrArn,
            ChangeTableRequest.Builder message,
            long deadlineNanos,
            Consumer<Outcome<TableInfo>> done) {
        Outcomes.proceed(
                name(nameOrArn),
                done,
                name ->
                        changes.change(
                                Method.CONTROL_CHANGE_TABLE,
                                message.setName(name).build(),
                                deadlineNanos,
                                done));
    }

    void delete(Request.DeleteTable request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Optional<Failure> broken = Constraints.ofTableName(request.tableName());
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        Outcomes.proceed(
                name(request.tableName().orElseThrow()),
                done,
                name ->
                        changes.change(
                                Method.CONTROL_DELETE_TABLE,
                                DeleteTableRequest.newBuilder().setName(name).build(),
                                deadlineNanos,
                                describing(done)));
    }

    private Outcome<String> name(String nameOrArn) {
        return context.tables()
                .arns()
                .tableName(nameOrArn)
                .map(Outcome::success)
                .orElseGet(
                        () -> Outcome.refused(new Failure.NotFound(Sentences.noTable(nameOrArn))));
    }

    private Consumer<Outcome<TableInfo>> describing(Consumer<Outcome<Response>> done) {
        return changed -> Outcomes.proceed(changed, done, table -> tell(table, done));
    }

    private void tell(TableInfo table, Consumer<Outcome<Response>> done) {
        if (table.status() == TableStatus.CREATING) {
            done.accept(Outcome.success(described(table, TableSizes.Size.UNKNOWN)));
        } else {
            sizes.of(table, size -> done.accept(Outcome.success(described(table, size))));
        }
    }

    void describe(Request.DescribeTable request, Consumer<Outcome<Response>> done) {
        context.tables().findNamed(request, describing(done));
    }

    void list(Request.ListTables request, Consumer<Outcome<Response>> done) {
        var constraints =
                new Constraints()
                        .atLeast("limit", request.limit(), 1)
                        .atMost("limit", request.limit(), MAX_NAMES_IN_PAGE);
        request.exclusiveStartTableName()
                .ifPresent(name -> constraints.name("exclusiveStartTableName", name));
        Optional<Failure> broken = constraints.failure();
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        int limit = request.limit().orElse(MAX_NAMES_IN_PAGE);
        List<String> names =
                context.catalog().image().tables().stream()
                        .map(TableInfo::name)
                        .filter(name ->
                                request.exclusiveStartTableName()
                                        .map(start -> Order.UTF_8.compare(name, start) > 0)
                                        .orElse(true))
                        .limit(limit + 1L)
                        .toList();
        boolean more = names.size() > limit;
        List<String> page = more ? names.subList(0, limit) : names;
        done.accept(
                Outcome.success(
                        new Response.Listed(
                                page, more ? Optional.of(page.getLast()) : Optional.empty())));
    }

    void continuousBackups(
            Request.DescribeContinuousBackups request, Consumer<Outcome<Response>> done) {
        context.tables()
                .findNamed(
                        request,
                        found ->
                                done.accept(
                                        switch (found) {
                                            case Outcome.Success<?> _ ->
                                                    Outcome.success(
                                                            new Response.ContinuousBackups());
                                            case Outcome.Refused<?>(Failure.NotFound _) ->
                                                    Outcome.refused(
                                                            notFound(
                                                                    request.tableName()
                                                                            .orElseThrow()));
                                            case Outcome.Refused<?>(var failure) ->
                                                    Outcome.refused(failure);
                                        }));
    }

    private Failure notFound(String nameOrArn) {
        return new Failure.TableNotFound(
                "Table not found: "
                        + context.tables().arns().tableName(nameOrArn).orElse(nameOrArn));
    }

    private Response described(TableInfo table, TableSizes.Size size) {
        return new Response.Described(
                TableDescriptions.of(
                        table,
                        size,
                        context.tables().arns(),
                        context.platform().time().currentMillis()));
    }
}
