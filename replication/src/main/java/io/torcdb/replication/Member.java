package io.torcdb.replication;

/**
 * One server of a group.
 *
 * @param id the server's id, unique in its cluster and never reused: one server has one id for all
 *     its groups
 * @param address where its log listens, {@code host:port}
 */
public record Member(long id, String address) {}
