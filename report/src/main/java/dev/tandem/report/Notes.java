package dev.tandem.report;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.FillBands;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one should know before believing the figures, in sentences. */
public final class Notes {
    private static final int FEW_TRADES = 30;
    private static final long SHORT_RUN = 60 * Times.DAY;
    private static final int REASONS = 5;

    private final RunResult run;
    private final List<String> sentences = new ArrayList<>();

    private Notes(RunResult run) {
        this.run = run;
    }

    /** The sentences that apply to this run, the most important first. */
    public static List<String> of(RunResult run) {
        Notes notes = new Notes(run);
        notes.fillBands();
        notes.noTrades();
        notes.lostAccount();
        notes.openPositions();
        notes.bothLegs();
        notes.bracketDelay();
        notes.denials();
        notes.data();
        notes.findings();
        notes.meaning();
        return notes.sentences;
    }

    private void noTrades() {
        if (!run.trades().isEmpty()) {
            return;
        }
        OrderCounts orders = run.orders();
        String bars = Figures.count(run.data().bars(), "bar");
        if (run.data().bars() == 0) {
            note("No trades: there was not one bar.");
        } else if (orders.submitted() == 0 && orders.denied() == 0) {
            note("No trades: the strategy sent no order in " + bars + ". Either its conditions never came true, or it"
                    + " needs more bars to warm up than the data have.");
        } else if (orders.submitted() == 0) {
            note("No trades: all " + Figures.count(orders.denied(), "order was", "orders were")
                    + " denied before reaching the exchange (" + reasons(orders.denials()) + ").");
        } else if (orders.filled() == 0 && orders.rejected() + orders.expired() == orders.submitted()) {
            Map<String, Long> why = new TreeMap<>(orders.rejections());
            orders.expirations().forEach((reason, count) -> why.merge(reason, count, Long::sum));
            note("No trades: the exchange took none of " + Figures.count(orders.submitted(), "order") + " ("
                    + reasons(why) + ")."
                    + (why.containsKey("insufficient-balance")
                            ? " More --cash or a smaller --quantity would be needed."
                            : ""));
        } else if (orders.filled() == 0) {
            note("No trades: " + Figures.count(orders.submitted(), "order was", "orders were") + " submitted and none"
                    + " filled. A limit may be too far from the market, or an order good for too few bars.");
        }
    }

    private void lostAccount() {
        EquityCurve curve = run.equityCurve();
        for (int i = 0; i < curve.size(); i++) {
            if (curve.equity(i) <= 0) {
                long time = curve.timeNanos(i);
                note("The account was lost: equity was " + Figures.money(curve.equity(i)) + " on "
                        + Dates.fitting(time).text(time) + ". Nothing after that could have been traded.");
                return;
            }
        }
    }

    private void openPositions() {
        for (Position position : run.positions()) {
            if (!position.isFlat()) {
                Instrument instrument = position.instrument();
                note("Still " + (position.isLong() ? "long " : "short ")
                        + Decimals.text(position.quantity().abs()) + " " + instrument.base()
                        + " at the end: valued at the last close, without the fee of leaving.");
            }
        }
    }

    private void bothLegs() {
        long bars = run.bothLegsTouched();
        if (bars > 0) {
            String winner = "optimistic".equals(run.assumptions().get("fills")) ? "take-profit" : "stop-loss";
            note("In " + Figures.count(bars, "bar")
                    + " both stop-loss and take-profit were touched, and the bar does not"
                    + " tell which came first: the " + winner + " was taken. Finer data would tell.");
        }
    }

    private void bracketDelay() {
        long entries = run.bracketDelayMatters();
        if (entries > 0) {
            note("Exits started one bar late, as told: " + Figures.count(entries, "entry", "entries")
                    + " would have been left in the entry bar, had they worked from the fill on.");
        }
    }

    /** Why orders were denied, in the gate's own words: the first denial of each kind stands for all. */
    private void denials() {
        for (Map.Entry<String, String> example : new TreeMap<>(run.orders().denialExamples()).entrySet()) {
            long count = run.orders().denials().getOrDefault(example.getKey(), 0L);
            note("Denied for " + Lines.printable(example.getKey()) + ", " + Figures.count(count, "order") + ": "
                    + Lines.printable(example.getValue()) + ".");
        }
    }

    private void data() {
        RunResult.Data data = run.data();
        if (data.rounded() > 0) {
            String tick = run.instruments().isEmpty()
                    ? ""
                    : " of " + Decimals.text(run.instruments().getFirst().tickSize());
            note(Figures.count(data.rounded(), "value") + " in the data had more decimals than the grid" + tick
                    + " and " + (data.rounded() == 1 ? "was" : "were") + " rounded to it.");
        }
        long skipped =
                data.skipped().values().stream().mapToLong(Long::longValue).sum();
        if (skipped > 0) {
            note(Figures.count(skipped, "row") + " of the data " + (skipped == 1 ? "was" : "were") + " left out: "
                    + reasons(data.skipped()) + ".");
        }
    }

    private void findings() {
        run.findings().forEach(finding -> note(Lines.printable(finding)));
    }

    private void fillBands() {
        FillBands bands = run.fillBands();
        if (bands != null) {
            note(bands.verdict());
        }
    }

    private void meaning() {
        long closed = run.trades().stream().filter(trade -> !trade.isOpen()).count();
        if (closed > 0 && closed < FEW_TRADES) {
            note("Only " + Figures.count(closed, "closed trade") + ": too few to tell skill from luck.");
        }
        if (!run.trades().isEmpty() && run.fees() == 0) {
            note("No fees were charged. Compare the break-even cost with what the exchange takes.");
        }
        long covered = run.data().toNanos() - run.data().fromNanos();
        if (!run.trades().isEmpty() && covered > 0 && covered < SHORT_RUN) {
            note("The data cover " + Lines.together(Intervals.rough(covered))
                    + ": CAGR, Sharpe, Sortino and Calmar are extrapolated to a year.");
        }
    }

    /** The most frequent ones: {@code confidence 12, max-order-notional 3}. */
    static String reasons(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> reasons = Counts.mostFirst(counts);
        String text = reasons.stream()
                .limit(REASONS)
                .map(entry -> Lines.printable(entry.getKey()) + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
        return reasons.size() <= REASONS
                ? text
                : text + " and " + Figures.count(reasons.size() - REASONS, "more reason");
    }

    private void note(String sentence) {
        sentences.add(sentence);
    }
}
