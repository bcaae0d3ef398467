package io.torcdb.model.schema;

/** One attribute of a table's key. Immutable. */
public record KeyAttribute(String name, KeyType type) {}
