package io.torcdb.router.operation.batch;

import io.torcdb.model.item.Item;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;

/**
 * What a batch writes to one table, as far as it is checked without the table.
 *
 * @param name the table as the request named it
 */
record TableWrites(String name, List<Write> writes) {
    /**
     * One write.
     *
     * @param item to be put; empty when a key is to be deleted
     */
    record Write(Request.BatchWrite asked, Optional<Item> item) {}
}
