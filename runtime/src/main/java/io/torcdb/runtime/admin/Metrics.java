package io.torcdb.runtime.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;

/**
 * The metrics of a JVM, in Prometheus' text form: what the JVM says of itself, and what its
 * processes add. Safe for use by many threads.
 */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Opens the metrics of this JVM. */
    public static Metrics open() {
        var metrics = new Metrics();
        metrics.collections.bindTo(metrics.registry);
        new JvmMemoryMetrics().bindTo(metrics.registry);
        new JvmThreadMetrics().bindTo(metrics.registry);
        new ProcessorMetrics().bindTo(metrics.registry);
        new FileDescriptorMetrics().bindTo(metrics.registry);
        new UptimeMetrics().bindTo(metrics.registry);
        return metrics;
    }

    private Metrics() {}

    /**
     * Adds a value that is read when it is asked for.
     *
     * @param name in Micrometer's form, words with dots
     */
    public void gauge(String name, String meaning, DoubleSupplier value) {
        var _ =
                Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                        .description(meaning)
                        .strongReference(true)
                        .register(registry);
    }

    /** Returns all metrics as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
