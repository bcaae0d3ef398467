package io.torcdb.deploy.cluster;

import io.torcdb.deploy.command.CommandFailed;
import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the admin ports of a cluster by its data folder. */
public final class AdminEndpoints {
    /** Where {@code torc start} notes its admin port. */
    public static final String FILE = "admin.url";

    private AdminEndpoints() {}

    /** Returns the admin ports that may answer, the likeliest first. */
    public static List<String> of(Path data) throws IOException {
        var file = data.resolve(FILE);
        if (Files.exists(file)) {
            return List.of(Files.readString(file).strip());
        }
        var folder = new ClusterFolder(data);
        var plan = ClusterPlan.open(folder);
        try (var time = new SystemTime()) {
            var processes = new Processes(folder, plan, time);
            var running =
                    plan.members().stream()
                            .filter(member -> member.role() != Role.STORAGE_NODE)
                            .filter(member -> processes.pid(member).isPresent())
                            .map(processes::adminUrl)
                            .toList()
                            .reversed();
            if (running.isEmpty()) {
                throw new CommandFailed(
                        "No router or control plane of the cluster in %s runs; torc cluster start starts them."
                                .formatted(folder.path()));
            }
            return running;
        }
    }
}
