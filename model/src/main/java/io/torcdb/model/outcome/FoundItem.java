package io.torcdb.model.outcome;

/**
 * The item that a failed condition found. The model's item is the only one; it has a name here so
 * that items may use outcomes without a cycle between the two packages.
 */
public interface FoundItem {}
