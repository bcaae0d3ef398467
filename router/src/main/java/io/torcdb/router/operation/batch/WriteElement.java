package io.torcdb.router.operation.batch;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import java.util.Optional;

/** One write of a BatchWriteItem and what became of it. Its state belongs to who gathers. */
final class WriteElement {
    private final Request.BatchWrite asked;
    private final PrimaryKey key;
    private final WriteRequest.Builder message;
    private Optional<Outcome<WriteReply.Written>> outcome = Optional.empty();

    WriteElement(Request.BatchWrite asked, PrimaryKey key, WriteRequest.Builder message) {
        this.asked = asked;
        this.key = key;
        this.message = message;
    }

    Request.BatchWrite asked() {
        return asked;
    }

    PrimaryKey key() {
        return key;
    }

    WriteRequest.Builder message() {
        return message;
    }

    void became(Outcome<WriteReply.Written> what) {
        outcome = Optional.of(what);
    }

    Optional<WriteReply.Written> written() {
        return outcome.flatMap(told ->
                told instanceof Outcome.Success<WriteReply.Written>(var written)
                        ? Optional.of(written)
                        : Optional.empty());
    }

    Optional<Failure> failure() {
        return outcome.flatMap(told ->
                told instanceof Outcome.Refused<WriteReply.Written>(var failure)
                        ? Optional.of(failure)
                        : Optional.empty());
    }
}
