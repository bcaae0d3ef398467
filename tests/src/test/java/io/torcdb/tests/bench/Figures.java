package io.torcdb.tests.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks whose names match {@code torc.bench} and prints a table: medians, since other
 * work on the machine makes single runs slow and none fast.
 */
@EnabledIfSystemProperty(named = "torc.bench", matches = ".+", disabledReason = "run ./dev bench")
final class Figures {
    private static final int WARM_UPS = 10;
    private static final int RUNS = 30;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** What one benchmark takes for one operation. */
    private record Cost(double nanos, double bytes) {}

    @Test
    void measure() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(System.getProperty("torc.bench"))
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.milliseconds(300))
                        .measurementIterations(RUNS)
                        .measurementTime(TimeValue.milliseconds(100))
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m")
                        .addProfiler(GCProfiler.class)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .verbosity(VerboseMode.SILENT)
                        .build();

        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        var costs = new TreeMap<String, Cost>();
        for (RunResult result : results) {
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            String name = result.getParams().getBenchmark();
            costs.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    new Cost(median(result), allocated == null ? 0 : allocated.getScore()));
        }
        line("%-32s %10s %10s", "benchmark", "ns/op", "B/op");
        costs.forEach((name, cost) -> line("%-32s %10.0f %10.0f", name, cost.nanos, cost.bytes));
        ratio(costs, "jacksonReadAndWrite");
        ratio(costs, "jacksonRead");
    }

    private static double median(RunResult result) {
        List<Double> nanos = new ArrayList<>();
        for (var fork : result.getBenchmarkResults()) {
            for (IterationResult run : fork.getIterationResults()) {
                nanos.add(run.getPrimaryResult().getScore());
            }
        }
        Collections.sort(nanos);
        return nanos.get(nanos.size() / 2);
    }

    private static void ratio(Map<String, Cost> costs, String peer) {
        double ours = nanos(costs, "decodePutItem") + nanos(costs, "encodeGetItem");
        line("(decodePutItem + encodeGetItem) / %s = %.2f", peer, ours / nanos(costs, peer));
    }

    /** Returns what was measured, or what makes a ratio show that it was not. */
    private static double nanos(Map<String, Cost> costs, String name) {
        return costs.getOrDefault(name, new Cost(Double.NaN, 0)).nanos();
    }

    @FormatMethod
    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
