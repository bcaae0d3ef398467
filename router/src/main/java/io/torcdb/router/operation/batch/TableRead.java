package io.torcdb.router.operation.batch;

import io.torcdb.model.expression.Projection;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a batch reads of one table, as far as it is checked without the table.
 *
 * @param name the table as the request named it
 */
record TableRead(String name, Request.KeysAndAttributes asked, Optional<Projection> projection) {
    List<SequencedMap<String, AttributeValue>> keys() {
        return asked.keys().orElseThrow();
    }

    boolean strong() {
        return asked.consistentRead().orElse(false);
    }

    /** Returns the same request for these keys alone. */
    Request.KeysAndAttributes of(List<SequencedMap<String, AttributeValue>> unprocessed) {
        return new Request.KeysAndAttributes(
                Optional.of(unprocessed),
                asked.consistentRead(),
                asked.projectionExpression(),
                asked.expressionAttributeNames(),
                asked.attributesToGet());
    }
}
