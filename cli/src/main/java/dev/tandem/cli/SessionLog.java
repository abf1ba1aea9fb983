package dev.tandem.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What sessions say, and the log, as JSON lines: in a file that is kept small by being put aside, and on standard error
 * where that is wanted. Without either, nothing is done.
 */
final class SessionLog implements AutoCloseable {
    private static final String NAME = "tandem.session";
    private static final int KEPT = 9;

    private final Logger root;
    private final Logger session;
    private final @Nullable RollingFileAppender<ILoggingEvent> file;
    private final @Nullable ConsoleAppender<ILoggingEvent> console;
    private final boolean json;

    private SessionLog(@Nullable Path path, LogFormat format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        this.root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        this.session = context.getLogger(NAME);
        this.file = path == null ? null : file(context, path);
        this.json = format == LogFormat.JSON;
        this.console = json ? console(context) : null;
        session.setAdditive(false);
        session.setLevel(Level.INFO);
        if (file != null) {
            root.addAppender(file);
            session.addAppender(file);
        }
        if (console != null) {
            root.detachAppender("stderr");
            root.addAppender(console);
            session.addAppender(console);
        }
    }

    static SessionLog open(@Nullable Path path, LogFormat format) {
        if (path != null) {
            try {
                Path folder = path.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                if (Files.isDirectory(path)) {
                    throw new IOException("it is a folder");
                }
            } catch (IOException e) {
                throw UserError.usage("--log-file: " + path + " cannot be written: " + e.getMessage());
            }
        }
        return new SessionLog(path, format);
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path path) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("session-file");
        appender.setFile(path.toString());
        appender.setEncoder(encoder(context));
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setMinIndex(1);
        rolling.setMaxIndex(KEPT);
        rolling.setFileNamePattern(path + ".%i");
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FileSize.valueOf("10MB"));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("session-stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context));
        appender.start();
        return appender;
    }

    private static JsonLines encoder(LoggerContext context) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    /** Whether standard error is for programs: then nothing else may write lines there. */
    boolean isJson() {
        return json;
    }

    void said(String strategy, String topic, String text) {
        if (file != null || console != null) {
            session.atInfo()
                    .addKeyValue("strategy", strategy)
                    .addKeyValue("topic", topic)
                    .log(text);
        }
    }

    @Override
    public void close() {
        if (file != null) {
            root.detachAppender(file);
            session.detachAppender(file);
            file.stop();
        }
        if (console != null) {
            root.detachAppender(console);
            session.detachAppender(console);
            console.stop();
        }
    }
}
