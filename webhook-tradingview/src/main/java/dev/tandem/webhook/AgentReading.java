package dev.tandem.webhook;

import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.web.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a record of what an agent has sent: of what is to be traded on, or of why it is not. */
final class AgentReading {
    /** A clock may be this much ahead of ours. */
    private static final long AHEAD = 5 * Times.SECOND;

    private static final long OLDEST = 366 * Times.DAY;
    private static final long LONGEST = 3660 * Times.DAY;

    private final Agents agents;
    private final Agents.Kind kind;
    private final Map<String, Instrument> tradable;

    AgentReading(Agents agents, Agents.Kind kind, Map<String, Instrument> tradable) {
        this.agents = agents;
        this.kind = kind;
        this.tradable = Map.copyOf(tradable);
    }

    /**
     * What was read.
     *
     * @param code the reason in a word, for the sender
     */
    record Read(AlertRecord record, String code) {}

    Read read(Request request, String hash, @Nullable String webhookId, String source, Duration window) {
        long now = Times.nanos(request.receivedAt());
        Signal signal = null;
        String code = "";
        String reason = "";
        try {
            signal = fresh(agents.read(kind, text(request.body()), tradable, now), now);
        } catch (AgentMessageException e) {
            code = e.code();
            reason = code + ": " + e.getMessage();
        }
        List<String> keys = new ArrayList<>();
        if (signal != null && !signal.id().isEmpty()) {
            keys.add(kind.text() + ":" + signal.agent() + ":" + signal.id());
        }
        if (webhookId != null) {
            keys.add("webhook:" + webhookId);
        }
        if (keys.isEmpty()) {
            keys.add("body:" + hash);
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put(AlertRecord.KIND, kind.text());
        if (signal != null && !signal.id().isEmpty()) {
            about.put("id", signal.id());
        }
        AlertRecord record = new AlertRecord(
                request.id(),
                now,
                signal == null ? 400 : 200,
                signal == null ? "rejected" : "accepted",
                reason,
                hash,
                keys,
                source,
                now + window.toNanos(),
                about,
                signal == null ? List.of() : List.of(AgentText.values(kind, signal)));
        return new Read(record, code);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AgentMessageException("invalid-json", "is not UTF-8");
        }
    }

    private static Signal fresh(Signal signal, long now) {
        long made = signal.madeNanos();
        if (signal.agent().equals(AlertTrader.AGENT)) {
            throw new AgentMessageException("invalid-agent", "agent: this name is that of alerts, and of nobody else");
        }
        if (made > now + AHEAD) {
            throw new AgentMessageException(
                    "invalid-made",
                    "made: " + (made - now) / 1_000_000 + " ms after it came, at most 5000 are allowed");
        }
        if (made < now - OLDEST) {
            throw new AgentMessageException("invalid-made", "made: more than a year before it came");
        }
        if (signal.horizonNanos() > LONGEST) {
            throw new AgentMessageException("invalid-horizon", "horizon: more than ten years");
        }
        if (signal.horizonNanos() > 0 && now - made >= signal.horizonNanos()) {
            throw new AgentMessageException("stale", "its horizon was over when it came");
        }
        return made > now ? signal.withMade(now) : signal;
    }
}
