package dev.tandem.confidence.panel;

import dev.tandem.confidence.consensus.Ballot;
import dev.tandem.confidence.consensus.Consensus;
import dev.tandem.confidence.consensus.Pooling;
import dev.tandem.confidence.consensus.TrackRecord;
import dev.tandem.confidence.consensus.Vote;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.confidence.recalibrate.RollingRecalibration;
import dev.tandem.confidence.settle.Opinion;
import dev.tandem.confidence.settle.Rule;
import dev.tandem.confidence.settle.Settled;
import dev.tandem.confidence.settle.ShadowBook;
import dev.tandem.model.Bar;
import dev.tandem.model.Confidence;
import dev.tandem.model.Exit;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trades on what agents think. Signals become votes when they arrive; at each close the votes that count are pooled into
 * one confidence, and what is decided goes through the gate as an order with that confidence. A position is left when the
 * panel turns against it, or when its horizon is over, or at its stop or target.
 *
 * <p>Each vote and each decision is settled in the shadow, also where the gate denies it. What agents have earned, and
 * what a recalibration learns, comes from what was settled by then and nothing else.
 *
 * <p>One instrument, one thread.
 */
@Description("Trades on what agents think (--signals) and on its own forecasters.")
public final class Panel implements Strategy {
    private static final String CONSENSUS = "consensus";
    private static final int RECORD = 1000;
    private static final int AT_LEAST = 100;
    private static final int REFIT_EVERY = 25;
    private static final int KEPT = 10_000;
    private static final int AGENTS = 1_000;

    private final Consensus consensus;
    private final int horizon;
    private final int ttlBars;
    private final Rate target;
    private final Rate stop;
    private final Rate costs;
    private final double halfLifeBars;
    private final RollingRecalibration recalibration;
    private final @Nullable InHouse inHouse;
    private final TrackRecord record = new TrackRecord(RECORD);
    private final ShadowBook shadows = new ShadowBook();
    private final PanelCounts counts = new PanelCounts();
    private final SettledWindow opinions = new SettledWindow();
    private final SettledWindow decisions = new SettledWindow();
    private final Set<String> agents = new HashSet<>();
    private int mostOpen = Integer.MAX_VALUE;
    private int mostAgents = Integer.MAX_VALUE;
    private @Nullable Ballot ballot;
    private long barNanos;
    private long moment;
    private List<Vote> lastVotes = List.of();
    private long heldSince = -1;
    private String refusal = "";
    private String decision = "";

    /** What is learned from settled decisions. */
    public enum Recalibrate {
        NONE,
        ISOTONIC,
        PLATT
    }

    /** Whether the forecasters of this process vote. */
    public enum Forecasters {
        NONE,
        ALL
    }

    public Panel(
            @Parameter(name = "pooling", byDefault = "log-odds", description = "how votes become one") Pooling pooling,
            @Parameter(name = "quorum", byDefault = "1", min = "1", max = "1000", description = "agents that must vote")
                    int quorum,
            @Parameter(
                            name = "dissent",
                            byDefault = "1",
                            min = "0",
                            max = "1",
                            description = "share of the weight that may be against it")
                    double dissent,
            @Parameter(name = "veto", byDefault = "", description = "agents that can stop a trade, with + between them")
                    String veto,
            @Parameter(
                            name = "veto-from",
                            byDefault = "0.5",
                            min = "0",
                            max = "1",
                            description = "how sure a veto has to be")
                    double vetoFrom,
            @Parameter(
                            name = "ttl",
                            byDefault = "3",
                            min = "1",
                            max = "100000",
                            description = "bars that a vote counts")
                    int ttl,
            @Parameter(
                            name = "horizon",
                            byDefault = "10",
                            min = "1",
                            max = "100000",
                            description = "bars after which an opinion is settled and a position left")
                    int horizon,
            @Parameter(
                            name = "target",
                            byDefault = "0",
                            min = "0",
                            max = "10",
                            description = "where a trade has won, as a fraction; 0 for none")
                    BigDecimal target,
            @Parameter(
                            name = "stop",
                            byDefault = "0",
                            min = "0",
                            max = "0.99",
                            description = "where a trade has lost, as a fraction; 0 for none")
                    BigDecimal stop,
            @Parameter(
                            name = "costs",
                            byDefault = "0.002",
                            min = "0",
                            max = "0.5",
                            description = "of a round trip, as a fraction")
                    BigDecimal costs,
            @Parameter(
                            name = "half-life",
                            byDefault = "0",
                            min = "0",
                            max = "100000",
                            description =
                                    "bars after which half of a vote's confidence beyond 0.5 is left; 0 for never")
                    double halfLife,
            @Parameter(name = "recalibrate", byDefault = "none", description = "what is learned from settled decisions")
                    Recalibrate recalibrate,
            @Parameter(
                            name = "threshold",
                            byDefault = "0.6",
                            min = "0",
                            max = "1",
                            description = "for the pass rates before and after the recalibration")
                    double threshold,
            @Parameter(name = "forecasters", byDefault = "none", description = "whether the built-in forecasters vote")
                    Forecasters forecasters) {
        Set<String> vetoers =
                veto.isEmpty() ? Set.of() : Arrays.stream(veto.split("\\+")).collect(Collectors.toSet());
        this.consensus = new Consensus(pooling, quorum, dissent, vetoers, vetoFrom);
        this.ttlBars = ttl;
        this.horizon = horizon;
        this.target = Rate.of(target);
        this.stop = Rate.of(stop);
        this.costs = Rate.of(costs);
        this.halfLifeBars = halfLife;
        this.recalibration = new RollingRecalibration(
                RollingRecalibration.Method.valueOf(recalibrate.name()), AT_LEAST, REFIT_EVERY, threshold);
        this.inHouse =
                forecasters == Forecasters.NONE ? null : new InHouse(horizon, this.costs, new Shrinkage(0, true));
    }

    /**
     * For a session without an end, so that it does not grow with its age: the last {@value #KEPT} opinions of agents and
     * the last {@value #KEPT} decisions are scored, and no vote counts beyond {@value #KEPT} opinions that are open and
     * {@value #AGENTS} agents. What agents weigh and what is decided is as without these limits until one is reached.
     */
    public Panel bounded() {
        return bounded(KEPT, KEPT, AGENTS);
    }

    Panel bounded(int kept, int open, int most) {
        opinions.keep(kept);
        decisions.keep(kept);
        mostOpen = open;
        mostAgents = most;
        return this;
    }

    // Votes

    @Override
    public void onSignal(Signal signal, Trader trader) {
        counts.signals++;
        refusal = "";
        String why = signal.defect();
        if (why == null && !signal.confidence().isStated()) {
            why = "no confidence was stated";
        }
        if (why != null) {
            refuse(why);
            return;
        }
        long now = trader.nowNanos();
        if (barNanos == 0) {
            refuse("it arrived before the first bar was complete");
            return;
        }
        if (signal.madeNanos() > now) {
            refuse("it says that it was made after it arrived");
            return;
        }
        if (signal.horizonNanos() > 0 && signal.madeNanos() + signal.horizonNanos() <= now) {
            late("its horizon was over");
            return;
        }
        if (shadows.open() >= mostOpen) {
            refuse(mostOpen + " opinions are open already, which is the most");
            return;
        }
        if (agents.size() >= mostAgents && !agents.contains(signal.agent())) {
            refuse(mostAgents + " other agents have voted already, which is the most");
            return;
        }
        Vote vote = new Vote(
                signal.agent(), signal.side() == Side.BUY, signal.confidence().value(), signal.madeNanos());
        switch (ballot().receive(signal.id(), vote, now)) {
            case LATE -> late("it had lived for more than " + ttlBars + " bars");
            case DOUBLE -> {
                counts.doubled++;
                refusal = "the same vote, or a later one of this agent, is there already";
            }
            case COUNTED -> {
                counts.counted++;
                enter(vote, signal.note(), rule(signal, now));
            }
        }
    }

    private void refuse(String why) {
        counts.refuse(why);
        refusal = why;
    }

    private void late(String why) {
        counts.late++;
        refusal = "it came too late: " + why;
    }

    /** Why the signal that came last does not count; empty if it does. */
    public String refusal() {
        return refusal;
    }

    /** What was decided at the close of the last bar, in a few words; empty if nobody had voted. */
    public String decision() {
        return decision;
    }

    /** How many agents must have voted. */
    public int quorum() {
        return consensus.quorum();
    }

    /** What a round trip is taken to cost, as a fraction. */
    public Rate costs() {
        return costs;
    }

    private Rule rule(Signal signal, long now) {
        Rate wins = signal.target() == null ? target : signal.target();
        Rate loses = signal.stop() == null ? stop : signal.stop();
        long end = signal.horizonNanos() > 0 ? signal.madeNanos() + signal.horizonNanos() : now + horizon * barNanos;
        return rule(wins, loses, end);
    }

    private Rule rule(Rate wins, Rate loses, long end) {
        return new Rule(fraction(wins), fraction(loses), end, fraction(costs));
    }

    private void enter(Vote vote, String note, Rule rule) {
        agents.add(vote.agent());
        double stated = vote.confidence();
        shadows.open(new Opinion(vote.agent(), moment, vote.up(), stated, stated, vote.madeNanos(), note), rule);
    }

    private Ballot ballot() {
        if (ballot == null) {
            ballot = new Ballot(ttlBars * barNanos);
        }
        return ballot;
    }

    // Decisions

    @Override
    public void onBar(Bar bar, Trader trader) {
        if (barNanos == 0) {
            barNanos = bar.closeTimeNanos() - bar.openTimeNanos();
        }
        shadows.onBar(bar).forEach(this::settled);
        long now = bar.closeTimeNanos();
        leaveWhatIsOver(bar, trader);
        if (inHouse != null) {
            for (Vote vote : inHouse.onBar(bar)) {
                if (ballot().receive("", vote, now) == Ballot.Receipt.COUNTED) {
                    counts.forecasts++;
                    enter(vote, "", rule(target, stop, now + horizon * barNanos));
                }
            }
        }
        List<Vote> votes = ballot().votes(now);
        decision = "";
        if (!votes.isEmpty()) {
            round(votes, bar, trader);
        }
        moment++;
    }

    private void round(List<Vote> votes, Bar bar, Trader trader) {
        counts.rounds++;
        Consensus.Verdict verdict = consensus.of(aged(votes, bar.closeTimeNanos()), record);
        switch (verdict.status()) {
            case NO_QUORUM -> {
                counts.noQuorum++;
                decision = "no quorum, " + votes.size() + " of " + consensus.quorum() + " agents have voted";
            }
            case UNDECIDED -> {
                counts.undecided++;
                decision = "undecided, up is as likely as down";
            }
            case VETOED -> {
                counts.vetoed++;
                decision = "vetoed";
            }
            case TOO_MUCH_DISSENT -> {
                counts.dissent++;
                decision = "too much dissent";
            }
            case DECIDED -> decided(verdict, votes, bar, trader);
        }
        lastVotes = votes;
    }

    private List<Vote> aged(List<Vote> votes, long now) {
        if (halfLifeBars == 0) {
            return votes;
        }
        double halfLife = halfLifeBars * barNanos;
        return votes.stream()
                .map(v -> new Vote(
                        v.agent(),
                        v.up(),
                        0.5 + (v.confidence() - 0.5) * Math.pow(2, -Math.max(0, now - v.madeNanos()) / halfLife),
                        v.madeNanos()))
                .toList();
    }

    private void decided(Consensus.Verdict verdict, List<Vote> votes, Bar bar, Trader trader) {
        counts.decided++;
        if (votes.equals(lastVotes)) {
            counts.repeated++;
            decision = "the same votes as before";
            return;
        }
        double confidence = recalibration.apply(verdict.confidence());
        shadows.open(
                new Opinion(CONSENSUS, moment, verdict.up(), verdict.confidence(), confidence, bar.closeTimeNanos()),
                rule(target, stop, bar.closeTimeNanos() + horizon * barNanos));
        Position position = trader.position();
        if (verdict.up() ? position.isLong() : position.isShort()) {
            counts.held++;
            decision = "the position is on that side already";
            return;
        }
        counts.ordered++;
        decision = "an order";
        Order order = trader.submit(request(verdict, confidence, bar));
        if (order.status() == OrderStatus.DENIED) {
            counts.deny(String.valueOf(order.reason()).replaceAll("confidence [0-9.Ee-]+ is", "confidence is"));
        } else if (!position.isFlat() && order.lots() <= Math.abs(position.lots())) {
            counts.cut++;
        } else {
            counts.passed++;
            heldSince = moment;
        }
    }

    private OrderRequest request(Consensus.Verdict verdict, double confidence, Bar bar) {
        OrderRequest.Builder order = OrderRequest.of(bar.instrument(), verdict.up() ? Side.BUY : Side.SELL)
                .confidence(Confidence.of(confidence))
                .agents(verdict.agents())
                .tag(CONSENSUS);
        if (stop.units() > 0) {
            order.stopLoss(Exit.fractionFromFill(stop));
        }
        if (target.units() > 0) {
            order.takeProfit(Exit.fractionFromFill(target));
        }
        return order.build();
    }

    private void leaveWhatIsOver(Bar bar, Trader trader) {
        if (heldSince >= 0
                && moment - heldSince >= horizon
                && !trader.position(bar.instrument()).isFlat()) {
            // Where it cannot be left now, as while the past is shown, it is left at the next close.
            if (trader.close().status() != OrderStatus.DENIED) {
                counts.horizonExits++;
                heldSince = -1;
            }
        }
    }

    // Settlement

    /** Learns what came of an opinion; from now on it is known. */
    void settled(Settled result) {
        Opinion opinion = result.opinion();
        if (opinion.who().equals(CONSENSUS)) {
            decisions.add(result);
            recalibration.settled(opinion.stated(), result.cameTrue());
        } else {
            opinions.add(result);
            record.settled(
                    opinion.moment(),
                    new Vote(opinion.who(), opinion.up(), opinion.stated(), opinion.madeNanos()),
                    result.rose());
        }
    }

    /** What it did and how good it was, up to now. */
    public PanelReport report() {
        counts.expired = ballot == null ? 0 : ballot.expired();
        counts.entered = shadows.opened();
        counts.settled = shadows.settled();
        counts.open = shadows.open();
        counts.forgotten = opinions.forgotten() + decisions.forgotten();
        Map<String, Double> weights = new TreeMap<>();
        agents.forEach(agent -> weights.put(agent, record.weight(agent)));
        return new PanelReport(
                counts,
                opinions.scored(),
                decisions.scored(),
                opinions.shown(),
                recalibration.method().name().toLowerCase(Locale.ROOT),
                recalibration.passedBefore(),
                recalibration.passedAfter(),
                weights.entrySet().stream()
                        .map(e -> new PanelReport.AgentWeight(e.getKey(), e.getValue()))
                        .toList());
    }

    private static double fraction(Rate rate) {
        return rate.toDecimal().doubleValue();
    }
}
