/**
 * The replicated catalog: {@link io.torcdb.control.catalog.CatalogMachine} applies its changes on
 * every control plane, {@link io.torcdb.control.catalog.CatalogProposer} makes them where this one
 * leads, one at a time. A change that was computed from another version is void; what became of one
 * is learned only by applying it or a later one. Knows no network.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
