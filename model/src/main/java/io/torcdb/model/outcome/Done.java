package io.torcdb.model.outcome;

/** What the success of a check carries: nothing. */
public record Done() {}
