package io.torcdb.node.index;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * What a write does to one entry of a local index. Immutable.
 *
 * @param key the whole store key of the entry
 * @param entry the encoded entry, empty when it goes
 * @param entryBytes its size as DynamoDB counts it, 0 when it goes
 * @param entriesDelta what it adds to the number of entries of the index
 * @param bytesDelta what it adds to their size
 */
public record IndexChange(
        ByteString key,
        Optional<ByteString> entry,
        int entryBytes,
        int entriesDelta,
        int bytesDelta) {}
