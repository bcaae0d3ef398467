package io.torcdb.node.sequencer;

import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import java.util.function.Consumer;

/** A change of what the group owns that waits for its answer. */
final class TableTask extends Task {
    private final TableRequest request;
    private final Consumer<TableReply> answer;

    TableTask(
            TableRequest request,
            Admission admission,
            long deadlineNanos,
            Consumer<TableReply> answer) {
        super(admission, deadlineNanos);
        this.request = request;
        this.answer = answer;
    }

    TableRequest request() {
        return request;
    }

    @Override
    int bytes() {
        return request.getSerializedSize();
    }

    void succeed() {
        finish(() -> answer.accept(TableReply.getDefaultInstance()));
    }

    @Override
    void tell(NodeFailure failure) {
        answer.accept(TableReply.newBuilder().setFailure(failure).build());
    }
}
