package dev.tandem.runtime.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Where notes are sent to, and in which form. Its address is as good as a password, and is in no text that is made of it.
 *
 * <pre>{@code
 * Destination.discord("https://discord.com/api/webhooks/123/abc");
 * Destination.telegram("123:abc", "-100200300");
 * }</pre>
 */
public final class Destination {
    private static final String TELEGRAM = "https://api.telegram.org";

    private final String name;
    private final URI address;
    private final int longest;
    private final Function<List<Note>, String> body;

    private Destination(String name, URI address, int longest, Function<List<Note>, String> body) {
        this.name = name;
        this.address = address;
        this.longest = longest;
        this.body = body;
    }

    /** Anything that takes JSON: {@code {"text": …, "events": [{"time","strategy","topic","text"}, …]}}. */
    public static Destination webhook(String address) {
        return new Destination(
                "webhook",
                uri("webhook", address),
                30_000,
                notes -> "{\"text\":" + quoted(text(notes)) + ",\"events\":["
                        + String.join(
                                ",", notes.stream().map(Destination::event).toList())
                        + "]}");
    }

    /** A Discord web hook, as its channel's settings show it. Nobody is mentioned by what a message happens to say. */
    public static Destination discord(String address) {
        return new Destination(
                "discord",
                uri("discord", address),
                1_900,
                notes -> "{\"content\":" + quoted(text(notes)) + ",\"allowed_mentions\":{\"parse\":[]}}");
    }

    /** A Slack incoming web hook. */
    public static Destination slack(String address) {
        return new Destination(
                "slack", uri("slack", address), 3_000, notes -> "{\"text\":" + quoted(slackText(text(notes))) + "}");
    }

    /**
     * A Telegram chat.
     *
     * @param token the bot's, as BotFather said it
     * @param chat the chat's number, or the name of a public channel with its {@code @}
     */
    public static Destination telegram(String token, String chat) {
        return telegram(TELEGRAM, token, chat);
    }

    static Destination telegram(String api, String token, String chat) {
        if (!token.matches("[0-9]+:[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("telegram: a bot's token is a number, a colon, and letters");
        }
        if (!chat.matches("-?[0-9]+|@[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("telegram: a chat is a number or @name");
        }
        return new Destination(
                "telegram",
                uri(
                        "telegram",
                        api + "/bot"
                                + URLEncoder.encode(token, StandardCharsets.UTF_8)
                                        .replace("%3A", ":") + "/sendMessage"),
                4_000,
                notes -> "{\"chat_id\":" + quoted(chat) + ",\"text\":" + quoted(text(notes))
                        + ",\"disable_web_page_preview\":true}");
    }

    private static URI uri(String name, String address) {
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme();
            if (uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // What was given is a secret: neither it nor the parser's words about it are repeated.
            throw new IllegalArgumentException(name + ": expected an address such as https://example.com/hook");
        }
        throw new IllegalArgumentException(name + ": expected an address such as https://example.com/hook");
    }

    String name() {
        return name;
    }

    URI address() {
        return address;
    }

    /** The most characters that a message may have. */
    int longest() {
        return longest;
    }

    String body(List<Note> notes) {
        return body.apply(notes);
    }

    private static String text(List<Note> notes) {
        return String.join("\n", notes.stream().map(Note::line).toList());
    }

    private static String event(Note note) {
        return "{\"time\":" + quoted(note.time().toString()) + ",\"strategy\":" + quoted(note.strategy())
                + ",\"topic\":" + quoted(note.topic()) + ",\"text\":" + quoted(note.text()) + "}";
    }

    /** Slack's own three. */
    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        json.append("\\u")
                                .append(Character.forDigit(c >> 12, 16))
                                .append(Character.forDigit(c >> 8 & 15, 16))
                                .append(Character.forDigit(c >> 4 & 15, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    /** Its name and nothing of its address. */
    @Override
    public String toString() {
        return name;
    }
}
