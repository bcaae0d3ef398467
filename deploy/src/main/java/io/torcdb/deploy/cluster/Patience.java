package io.torcdb.deploy.cluster;

import io.torcdb.runtime.SystemTime;
import io.torcdb.runtime.Time;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The option {@code --timeout} of the commands that act on processes and wait for them. */
final class Patience {
    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long it may take [60].")
    private int seconds = 60;

    /** What a command does. */
    interface Action {
        void run(ClusterPlan plan, Processes processes, long deadlineNanos)
                throws IOException, InterruptedException;
    }

    /** Returns until when a command waits that begins now. */
    long deadlineNanos(Time time) {
        return time.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs {@code action} on the cluster in {@code folder} and returns the exit code. */
    int act(ClusterFolder folder, Action action) throws IOException, InterruptedException {
        var plan = ClusterPlan.open(folder);
        try (var time = new SystemTime()) {
            action.run(plan, new Processes(folder, plan, time), deadlineNanos(time));
        }
        return 0;
    }
}
