package dev.tandem.webhook.alert;

import dev.tandem.gate.Denial;
import dev.tandem.model.Confidence;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what an alert means and whether it may be carried out.
 *
 * <pre>{@code
 * Verdict verdict = new AlertReader(rules).read(body, Instant.now(), false);
 * verdict.status();   // ACCEPTED
 * verdict.plans();    // reversal: sell 0.0386 to close, sell 0.0386 to open
 * }</pre>
 *
 * <p>A function of its arguments: nothing is kept, no clock is read. Safe for any thread.
 */
public final class AlertReader {
    private final AlertRules rules;

    public AlertReader(AlertRules rules) {
        this.rules = rules;
    }

    /** How alerts are read. */
    public AlertRules rules() {
        return rules;
    }

    /**
     * Reads a message.
     *
     * @param body as it came
     * @param now what time it is
     * @param mustHaveTime whether an alert that does not say when it was sent is refused: right where nothing else proves
     *     that it is fresh
     */
    public Verdict read(byte[] body, Instant now, boolean mustHaveTime) {
        return judge(parse(body), now, mustHaveTime);
    }

    /** What comes of a message that is longer than messages may be. */
    public Verdict tooLarge(int limit) {
        return new Verdict(
                Verdict.Status.REJECTED, 413, "too-large", "a message may have " + limit + " bytes", List.of());
    }

    /** A message as names and values; what cannot be read is carried in it. For who has to look at it before it is judged. */
    public Message parse(byte[] body) {
        try {
            return new Message(fields(body), null);
        } catch (AlertRefusal refusal) {
            return new Message(List.of(), refusal);
        }
    }

    /** Says what comes of a message. */
    public Verdict judge(Message message, Instant now, boolean mustHaveTime) {
        List<AlertDraft> drafts = new ArrayList<>(1);
        AlertRefusal refusal = message.refusal();
        for (Fields fields : message.alerts()) {
            AlertDraft draft = new AlertDraft(fields);
            drafts.add(draft);
            try {
                understand(draft, now, mustHaveTime);
            } catch (AlertRefusal e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        if (refusal != null) {
            drafts.forEach(draft -> draft.isRejected = true);
            return new Verdict(
                    Verdict.Status.REJECTED, refusal.httpStatus(), refusal.code(), refusal.message(), drafts);
        }
        return confidence(drafts);
    }

    private void understand(AlertDraft draft, Instant now, boolean mustHaveTime) {
        Fields fields = draft.fields;
        Field unfilled = fields.withPlaceholder();
        if (unfilled != null) {
            throw AlertRefusal.of(
                    "placeholder",
                    "'" + unfilled.name() + "' has a placeholder that TradingView did not fill: " + unfilled.text());
        }
        // All is read, also behind what is wrong: the first thing that is wrong is the reason.
        AlertRefusal wrong = null;
        for (int step = 0; step < STEPS; step++) {
            try {
                read(step, draft, now, mustHaveTime);
            } catch (AlertRefusal refusal) {
                wrong = wrong == null ? refusal : wrong;
            }
        }
        if (wrong != null) {
            throw wrong;
        }
    }

    private static final int STEPS = 10;

    private void read(int step, AlertDraft draft, Instant now, boolean mustHaveTime) {
        switch (step) {
            case 0 -> SymbolRules.read(draft, rules);
            case 1 -> readConfidence(draft);
            case 2 -> SafetyRules.checkNames(draft.fields);
            case 3 -> new IntentRules(draft, rules).read();
            case 4 -> TermsRules.read(draft);
            case 5 -> SafetyRules.checkSize(draft);
            case 6 -> TimeRules.read(draft);
            case 7 -> Grid.round(draft);
            case 8 -> SymbolRules.mustBeKnown(draft);
            default -> TimeRules.check(draft, rules, now, mustHaveTime);
        }
    }

    private void readConfidence(AlertDraft draft) {
        draft.confidence = confidence(draft.fields);
        draft.isConfident = !draft.fields.said(Aliases.CONFIDENCE).isEmpty();
    }

    private Confidence confidence(Fields fields) {
        List<Field> stated = fields.said(Aliases.CONFIDENCE);
        if (stated.isEmpty()) {
            return rules.missingConfidence();
        }
        var value = Agreement.number("confidence", stated);
        var fraction = rules.confidenceInPercent() ? value.movePointLeft(2) : value;
        try {
            return Confidence.of(fraction.doubleValue());
        } catch (IllegalArgumentException e) {
            throw AlertRefusal.of(
                    "confidence",
                    "must be a number from 0 to " + (rules.confidenceInPercent() ? "100" : "1") + ", was "
                            + value.toPlainString());
        }
    }

    /** What opens something has to be sure enough; a message that is cut down still closes. */
    private Verdict confidence(List<AlertDraft> drafts) {
        String cut = "";
        boolean changes = false;
        for (AlertDraft draft : drafts) {
            changes |= draft.intent != Intent.IGNORE;
            String unsure = unsure(draft);
            if (unsure == null) {
                continue;
            }
            if (draft.closing == null) {
                drafts.forEach(each -> each.isRejected = true);
                return new Verdict(Verdict.Status.REJECTED, 200, "confidence", unsure, drafts);
            }
            draft.opening = null;
            draft.reduceOnly = true;
            draft.quantity = draft.closing.units();
            cut = unsure;
        }
        if (!changes) {
            return new Verdict(Verdict.Status.IGNORED, 200, "no-change", "the position is to stay as it is", drafts);
        }
        return cut.isEmpty()
                ? new Verdict(Verdict.Status.ACCEPTED, 200, "", "", drafts)
                : new Verdict(
                        Verdict.Status.ACCEPTED, 200, "confidence", cut + "; only what closes is carried out", drafts);
    }

    private @Nullable String unsure(AlertDraft draft) {
        if (draft.opening == null || draft.instrument == null) {
            return null;
        }
        Side side = draft.side == null ? Side.BUY : draft.side;
        Denial denial = rules.confidence()
                .decide(OrderRequest.of(draft.instrument, side)
                        .confidence(draft.confidence)
                        .build());
        return denial == null ? null : denial.message();
    }

    // Bytes

    private List<Fields> fields(byte[] body) {
        int first = 0;
        while (first < body.length && isBlank(body[first])) {
            first++;
        }
        if (first == body.length) {
            throw AlertRefusal.malformed("the message is empty");
        }
        boolean ascii = true;
        for (byte b : body) {
            if (b == 0) {
                throw AlertRefusal.malformed("the message contains NUL");
            }
            ascii &= b > 0;
        }
        if (body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            throw AlertRefusal.malformed("the message begins with a byte order mark");
        }
        if (body[first] == '{' || body[first] == '[') {
            if (!ascii) {
                decode(body);
            }
            return JsonBody.parse(body);
        }
        return List.of(TextBody.parse(decode(body), rules.defaultText()));
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw AlertRefusal.malformed("the message is not UTF-8");
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** How old something is, for people. */
    static String age(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() >= 2) {
            return age.toHours() + " hours";
        }
        return age.toMillis() < 10_000 && age.toMillis() % 1000 != 0 ? age.toMillis() + " ms" : age.toSeconds() + " s";
    }
}
