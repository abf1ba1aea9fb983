package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

/** The options by which a session is watched from outside; {@code notify: {discord: …}} in the configuration. */
final class WatchFlags {
    private WatchFlags() {}

    static Flags.Section options() {
        return section(
                "Being watched (an address or token may be env:NAME or file:FILE)",
                value(
                        "--metrics",
                        "ADDRESS:PORT",
                        "serve /metrics for Prometheus, /health/live and /health/ready; port 0 is any free one"),
                value("--notify-discord", "URL", "tell a Discord channel: the address of its web hook"),
                value("--notify-slack", "URL", "tell a Slack channel: the address of its incoming web hook"),
                value(
                        "--notify-telegram-token",
                        "TOKEN",
                        "tell a Telegram chat: the bot's token, not on the command line"),
                value("--notify-telegram-chat", "CHAT", "the chat's number, or @name of a channel"),
                value("--notify-webhook", "URL", "tell anybody who takes JSON"),
                value(
                        "--notify-on",
                        "TOPICS",
                        "what is told: " + String.join(", ", WatchArguments.TOPICS)
                                + ", or all (default: without fill)"),
                value("--heartbeat", "URL", "ask for this address while all is well, for a dead man's switch"),
                value("--heartbeat-every", "TIME", "how often (default: 1m)"),
                value("--log-file", "FILE", "what is said and the log, one JSON object per line"),
                choice("--log-format", LogFormat.class, "what is said on standard error (default: text)"));
    }
}
