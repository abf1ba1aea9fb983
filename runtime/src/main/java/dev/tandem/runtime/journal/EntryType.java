package dev.tandem.runtime.journal;

import dev.tandem.runtime.journal.JournalEntry.Answered;
import dev.tandem.runtime.journal.JournalEntry.Approved;
import dev.tandem.runtime.journal.JournalEntry.BarClosed;
import dev.tandem.runtime.journal.JournalEntry.CancelAnswered;
import dev.tandem.runtime.journal.JournalEntry.CancelSent;
import dev.tandem.runtime.journal.JournalEntry.Commanded;
import dev.tandem.runtime.journal.JournalEntry.Denied;
import dev.tandem.runtime.journal.JournalEntry.Finished;
import dev.tandem.runtime.journal.JournalEntry.InstrumentNamed;
import dev.tandem.runtime.journal.JournalEntry.Opened;
import dev.tandem.runtime.journal.JournalEntry.Remark;
import dev.tandem.runtime.journal.JournalEntry.ReplaceSent;
import dev.tandem.runtime.journal.JournalEntry.Reported;
import dev.tandem.runtime.journal.JournalEntry.Requested;
import dev.tandem.runtime.journal.JournalEntry.Sent;
import dev.tandem.runtime.journal.JournalEntry.SentPair;
import dev.tandem.runtime.journal.JournalEntry.Settings;
import dev.tandem.runtime.journal.JournalEntry.Started;
import dev.tandem.runtime.journal.JournalEntry.StrategyFailed;
import dev.tandem.runtime.journal.JournalEntry.WarmedUp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of records, with the numbers that stand in the files. A number is never given to anything else: inputs have 1
 * to 79, decisions 80 to 159, notes 160 to 239.
 */
public enum EntryType {
    START(1, Started.class),
    WARM_UP(2, WarmedUp.class),
    BAR(3, BarClosed.class),
    REPORT(4, Reported.class),
    ANSWER(5, Answered.class),
    CANCEL_ANSWER(6, CancelAnswered.class),
    FINISH(7, Finished.class),
    COMMAND(20, Commanded.class),

    REQUEST(80, Requested.class),
    APPROVAL(81, Approved.class),
    DENIAL(82, Denied.class),
    SEND(83, Sent.class),
    SEND_PAIR(84, SentPair.class),
    CANCEL(85, CancelSent.class),
    REPLACE(86, ReplaceSent.class),
    FAILURE(87, StrategyFailed.class),

    INSTRUMENT(160, InstrumentNamed.class),
    OPEN(161, Opened.class),
    SETTINGS(170, Settings.class),
    REMARK(171, Remark.class);

    private static final EntryType[] BY_CODE = new EntryType[256];

    static {
        for (EntryType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final Class<? extends JournalEntry> entry;

    EntryType(int code, Class<? extends JournalEntry> entry) {
        this.code = code;
        this.entry = entry;
    }

    /** The number in the files. */
    public int code() {
        return code;
    }

    /** As it is written in lists and on the command line: {@code cancel-answer}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The names of all, in the order of their numbers. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(EntryType::text).toList();
    }

    static Optional<EntryType> of(int code) {
        return Optional.ofNullable(BY_CODE[code & 0xff]);
    }

    /** The kind of an entry. */
    public static EntryType of(JournalEntry entry) {
        return switch (entry) {
            case Started e -> START;
            case WarmedUp e -> WARM_UP;
            case BarClosed e -> BAR;
            case Reported e -> REPORT;
            case Answered e -> ANSWER;
            case CancelAnswered e -> CANCEL_ANSWER;
            case Finished e -> FINISH;
            case Commanded e -> COMMAND;
            case Requested e -> REQUEST;
            case Approved e -> APPROVAL;
            case Denied e -> DENIAL;
            case Sent e -> SEND;
            case SentPair e -> SEND_PAIR;
            case CancelSent e -> CANCEL;
            case ReplaceSent e -> REPLACE;
            case StrategyFailed e -> FAILURE;
            case InstrumentNamed e -> INSTRUMENT;
            case Opened e -> OPEN;
            case Settings e -> SETTINGS;
            case Remark e -> REMARK;
        };
    }

    /** The class that its entries have. */
    Class<? extends JournalEntry> entry() {
        return entry;
    }
}
