package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import io.torcdb.node.store.Keys;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import java.util.function.Consumer;

/** A write that waits for its answer. */
final class WriteTask extends Task {
    private final WriteRequest request;
    private final Evaluation evaluation;
    private final ByteString key;
    private final Consumer<WriteReply> answer;

    WriteTask(
            WriteRequest request,
            Admission admission,
            long deadlineNanos,
            Consumer<WriteReply> answer) {
        super(admission, deadlineNanos);
        this.request = request;
        this.evaluation = new Evaluation(request);
        var target = request.getTarget();
        this.key = Keys.item(target.getTable(), target.getToken(), request.getKey());
        this.answer = answer;
    }

    WriteRequest request() {
        return request;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /** Returns the store key. */
    ByteString key() {
        return key;
    }

    @Override
    int bytes() {
        return request.getSerializedSize();
    }

    void succeed(WriteReply reply) {
        finish(() -> answer.accept(reply));
    }

    @Override
    void tell(NodeFailure failure) {
        answer.accept(WriteReply.newBuilder().setFailure(failure).build());
    }
}
