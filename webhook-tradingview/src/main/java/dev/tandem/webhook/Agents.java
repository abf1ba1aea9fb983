package dev.tandem.webhook;

import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.strategy.Strategy;
import java.util.Map;

/**
 * What this server has to know of agents: how their messages are read, and who trades on them. It knows neither their JSON
 * nor how opinions become one; whoever starts the server puts the two together.
 */
public interface Agents {
    /** What an agent sends. */
    enum Kind {
        /** An opinion: which way, and how sure. */
        SIGNAL("signal"),
        /** Quantiles or paths, from which an opinion is worked out. */
        FORECAST("forecast");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In small letters, as records have it. */
        public String text() {
            return text;
        }
    }

    /**
     * Reads a message.
     *
     * @param tradable what is traded here, by symbol
     * @param nowNanos when it came
     * @throws AgentMessageException if it cannot be understood, or says what cannot be
     */
    Signal read(Kind kind, String json, Map<String, Instrument> tradable, long nowNanos);

    /** Somebody new who trades on what agents say about one instrument. */
    Desk desk();

    /** What describes the doors to agents, such as {@code openapi.json}: JSON by file name. */
    Map<String, String> documents();

    /** Trades on what agents say about one instrument; asked on the thread of its account. */
    interface Desk {
        /** Gets the signals and the bars. */
        Strategy strategy();

        /** How many agents must have voted before a decision. */
        int quorum();

        /** Why the signal that came last does not count; empty if it does. */
        String refusal();

        /** What was decided at the bar that closed last, in a few words. */
        String decision();

        /**
         * What came of the signals, how well each agent and all of them together were calibrated, and what they weigh, as a
         * JSON object.
         */
        String report(String symbol);

        /** The same for a browser: a section of a page, without scripts, in which what agents said is escaped. */
        String section(String symbol);
    }
}
