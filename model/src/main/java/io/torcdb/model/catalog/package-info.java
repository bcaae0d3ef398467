/**
 * The catalog: which tables, partitions, groups and nodes there are. Enter through {@link
 * io.torcdb.model.catalog.CatalogImage}, the whole at one version, and {@link
 * io.torcdb.model.catalog.CatalogChange}, what leads from one version to the next. All is immutable
 * and pure; routers, nodes and the control plane hold the same types. Knows no encoding.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
