package io.torcdb.deploy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: to standard error, and to a file that is begun anew at 20 MB with the four
 * before it kept. Set up in code, because reading a configuration would cost a quarter of the time
 * that a start takes.
 */
final class Logging {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n";
    private static final int FILES = 5;
    private static final long FILE_BYTES = 20L << 20;

    private Logging() {}

    /** Logs to standard error from {@code level} on, and everything of note to {@code file}. */
    static void open(Level level, Optional<Path> file) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(file.isPresent() ? Level.INFO : level);
        root.addAppender(standardError(context, level));
        file.ifPresent(path -> root.addAppender(rolling(context, path)));
        // What they say below this is about themselves.
        for (var library : new String[] {"org.apache.ratis", "io.grpc", "io.netty"}) {
            context.getLogger(library).setLevel(Level.WARN);
        }
        // It warns of each message that a client got wrong; the client is told, and that will do.
        context.getLogger("io.grpc.netty.NettyServerStream").setLevel(Level.ERROR);
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }

    private static ConsoleAppender<ILoggingEvent> standardError(
            LoggerContext context, Level level) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setTarget("System.err");
        var filter = new ThresholdFilter();
        filter.setLevel(level.toString());
        filter.start();
        appender.addFilter(filter);
        if (level == Level.WARN) {
            appender.addFilter(quietLibraries());
        }
        return started(context, appender);
    }

    /** Keeps what libraries warn of (elections, pauses) off a terminal; files have it all. */
    private static Filter<ILoggingEvent> quietLibraries() {
        var filter =
                new Filter<ILoggingEvent>() {
                    @Override
                    public FilterReply decide(ILoggingEvent event) {
                        var ours = event.getLoggerName().startsWith("io.torcdb.");
                        return ours || event.getLevel().isGreaterOrEqual(Level.ERROR)
                                ? FilterReply.NEUTRAL
                                : FilterReply.DENY;
                    }
                };
        filter.start();
        return filter;
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Path path) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setFile(path.toString());
        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(path + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(FILES - 1);
        window.start();
        appender.setRollingPolicy(window);
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(FILE_BYTES));
        size.start();
        appender.setTriggeringPolicy(size);
        return started(context, appender);
    }

    private static <A extends OutputStreamAppender<ILoggingEvent>> A started(
            LoggerContext context, A appender) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
