package io.torcdb.model.catalog;

/**
 * Whether items of a table expire by themselves, as it was last changed. Immutable.
 *
 * @param attribute holds the second at which an item expires
 */
public record TimeToLive(String attribute, boolean enabled, long changedMillis) {}
