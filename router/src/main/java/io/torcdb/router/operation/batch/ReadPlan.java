package io.torcdb.router.operation.batch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.router.operation.call.ReadCall;
import io.torcdb.router.operation.check.Rules;
import io.torcdb.wire.ExpressionCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A BatchGetItem that is checked to the end and ready to be sent.
 *
 * @param reads by table
 * @param tables found, one for each of {@code reads}
 * @param projections encoded, one for each of {@code reads}
 * @param elements in the order of the request
 */
record ReadPlan(
        List<TableRead> reads,
        List<TableInfo> tables,
        List<Optional<ByteString>> projections,
        List<ReadElement> elements) {
    /** Checks the keys and projections by the schemas of their tables. */
    static Outcome<ReadPlan> of(List<TableRead> reads, List<TableInfo> tables) {
        var elements = new ArrayList<ReadElement>();
        var projections = new ArrayList<Optional<ByteString>>(reads.size());
        var distinct = new Elements.Distinct();
        for (int table = 0; table < reads.size(); table++) {
            TableRead read = reads.get(table);
            TableInfo info = tables.get(table);
            for (SequencedMap<String, AttributeValue> asked : read.keys()) {
                switch (info.schema().keyOf(asked)) {
                    case Outcome.Success<PrimaryKey>(var key) -> {
                        Optional<Failure> again = distinct.add(info.id(), key);
                        if (again.isPresent()) {
                            return Outcome.refused(again.get());
                        }
                        elements.add(new ReadElement(table, asked, key));
                    }
                    case Outcome.Refused<PrimaryKey>(var failure) -> {
                        return Outcome.refused(failure);
                    }
                }
            }
            Optional<Failure> broken = Rules.projection(read.projection(), info.schema());
            if (broken.isPresent()) {
                return Outcome.refused(broken.get());
            }
            projections.add(read.projection().map(ExpressionCodec::encode));
        }
        return Outcome.success(new ReadPlan(reads, tables, projections, elements));
    }

    TableInfo tableOf(ReadElement element) {
        return tables.get(element.table());
    }

    ReadCall call(ReadElement element) {
        var message =
                ReadRequest.newBuilder()
                        .setKey(UnsafeByteOperations.unsafeWrap(element.key().encoded()))
                        .setStrong(reads.get(element.table()).strong());
        projections.get(element.table()).ifPresent(message::setProjection);
        return new ReadCall(message);
    }
}
