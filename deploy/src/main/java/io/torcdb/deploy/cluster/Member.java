package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.Role;

/**
 * A process of a cluster on this machine.
 *
 * @param number from 1 in its role
 * @param port the first of its three ports: HTTP, gRPC and admin of a router; messages, logs and
 *     admin of the others
 */
record Member(Role role, int number, int port) {
    String name() {
        return role.label() + "-" + number;
    }

    int adminPort() {
        return port + 2;
    }
}
