package dev.tandem.webhook;

import dev.tandem.gate.Gate;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.runtime.session.BarFeed;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Trader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Agents at an exchange. Votes count when they come; at the close of each bar, if as many agents have voted as the quorum asks
 * for, a decision is made, and its order goes out at once.
 *
 * <p>Votes and bars are in the journal of the account, so a process that was killed goes on with the votes that were there.
 * Signals are named there like the messages that they were in.
 */
final class LiveFloor extends AgentFloor {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFloor.class);
    /** Bars of the past that the desk is shown before it may act. */
    private static final int WARM_UP = 100;

    private static final long ANOTHER_TIME = 3_600 * Times.SECOND;

    private final AccountThread account;
    private final ExecutionPlugin venue;
    private final Duration bar;
    private final InstantSource time;
    private final Consumer<String> begun;
    /** Whether the market is of another time than ours, as that of a venue that replays: then its bars say what time it is. */
    private final boolean replays;

    private volatile long lastCloseNanos;
    private boolean deciding;
    private @Nullable BarFeed feed;

    /**
     * @param journal of the account
     * @param bar how long one is
     * @param begun told of each message that has had its turn, also before this process
     */
    LiveFloor(
            Agents.Desk desk,
            Marketplace market,
            Supplier<Gate> gates,
            Journal journal,
            Duration bar,
            InstantSource time,
            Inbox inbox,
            Meters metrics,
            Consumer<String> begun) {
        super(desk, market.instruments().getFirst(), inbox, metrics);
        TradingAccount trading = market.venue();
        if (trading == null) {
            throw new IllegalArgumentException(market.name() + " is no exchange");
        }
        this.venue = trading.plugin();
        this.bar = bar;
        this.time = time;
        this.begun = begun;
        long now = BarFeed.marketNow(venue, instrument(), time);
        this.replays = Math.abs(now - Times.nanos(time.instant())) > ANOTHER_TIME;
        this.lastCloseNanos = Math.floorDiv(now, bar.toNanos()) * bar.toNanos();
        this.account = new AccountThread(market, new Voted(), gates, journal, this::now, 0);
        BarHistory known = account.history(instrument());
        if (known.size() > 0) {
            lastCloseNanos = Math.max(lastCloseNanos, lastClose(known));
        }
    }

    private Instant now() {
        return replays ? Times.instant(lastCloseNanos) : time.instant();
    }

    @Override
    AccountThread account() {
        return account;
    }

    @Override
    boolean isLive() {
        return true;
    }

    /** The bookkeeping of votes, which is done again when the engine is built up from its journal. */
    private final class Voted extends Watched {
        @Override
        public void onSignal(Signal signal, Trader trader) {
            endDecision("");
            super.onSignal(signal, trader);
            begun.accept(signal.id());
            if (vote(signal.id(), signal.agent())) {
                note("counted: " + voters() + " of " + desk().quorum()
                        + " agents have voted; it is decided when the bar closes");
            }
        }

        @Override
        public void onBar(Bar closed, Trader trader) {
            lastCloseNanos = Math.max(lastCloseNanos, closed.closeTimeNanos());
            endDecision("");
            beginDecision();
            deciding = true;
            super.onBar(closed, trader);
        }
    }

    /** What came of an order is told after the bar, and before whatever is next. */
    private void endDecision(String denial) {
        if (deciding && !isRoundEmpty() && (hasOrdered() || voters() >= desk().quorum())) {
            endRound(denial);
        }
        deciding = false;
    }

    private void close(Bar closed) {
        String denial = account.closeBar(closed);
        endDecision(denial);
    }

    @Override
    void hear(String message, Signal signal, long nanos) {
        long age = nanos - signal.madeNanos();
        account.tell(new Signal(
                message,
                signal.agent(),
                signal.instrument(),
                signal.side(),
                signal.confidence(),
                Times.nanos(now()) - age,
                signal.horizonNanos(),
                signal.target(),
                signal.stop(),
                signal.note(),
                signal.defect()));
    }

    // Bars

    @Override
    void open() {
        account.enqueue(this::lookBack);
    }

    /** What has closed while nobody was here, and at the very beginning some bars before it, is shown and not acted upon. */
    private void lookBack() {
        Instrument instrument = instrument();
        BarHistory known = account.history(instrument);
        long now = BarFeed.marketNow(venue, instrument, time);
        long length = bar.toNanos();
        long from = known.size() > 0 ? lastClose(known) : (Math.floorDiv(now, length) - WARM_UP) * length;
        try {
            List<Bar> missed = venue.history(instrument, bar, Times.instant(from), Times.instant(now)).stream()
                    .filter(each -> each.openTimeNanos() >= from && each.closeTimeNanos() <= now)
                    .toList();
            endDecision("");
            account.showPast(missed);
            endDecision("");
        } catch (PluginException e) {
            LOG.warn("bars of {} from before cannot be had: {}", instrument, e.getMessage());
        }
        long after = known.size() > 0 ? lastClose(known) : Math.floorDiv(now, length) * length;
        BarFeed bars =
                new BarFeed(venue, instrument, bar, time, after, each -> account.enqueue(() -> close(each)), LOG::info);
        feed = bars;
        bars.start();
    }

    private static long lastClose(BarHistory bars) {
        return bars.bar(bars.size() - 1).closeTimeNanos();
    }

    @Override
    void close() {
        BarFeed bars = feed;
        if (bars != null) {
            bars.close();
        }
    }
}
