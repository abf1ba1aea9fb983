package dev.tandem.webhook;

import dev.tandem.gate.Gate;
import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalOptions;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.webhook.alert.PlanText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was accepted and has it carried out: in the order in which it came, once, and also when the process was killed
 * in between. What was kept and not begun is begun after the restart, or refused then because it is too old.
 *
 * <p>In the journal of the inbox stand notes: {@code alert}, what came and what was answered, durable before the answer; and
 * {@code execute}, whose turn came when. Orders at an exchange that outlives this process have a journal of their own.
 */
final class AlertDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);
    private static final String ALERT = "alert";
    private static final String EXECUTE = "execute";
    private static final int PATIENCE_SECONDS = 5;

    private final Journal journal;
    private final InstantSource time;
    private final Inbox inbox;
    private final Meters metrics;
    private final List<AccountThread> accounts = new ArrayList<>();
    private final Map<String, AccountThread> bySymbol = new HashMap<>();
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private final Map<String, AgentFloor> floors = new LinkedHashMap<>();
    /** What was begun before the restart. */
    private final Set<String> begun = new HashSet<>();

    private final List<AlertRecord> remembered = new ArrayList<>();
    private volatile boolean isRebuilt;

    /**
     * Opens the journals, builds up again what was there, and begins with what was left undone.
     *
     * @param directory of the journals
     * @param gates makes a gate for each account
     */
    AlertDesk(
            Path directory,
            List<Marketplace> markets,
            Supplier<Gate> gates,
            InstantSource time,
            Inbox inbox,
            Meters metrics,
            @Nullable AgentOptions agents) {
        this.time = time;
        this.inbox = inbox;
        this.metrics = metrics;
        JournalOptions options = JournalOptions.standard().withClock(time);
        this.journal = Journal.open(directory.resolve("inbox"), options);
        try {
            List<JournalRecord> notes = notes();
            long begunNanos = notes.isEmpty() ? now() : notes.getFirst().timeNanos();
            AlertTrader.Watcher watcher = watcher();
            for (Marketplace market : markets) {
                String quote = market.instruments().getFirst().quote();
                Journal own = market.outlivesUs() ? Journal.open(directory.resolve(quote), options) : null;
                AccountThread account =
                        new AccountThread(market, new AlertTrader(watcher), gates, own, time, begunNanos);
                accounts.add(account);
                for (Instrument instrument : market.instruments()) {
                    bySymbol.put(instrument.symbol(), account);
                    instruments.put(instrument.symbol(), instrument);
                }
            }
            if (agents != null) {
                for (Marketplace market : agents.markets()) {
                    AgentFloor floor = floor(agents, market, gates, directory, options);
                    floors.put(floor.instrument().symbol(), floor);
                    accounts.add(floor.account());
                }
            }
            rebuild(notes);
            isRebuilt = true;
            begun.clear();
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private AgentFloor floor(
            AgentOptions agents, Marketplace market, Supplier<Gate> gates, Path directory, JournalOptions options) {
        Agents.Desk desk = agents.agents().desk();
        Duration bar = agents.bar();
        if (bar == null || !market.outlivesUs()) {
            return new RecordedFloor(desk, market, gates, time, inbox, metrics);
        }
        String symbol = market.instruments().getFirst().symbol();
        Journal own = Journal.open(directory.resolve("agents-" + symbol.replace('/', '-')), options);
        return new LiveFloor(desk, market, gates, own, bar, time, inbox, metrics, message -> {
            if (!isRebuilt) {
                begun.add(message);
            }
        });
    }

    private List<JournalRecord> notes() {
        List<JournalRecord> notes = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal.directory())) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                if (record.entry() instanceof JournalEntry.Remark(String topic, String text)) {
                    notes.add(record);
                    if (topic.equals(ALERT)) {
                        AlertRecord alert = AlertRecord.parse(text);
                        remembered.add(alert);
                        inbox.add(alert);
                    }
                }
            }
        }
        return notes;
    }

    private AlertTrader.Watcher watcher() {
        return new AlertTrader.Watcher() {
            @Override
            public void begun(String alert) {
                if (!isRebuilt) {
                    begun.add(alert);
                }
                InboxEntry entry = inbox.find(message(alert));
                if (entry != null) {
                    entry.begin();
                }
            }

            @Override
            public void order(String alert, OrderLine line) {
                InboxEntry entry = inbox.find(message(alert));
                if (entry == null) {
                    return;
                }
                boolean isNews = line.isDenied() ? entry.denied(line, "denied: " + line.reason()) : entry.order(line);
                if (!isNews) {
                    return;
                }
                if (line.isDenied()) {
                    metrics.count("tandem_alert_orders_denied");
                } else if (line.status().equals("filled")) {
                    metrics.count("tandem_alert_orders_filled");
                }
            }

            @Override
            public void refused(String alert, String reason) {
                InboxEntry entry = inbox.find(message(alert));
                if (entry != null) {
                    entry.refuse(reason);
                }
                metrics.count("tandem_alerts_refused_at_execution");
            }
        };
    }

    /** The message that an alert was in: several alerts of one message are numbered. */
    private static String message(String alert) {
        int hash = alert.indexOf('#');
        return hash < 0 ? alert : alert.substring(0, hash);
    }

    private long now() {
        return Times.nanos(time.instant());
    }

    // After a restart

    private void rebuild(List<JournalRecord> notes) {
        Map<String, AlertRecord> alerts = new LinkedHashMap<>();
        remembered.forEach(alert -> alerts.put(alert.requestId(), alert));
        int again = 0;
        for (JournalRecord note : notes) {
            if (note.entry() instanceof JournalEntry.Remark(String topic, String text) && topic.equals(EXECUTE)) {
                AlertRecord alert = alerts.get(message(text));
                if (alert != null) {
                    again += repeat(alert, text, note.timeNanos());
                }
            }
        }
        int left = 0;
        for (AlertRecord alert : remembered) {
            if (alert.isAccepted()) {
                left += lineUp(alert);
            }
        }
        if (!remembered.isEmpty()) {
            LOG.info(
                    "the journal has {} messages; {} were carried out again, {} are begun now",
                    remembered.size(),
                    again,
                    left);
        }
    }

    /** Carries out again what was carried out where nothing outlives a process. */
    private int repeat(AlertRecord alert, String id, long nanos) {
        if (alert.isOfAgent()) {
            AgentFloor floor = floor(alert);
            if (floor == null) {
                return 0;
            }
            if (floor.isLive()) {
                return 0;
            }
            begun.add(id);
            floor.hear(id, AgentText.parse(alert.plans().getFirst(), floor.instrument()), nanos);
            return 1;
        }
        for (int i = 0; i < alert.plans().size(); i++) {
            if (!id(alert, i).equals(id)) {
                continue;
            }
            AccountThread account = account(alert, i);
            if (account != null && !account.market().outlivesUs()) {
                execute(account, alert, signal(alert, i), nanos);
                return 1;
            }
        }
        return 0;
    }

    /** All that is remembered, oldest first; for who counts messages. Given away once. */
    List<AlertRecord> remembered() {
        List<AlertRecord> all = List.copyOf(remembered);
        remembered.clear();
        return all;
    }

    // What comes in

    /**
     * Keeps a message; it is durable when this returns.
     *
     * @throws JournalException if it is not
     */
    void keep(AlertRecord alert) {
        journal.append(new JournalEntry.Remark(ALERT, alert.text()), alert.receivedNanos(), false);
        inbox.add(alert);
    }

    /**
     * Gives a message that was kept its place among what is carried out; {@link #wake} lets it happen.
     *
     * @return how many alerts of it were not begun yet
     */
    int lineUp(AlertRecord alert) {
        if (alert.isOfAgent()) {
            return lineUpSignal(alert);
        }
        int count = 0;
        for (int i = 0; i < alert.plans().size(); i++) {
            String id = id(alert, i);
            if (alert.plans().get(i).getOrDefault("intent", "ignore").equals("ignore")) {
                continue;
            }
            if (!isRebuilt && begun.contains(id)) {
                continue;
            }
            count++;
            AccountThread account = account(alert, i);
            InboxEntry entry = inbox.find(alert.requestId());
            if (account == null) {
                if (entry != null) {
                    entry.begin();
                    entry.refuse("unmapped-symbol: its instrument is not configured any more");
                }
                continue;
            }
            if (!isRebuilt) {
                // What stands in a journal and cannot be read ends the start, not the account.
                signal(alert, i);
            }
            int index = i;
            account.lineUp(() -> {
                long now = now();
                if (!account.market().outlivesUs()) {
                    journal.write(new JournalEntry.Remark(EXECUTE, id), now, false);
                    journal.flush();
                }
                execute(account, alert, signal(alert, index), now);
            });
        }
        return count;
    }

    private int lineUpSignal(AlertRecord alert) {
        String id = alert.requestId();
        if (!isRebuilt && begun.contains(id)) {
            return 0;
        }
        AgentFloor floor = floor(alert);
        if (floor == null) {
            InboxEntry entry = inbox.find(id);
            if (entry != null) {
                entry.begin();
                entry.refuse("unmapped-symbol: agents do not trade its instrument any more");
            }
            return 1;
        }
        Signal signal = AgentText.parse(alert.plans().getFirst(), floor.instrument());
        floor.account().lineUp(() -> {
            long now = now();
            if (!floor.isLive()) {
                journal.write(new JournalEntry.Remark(EXECUTE, id), now, false);
                journal.flush();
            }
            floor.hear(id, signal, now);
        });
        return 1;
    }

    /** Has what was lined up carried out: to be said when the sender has his answer. */
    void wake() {
        accounts.forEach(AccountThread::wake);
    }

    private @Nullable AgentFloor floor(AlertRecord alert) {
        return floors.get(alert.plans().getFirst().getOrDefault("instrument", ""));
    }

    private void execute(AccountThread account, AlertRecord alert, Signal signal, long nanos) {
        String denial = account.execute(signal, nanos);
        InboxEntry entry = inbox.find(alert.requestId());
        if (entry != null && !denial.isEmpty()) {
            entry.nameDenial(denial);
        }
    }

    private static String id(AlertRecord alert, int index) {
        return alert.plans().size() == 1 ? alert.requestId() : alert.requestId() + "#" + index;
    }

    private @Nullable AccountThread account(AlertRecord alert, int index) {
        return bySymbol.get(alert.plans().get(index).getOrDefault("instrument", ""));
    }

    private Signal signal(AlertRecord alert, int index) {
        Map<String, String> plan = alert.plans().get(index);
        return AlertTrader.signal(
                id(alert, index),
                PlanText.parse(plan, symbol -> {
                    Instrument instrument = instruments.get(symbol);
                    if (instrument == null) {
                        throw new IllegalArgumentException("no instrument " + symbol);
                    }
                    return instrument;
                }),
                alert.receivedNanos(),
                alert.deadlineNanos());
    }

    // How it is

    /** What agents trade, by symbol. */
    Map<String, Instrument> agentInstruments() {
        Map<String, Instrument> traded = new LinkedHashMap<>();
        floors.forEach((symbol, floor) -> traded.put(symbol, floor.instrument()));
        return traded;
    }

    /**
     * What came of what agents said about an instrument, as JSON.
     *
     * @throws TimeoutException if the account has too much to do
     */
    Map<String, String> agentReports(BiFunction<Agents.Desk, String, String> what)
            throws InterruptedException, TimeoutException {
        Map<String, CompletableFuture<String>> asked = new LinkedHashMap<>();
        floors.forEach((symbol, floor) -> {
            CompletableFuture<String> report = new CompletableFuture<>();
            asked.put(symbol, report);
            floor.account().enqueue(() -> {
                try {
                    report.complete(what.apply(floor.desk(), symbol));
                } catch (RuntimeException e) {
                    report.completeExceptionally(e);
                }
            });
        });
        Map<String, String> reports = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<String>> one : asked.entrySet()) {
            try {
                reports.put(one.getKey(), one.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                throw new IllegalStateException("no report of " + one.getKey(), e.getCause());
            }
        }
        return reports;
    }

    /** What is held of an instrument, signed, in lots. */
    long held(Instrument instrument) {
        AccountThread account = bySymbol.get(instrument.symbol());
        return account == null ? 0 : account.held(instrument);
    }

    /** Alerts that wait for their turn or are being carried out. */
    int waiting() {
        return accounts.stream().mapToInt(AccountThread::waiting).sum();
    }

    /** Why nothing can be carried out; empty if all can. */
    String trouble() {
        if (journal.failure().isPresent()) {
            return String.valueOf(journal.failure().get().getMessage());
        }
        for (AccountThread account : accounts) {
            String trouble = account.trouble();
            if (!trouble.isEmpty()) {
                return account.market().name() + ": " + trouble;
            }
        }
        return "";
    }

    /** Why every order of an account is denied at present; empty if none is for that. */
    String halted() {
        for (AccountThread account : accounts) {
            String halted = account.halted();
            if (!halted.isEmpty()) {
                return account.market().name() + ": " + halted;
            }
        }
        return "";
    }

    /** What this journal's names begin with. */
    String session() {
        return journal.session();
    }

    void start() {
        accounts.forEach(AccountThread::start);
        floors.values().forEach(AgentFloor::open);
    }

    /** Lets everything that waits be done, then ends. */
    @Override
    public void close() {
        floors.values().forEach(AgentFloor::close);
        accounts.forEach(AccountThread::close);
        journal.close();
    }
}
