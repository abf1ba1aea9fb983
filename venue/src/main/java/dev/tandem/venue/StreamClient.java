package dev.tandem.venue;

import dev.tandem.web.WebSocketListener;
import dev.tandem.web.WebSocketPeer;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One connection to the market streams: what it listens to, and what it may change. */
final class StreamClient implements WebSocketListener {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9!@_.\\-+:]{1,80}");
    private static final int MOST_STREAMS = 1_024;

    private final StreamHub hub;
    private final WebSocketPeer peer;
    private final EventLine line;
    private final InstantSource realTime;
    private final int messagesPerSecond;
    private final Set<String> streams = new TreeSet<>();
    private volatile boolean combined;
    private boolean closed;
    private long second;
    private int messages;

    StreamClient(StreamHub hub, WebSocketPeer peer, InstantSource realTime, int messagesPerSecond, boolean combined) {
        this.hub = hub;
        this.peer = peer;
        this.line = new EventLine(hub.faults(), peer::sendUtf8);
        this.realTime = realTime;
        this.messagesPerSecond = messagesPerSecond;
        this.combined = combined;
    }

    boolean isCombined() {
        return combined;
    }

    void send(byte[] event) {
        line.send(event);
    }

    /** False for a name that no stream can have, and above the limit; an unknown one is merely silent. */
    synchronized boolean subscribe(String stream) {
        if (closed
                || !NAME.matcher(stream).matches()
                || (streams.size() == MOST_STREAMS && !streams.contains(stream))) {
            return false;
        }
        streams.add(stream);
        hub.add(stream, this);
        return true;
    }

    private synchronized void unsubscribe(String stream) {
        if (streams.remove(stream)) {
            hub.remove(stream, this);
        }
    }

    @Override
    public void text(String message) {
        if (isTooFast()) {
            peer.close(1008, "Too many requests");
            return;
        }
        try {
            peer.send(answer(StreamCommand.parse(message)));
        } catch (StreamCommand.Unreadable e) {
            peer.send(e.json());
        }
    }

    private boolean isTooFast() {
        long now = realTime.instant().getEpochSecond();
        if (now != second) {
            second = now;
            messages = 0;
        }
        return ++messages > messagesPerSecond;
    }

    private String answer(StreamCommand command) throws StreamCommand.Unreadable {
        return switch (command.method()) {
            case SUBSCRIBE -> {
                for (Object stream : command.params()) {
                    if (!subscribe(text(stream))) {
                        throw new StreamCommand.Unreadable(2, "Invalid request: too many parameters");
                    }
                }
                yield result("null", command);
            }
            case UNSUBSCRIBE -> {
                for (Object stream : command.params()) {
                    unsubscribe(text(stream));
                }
                yield result("null", command);
            }
            case LIST_SUBSCRIPTIONS -> {
                if (!command.params().isEmpty()) {
                    throw new StreamCommand.Unreadable(2, "Invalid request: too many parameters");
                }
                yield result(list(), command);
            }
            case SET_PROPERTY -> {
                requireCombined(command, 2);
                if (!(command.params().get(1) instanceof Boolean value)) {
                    throw new StreamCommand.Unreadable(1, "Invalid value type: expected Boolean");
                }
                combined = value;
                yield result("null", command);
            }
            case GET_PROPERTY -> {
                requireCombined(command, 1);
                yield result(Boolean.toString(combined), command);
            }
        };
    }

    private static String text(Object param) throws StreamCommand.Unreadable {
        if (param instanceof String text && NAME.matcher(text).matches()) {
            return text;
        }
        throw new StreamCommand.Unreadable(2, "Invalid request: property name must be a string");
    }

    private static void requireCombined(StreamCommand command, int count) throws StreamCommand.Unreadable {
        if (command.params().isEmpty() || !(command.params().get(0) instanceof String name)) {
            throw new StreamCommand.Unreadable(2, "Invalid request: property name must be a string");
        }
        if (!name.equals("combined")) {
            throw StreamCommand.Unreadable.unknownProperty(command.id());
        }
        if (command.params().size() > count) {
            throw new StreamCommand.Unreadable(2, "Invalid request: too many parameters");
        }
        if (command.params().size() < count) {
            throw new StreamCommand.Unreadable(1, "Invalid value type: expected Boolean");
        }
    }

    private synchronized String list() {
        return streams.isEmpty() ? "[]" : "[\"" + String.join("\",\"", streams) + "\"]";
    }

    private static String result(String result, StreamCommand command) {
        return "{\"result\":" + result + ",\"id\":" + command.id() + "}";
    }

    @Override
    public synchronized void closed(int code) {
        closed = true;
        for (String stream : streams) {
            hub.remove(stream, this);
        }
        streams.clear();
    }
}
