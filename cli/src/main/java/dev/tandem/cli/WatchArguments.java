package dev.tandem.cli;

import dev.tandem.runtime.notify.Destination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link WatchFlags} were given, checked before anything is connected. */
record WatchArguments(
        @Nullable String metrics,
        List<Destination> destinations,
        Set<String> topics,
        @Nullable String heartbeat,
        Duration heartbeatEvery,
        @Nullable Path logFile,
        LogFormat logFormat) {
    /** What can be told, in the words in which sessions speak. */
    static final List<String> TOPICS = List.of(
            "started",
            "fill",
            "rejected",
            "reducing",
            "halted",
            "active",
            "naked",
            "passed",
            "rearmed",
            "reconciled",
            "command",
            "venue",
            "fenced",
            "ended");

    private static final String FILL = "fill";

    static WatchArguments read(Values values, Terminal terminal) {
        String metrics = values.text("--metrics");
        if (metrics != null && !metrics.matches("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):[0-9]{1,5}")) {
            throw values.bad("--metrics", "an address and a port, such as 127.0.0.1:9464");
        }
        Duration every = values.duration("--heartbeat-every", Duration.ofMinutes(1));
        String heartbeat = secret(values, terminal, "--heartbeat");
        if (heartbeat != null) {
            checked("--heartbeat", () -> Destination.webhook(heartbeat));
        }
        Path log = values.path("--log-file", terminal);
        return new WatchArguments(
                metrics,
                destinations(values, terminal),
                topics(values),
                heartbeat,
                every == null ? Duration.ofMinutes(1) : every,
                log,
                values.choice("--log-format", LogFormat.class, LogFormat.TEXT));
    }

    private static List<Destination> destinations(Values values, Terminal terminal) {
        List<Destination> all = new ArrayList<>();
        String discord = secret(values, terminal, "--notify-discord");
        if (discord != null) {
            all.add(checked("--notify-discord", () -> Destination.discord(discord)));
        }
        String slack = secret(values, terminal, "--notify-slack");
        if (slack != null) {
            all.add(checked("--notify-slack", () -> Destination.slack(slack)));
        }
        String webhook = secret(values, terminal, "--notify-webhook");
        if (webhook != null) {
            all.add(checked("--notify-webhook", () -> Destination.webhook(webhook)));
        }
        String token = values.text("--notify-telegram-token");
        String chat = values.text("--notify-telegram-chat");
        if ((token == null) != (chat == null)) {
            throw UserError.usage((token == null ? "--notify-telegram-token" : "--notify-telegram-chat")
                    + ": missing; Telegram needs the bot's token and the chat");
        }
        if (token != null && chat != null) {
            if (values.isOnCommandLine("--notify-telegram-token")
                    && !token.startsWith("env:")
                    && !token.startsWith("file:")) {
                throw UserError.usage("--notify-telegram-token: a token on the command line can be read by everybody on"
                        + " this machine: say env:NAME or file:FILE, or put it into the configuration");
            }
            String read = SecretText.read("--notify-telegram-token", token, terminal);
            all.add(checked("--notify-telegram-token", () -> Destination.telegram(read, chat)));
        }
        return List.copyOf(all);
    }

    private static @Nullable String secret(Values values, Terminal terminal, String option) {
        String text = values.text(option);
        return text == null ? null : SecretText.read(option, text, terminal);
    }

    /** Unlike other values, these are not repeated when they are wrong. */
    private static Destination checked(String option, java.util.function.Supplier<Destination> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw UserError.usage(option + ": " + e.getMessage());
        }
    }

    private static Set<String> topics(Values values) {
        String text = values.text("--notify-on");
        Set<String> topics = new LinkedHashSet<>();
        if (text == null) {
            topics.addAll(TOPICS);
            topics.remove(FILL);
            return topics;
        }
        for (String topic : text.split(",", -1)) {
            if (topic.strip().equals("all")) {
                topics.addAll(TOPICS);
            } else if (TOPICS.contains(topic.strip())) {
                topics.add(topic.strip());
            } else {
                throw values.bad("--notify-on", "'" + topic.strip() + "' is none of " + String.join(", ", TOPICS));
            }
        }
        return topics;
    }
}
