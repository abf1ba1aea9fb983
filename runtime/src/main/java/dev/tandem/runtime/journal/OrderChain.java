package dev.tandem.runtime.journal;

import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.plugin.ExecutionReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an order was there and what became of it: the records of a journal that led to it and followed from it, in order.
 */
public final class OrderChain {
    /** What a record is in the chain. */
    public enum Stage {
        /** What an agent had said last about the instrument. */
        SIGNAL,
        DATA,
        REQUEST,
        GATE,
        SEND,
        ANSWER,
        REPORT,
        CANCEL,
        REPLACE,
        POSITION;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One link.
     *
     * @param positionBefore of {@link Stage#POSITION} what was held before the fill, else empty
     * @param positionAfter and after it
     */
    public record Link(Stage stage, JournalRecord record, String positionBefore, String positionAfter) {
        private Link(Stage stage, JournalRecord record) {
            this(stage, record, "", "");
        }
    }

    private final String order;
    private final List<Link> links = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> entries = new HashSet<>();
    private final Map<Instrument, String> lastEntry = new HashMap<>();
    private final Map<Instrument, Long> held = new HashMap<>();
    private final Set<String> counted = new HashSet<>();
    private final Map<Said, JournalRecord> said = new HashMap<>();
    private @Nullable JournalRecord cause;
    private @Nullable JournalRecord request;
    private @Nullable String entry;

    private record Said(String agent, Instrument instrument) {}

    private OrderChain(String order) {
        this.order = order;
    }

    /**
     * Reads a journal up to its end.
     *
     * @param id a client order id, or its number only: a journal has one session
     * @throws JournalException if the journal cannot be read
     */
    public static OrderChain of(Path directory, String id) {
        try (JournalReader reader = JournalReader.open(directory)) {
            OrderChain chain = new OrderChain(id.indexOf('-') < 0 ? reader.session() + "-" + id : id);
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                chain.add(next);
            }
            return chain;
        }
    }

    /** The whole id. */
    public String order() {
        return order;
    }

    /** Whether the journal knows it. */
    public boolean isKnown() {
        return known.contains(order);
    }

    /** All orders of the journal, in the order in which they came up. */
    public Set<String> known() {
        return new LinkedHashSet<>(known);
    }

    /** Of an exit: the entry that it protects; null if it is none. */
    public @Nullable String entry() {
        return entry;
    }

    /** What led to it and followed from it, in the order of the journal. */
    public List<Link> links() {
        return List.copyOf(links);
    }

    private void add(JournalRecord record) {
        JournalEntry what = record.entry();
        if (what instanceof JournalEntry.Input && !record.nested()) {
            cause = record;
            request = null;
        }
        if (what instanceof JournalEntry.Requested) {
            request = record;
        }
        if (what instanceof JournalEntry.SignalReceived(Signal signal)) {
            said.put(new Said(signal.agent(), signal.instrument()), record);
        }
        Set<String> ids = EntryText.orders(what);
        known.addAll(ids);
        if (what instanceof JournalEntry.Sent sent) {
            role(sent.order());
        } else if (what instanceof JournalEntry.SentPair pair) {
            role(pair.stop());
            role(pair.limit());
        }
        boolean ours = ids.contains(order);
        if (ours) {
            link(record);
        }
        if (what instanceof JournalEntry.Reported(ExecutionReport.Filled filled)) {
            filled(record, filled.fill(), ours);
        }
    }

    private void role(OrderTerms terms) {
        if (terms.role() == OrderRole.STRATEGY) {
            entries.add(terms.id().toString());
        } else if (terms.role().isExit() && terms.id().toString().equals(order) && entry == null) {
            ClientOrderId named = terms.entry();
            entry = named == null ? lastEntry.get(terms.instrument()) : named.toString();
        }
    }

    private void link(JournalRecord record) {
        Stage stage = switch (record.entry()) {
            case JournalEntry.Approved e -> Stage.GATE;
            case JournalEntry.Denied e -> Stage.GATE;
            case JournalEntry.Sent e -> Stage.SEND;
            case JournalEntry.SentPair e -> Stage.SEND;
            case JournalEntry.Answered e -> Stage.ANSWER;
            case JournalEntry.CancelAnswered e -> Stage.ANSWER;
            case JournalEntry.CancelSent e -> Stage.CANCEL;
            case JournalEntry.ReplaceSent e -> Stage.REPLACE;
            default -> Stage.REPORT;
        };
        boolean decided = stage == Stage.GATE || stage == Stage.SEND || stage == Stage.CANCEL || stage == Stage.REPLACE;
        if (decided && cause != null) {
            JournalRecord led = cause;
            // What is told about the order itself is there already.
            if (links.stream().noneMatch(link -> link.record().number() == led.number())) {
                links.add(new Link(Stage.DATA, led));
            }
        }
        boolean own =
                record.entry() instanceof JournalEntry.Sent sent && sent.order().role() == OrderRole.STRATEGY;
        if ((stage == Stage.GATE || own) && request != null && at(Stage.REQUEST) < 0) {
            links.addAll(Math.max(0, at(Stage.DATA)), opinions(request));
            links.add(new Link(Stage.REQUEST, request));
        }
        // The gate's word is written when the call returns, after the order that it let pass.
        if (stage == Stage.GATE && at(Stage.REQUEST) >= 0) {
            links.add(at(Stage.REQUEST) + 1, new Link(stage, record));
        } else {
            links.add(new Link(stage, record));
        }
    }

    /**
     * Of a request with a confidence: what the agents that it follows had said last about its instrument, in the order of the
     * journal. Of one that names none, as in a journal of version 1: what each agent had said, unless its horizon was over.
     */
    private List<Link> opinions(JournalRecord asked) {
        if (!(asked.entry() instanceof JournalEntry.Requested(long number, RequestTerms terms))
                || !terms.confidence().isStated()
                || terms.reduceOnly()) {
            return List.of();
        }
        List<String> named = terms.agents() == null ? List.of() : terms.agents();
        return said.values().stream()
                .filter(each -> each.entry() instanceof JournalEntry.SignalReceived(Signal signal)
                        && signal.instrument().equals(terms.instrument())
                        && (named.isEmpty()
                                ? signal.horizonNanos() == 0
                                        || signal.madeNanos() + signal.horizonNanos() > asked.timeNanos()
                                : named.contains(signal.agent())))
                .filter(each -> links.stream().noneMatch(link -> link.record().number() == each.number()))
                .sorted(Comparator.comparingLong(JournalRecord::number))
                .map(each -> new Link(Stage.SIGNAL, each))
                .toList();
    }

    private int at(Stage stage) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).stage() == stage) {
                return i;
            }
        }
        return -1;
    }

    private void filled(JournalRecord record, Fill fill, boolean ours) {
        Instrument instrument = fill.instrument();
        if (!counted.add(instrument + " " + fill.tradeId())) {
            return;
        }
        long before = held.getOrDefault(instrument, 0L);
        long after = fill.side() == Side.BUY ? before + fill.lots() : before - fill.lots();
        held.put(instrument, after);
        String id = fill.clientOrderId().toString();
        boolean opened = Math.abs(after) > Math.abs(before) || Long.signum(after) == -Long.signum(before) && after != 0;
        if (opened && entries.contains(id)) {
            lastEntry.put(instrument, id);
        }
        if (ours) {
            links.add(new Link(Stage.POSITION, record, quantity(instrument, before), quantity(instrument, after)));
        }
    }

    private static String quantity(Instrument instrument, long lots) {
        return Decimals.text(instrument.quantity(lots));
    }
}
