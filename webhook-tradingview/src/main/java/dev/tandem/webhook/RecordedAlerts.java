package dev.tandem.webhook;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.Signal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import dev.tandem.webhook.alert.PlanText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Does in a backtest what alerts of a recorded inbox wanted, when they really arrived: an alert that came while a bar was
 * happening is carried out after its close, so nothing is done earlier than it could have been.
 */
@Description("Carries out the alerts of a recorded inbox of tandem serve at the times at which they arrived")
public final class RecordedAlerts implements Strategy {
    private final List<AlertRecord> recorded;
    private final ArrayDeque<Signal> waiting = new ArrayDeque<>();
    private final AlertTrader trader = new AlertTrader(new AlertTrader.Watcher() {
        @Override
        public void begun(String alert) {}

        @Override
        public void order(String alert, OrderLine line) {}

        @Override
        public void refused(String alert, String reason) {}
    });

    public RecordedAlerts(
            @Parameter(
                            name = "inbox",
                            byDefault = "alerts/inbox",
                            description = "the folder 'inbox' in the journal of tandem serve")
                    String inbox) {
        this.recorded = read(Path.of(inbox));
    }

    private static List<AlertRecord> read(Path inbox) {
        List<AlertRecord> alerts = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(inbox)) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                if (record.entry() instanceof JournalEntry.Remark(String topic, String text) && topic.equals("alert")) {
                    AlertRecord alert = AlertRecord.parse(text);
                    if (alert.isAccepted() && !alert.isOfAgent()) {
                        alerts.add(alert);
                    }
                }
            }
        } catch (JournalException e) {
            throw new IllegalArgumentException("inbox: " + e.getMessage(), e);
        }
        alerts.sort(Comparator.comparingLong(AlertRecord::receivedNanos));
        return alerts;
    }

    /** Alerts about what this run does not trade are left out. */
    @Override
    public void onStart(Trader engine) {
        for (AlertRecord alert : recorded) {
            for (Map<String, String> plan : alert.plans()) {
                for (Instrument instrument : engine.instruments()) {
                    if (instrument.symbol().equals(plan.get("instrument")) && !"ignore".equals(plan.get("intent"))) {
                        // Whether it was fresh enough was decided when it came.
                        waiting.add(AlertTrader.signal(
                                alert.requestId(),
                                PlanText.parse(plan, symbol -> instrument),
                                alert.receivedNanos(),
                                Long.MAX_VALUE));
                    }
                }
            }
        }
    }

    @Override
    public void onBar(Bar bar, Trader engine) {
        while (!waiting.isEmpty() && waiting.getFirst().madeNanos() <= bar.closeTimeNanos()) {
            Signal next = waiting.removeFirst();
            // What came before the data began cannot be carried out in time any more.
            if (next.madeNanos() > bar.openTimeNanos() - (bar.closeTimeNanos() - bar.openTimeNanos())) {
                trader.onSignal(next, engine);
            }
        }
    }

    @Override
    public void onFill(Fill fill, Trader engine) {
        trader.onFill(fill, engine);
    }

    @Override
    public void onOrder(Order order, Trader engine) {
        trader.onOrder(order, engine);
    }
}
