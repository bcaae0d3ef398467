package io.torcdb.router.operation.table;

import io.torcdb.model.catalog.TableClass;
import io.torcdb.wire.TableSettingsCodec;

/** The table classes as requests name them. */
final class TableClasses {
    private TableClasses() {}

    /** Returns the class of a name that has been checked. */
    static io.torcdb.proto.internal.TableClass.Name of(String name) {
        return TableSettingsCodec.encode(TableClass.Name.valueOf(name));
    }
}
