package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.DataFolder;
import java.nio.file.Path;

/** The folder of a cluster of processes: where what is kept. */
record ClusterFolder(Path path) {
    ClusterFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path plan() {
        return path.resolve(DataFolder.Kind.PROCESSES.file());
    }

    Path pid(Member member) {
        return path.resolve("pids").resolve(member.name() + ".pid");
    }

    Path log(Member member) {
        return path.resolve("logs").resolve(member.name() + ".log");
    }

    /** Returns where a process writes what does not come from its logger. */
    Path output(Member member) {
        return path.resolve("logs").resolve(member.name() + ".out");
    }

    Path config(Member member) {
        return path.resolve("config").resolve(member.name() + ".properties");
    }

    Path data(Member member) {
        return path.resolve(member.name());
    }
}
