package io.torcdb.deploy.command;

/** What a process of a cluster can be. */
public enum Role {
    CONTROL_PLANE("control-plane"),
    STORAGE_NODE("storage-node"),
    ROUTER("router");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** Returns the name of the role in commands, names of processes and files. */
    public String label() {
        return label;
    }
}
