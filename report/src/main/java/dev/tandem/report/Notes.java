package dev.tandem.report;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Times;
import dev.tandem.report.metrics.Annualization;
import dev.tandem.report.metrics.Metrics;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.OrderCounts;
import dev.tandem.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one should know before believing the figures, in sentences. */
final class Notes {
    private static final int FEW_TRADES = 30;
    private static final double SHORT_RUN_DAYS = 60;

    private final RunResult run;
    private final Metrics metrics;
    private final List<String> sentences = new ArrayList<>();

    private Notes(RunResult run, Metrics metrics) {
        this.run = run;
        this.metrics = metrics;
    }

    static List<String> of(RunResult run, Metrics metrics) {
        Notes notes = new Notes(run, metrics);
        notes.noTrades();
        notes.lostAccount();
        notes.openPositions();
        notes.bothLegs();
        notes.bracketDelay();
        notes.data();
        notes.meaning();
        return notes.sentences;
    }

    private void noTrades() {
        if (!run.trades().isEmpty()) {
            return;
        }
        OrderCounts orders = run.orders();
        String bars = Figures.count(run.data().events(), "bar");
        if (run.data().events() == 0) {
            note("No trades: there was not one bar.");
        } else if (orders.submitted() == 0 && orders.denied() == 0) {
            note("No trades: the strategy sent no order in " + bars + ". Either its conditions never came true, or it"
                    + " needs more bars to warm up than the data have.");
        } else if (orders.submitted() == 0) {
            note("No trades: all " + Figures.count(orders.denied(), "order was", "orders were")
                    + " denied before reaching the exchange (" + reasons(orders.denials()) + ").");
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

    private void meaning() {
        long closed = run.trades().stream().filter(trade -> !trade.isOpen()).count();
        if (closed > 0 && closed < FEW_TRADES) {
            note("Only " + Figures.count(closed, "closed trade") + ": too few to tell skill from luck.");
        }
        if (!run.trades().isEmpty() && run.fees() == 0) {
            note("No fees were charged. Compare the break-even cost with what the exchange takes.");
        }
        Annualization annualization = metrics.annualization();
        double days = annualization.years() * 365.25;
        if (!run.trades().isEmpty() && days < SHORT_RUN_DAYS) {
            note("The data cover " + Intervals.rough((long) (days * Times.DAY))
                    + ": CAGR, Sharpe, Sortino and Calmar are extrapolated to a year.");
        }
    }

    /** {@code confidence 12, max-order-notional 3}. */
    static String reasons(Map<String, Long> counts) {
        return Counts.mostFirst(counts).stream()
                .map(entry -> Lines.printable(entry.getKey()) + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void note(String sentence) {
        sentences.add(sentence);
    }
}
