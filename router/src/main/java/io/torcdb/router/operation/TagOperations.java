package io.torcdb.router.operation;

import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.internal.ChangeTableRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.table.SettingsRequests;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** TagResource, UntagResource and ListTagsOfResource. */
final class TagOperations {
    private final Context context;
    private final TableChanges changes;

    TagOperations(Context context, TableChanges changes) {
        this.context = context;
        this.changes = changes;
    }

    void tag(Request.TagResource request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                SettingsRequests.tag(request),
                done,
                message -> change(request.resourceArn(), message, deadlineNanos, done));
    }

    void untag(
            Request.UntagResource request, long deadlineNanos, Consumer<Outcome<Response>> done) {
        Outcomes.proceed(
                SettingsRequests.untag(request),
                done,
                message -> change(request.resourceArn(), message, deadlineNanos, done));
    }

    private void change(
            Optional<String> resourceArn,
            ChangeTableRequest.Builder message,
            long deadlineNanos,
            Consumer<Outcome<Response>> done) {
        String arn = resourceArn.orElseThrow();
        Failure absent =
                new Failure.NotFound(
                        "Requested resource not found: ResourcArn: " + arn + " not found");
        Optional<String> name = context.tables().arns().tableName(arn);
        if (name.isEmpty()) {
            done.accept(Outcome.refused(absent));
            return;
        }
        changes.change(
                Method.CONTROL_CHANGE_TABLE,
                message.setName(name.get()).build(),
                deadlineNanos,
                changed ->
                        done.accept(
                                switch (changed) {
                                    case Outcome.Success<?> _ ->
                                            Outcome.success(new Response.Nothing());
                                    case Outcome.Refused<?>(Failure.NotFound _) ->
                                            Outcome.refused(absent);
                                    case Outcome.Refused<?>(var failure) ->
                                            Outcome.refused(failure);
                                }));
    }

    /** All tags of a table fit into one page, so that no token was ever given. */
    void list(Request.ListTagsOfResource request, Consumer<Outcome<Response>> done) {
        Optional<Failure> broken =
                new Constraints()
                        .present("resourceArn", request.resourceArn())
                        .failure()
                        .or(() -> request.resourceArn().flatMap(Constraints::ofTableArn))
                        .or(() ->
                                request.nextToken()
                                        .map(token ->
                                                new Failure.Invalid(
                                                        "Invalid NextToken: " + token)));
        if (broken.isPresent()) {
            done.accept(Outcome.refused(broken.get()));
            return;
        }
        String arn = request.resourceArn().orElseThrow();
        context.tables()
                .findAny(
                        arn,
                        found ->
                                done.accept(
                                        switch (found) {
                                            case Outcome.Refused<?> _ ->
                                                    Outcome.refused(accessDenied(arn));
                                            case Outcome.Success<TableInfo>(var table) ->
                                                    Outcome.success(tags(table));
                                        }));
    }

    /** What the service says of an ARN that it does not know, here of an absent table. */
    private Failure accessDenied(String arn) {
        return new Failure.Unauthenticated(
                "AccessDeniedException",
                "User: arn:aws:iam::"
                        + context.tables().arns().account()
                        + ":root is not authorized to perform: dynamodb:ListTagsOfResource on"
                        + " resource: "
                        + arn);
    }

    private static Response tags(TableInfo table) {
        List<Response.Tag> tags =
                table.settings().tags().entrySet().stream()
                        .map(tag -> new Response.Tag(tag.getKey(), tag.getValue()))
                        .toList();
        return new Response.Tags(tags, Optional.empty());
    }
}
