package dev.tandem.webhook;

import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.web.Headers;
import dev.tandem.web.Request;
import dev.tandem.web.Response;
import dev.tandem.webhook.alert.AlertDraft;
import dev.tandem.webhook.alert.AlertReader;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.alert.Message;
import dev.tandem.webhook.alert.PlanText;
import dev.tandem.webhook.alert.Verdict;
import dev.tandem.webhook.alert.VerdictJson;
import dev.tandem.webhook.auth.AddressList;
import dev.tandem.webhook.auth.Budgets;
import dev.tandem.webhook.auth.Doorman;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to an answer: is the sender known, is the message understood, is it new, is it kept? Only then is it
 * answered with 200; orders come afterwards.
 *
 * <p>5xx is sent only where nothing was accepted, because it makes TradingView send again; the answer is a few words of ours
 * and never anything that came.
 */
final class AlertIntake {
    private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);
    private static final int MAX_WAITING = 2_000;
    private static final int MAX_REMEMBERED = 200_000;
    private static final Pattern WEBHOOK_ID = Pattern.compile("[A-Za-z0-9_:@+=/-]{1,200}");

    private final AlertServerOptions options;
    private final Doorman doorman;
    private final AlertReader reader;
    private final AlertDesk desk;
    private final Inbox inbox;
    private final Meters metrics;
    private final Deduplication deduplication;
    private final Budgets failures;
    private final Budgets messages;
    private final Sequences sequences = new Sequences();
    private final Semaphore writing = new Semaphore(256);
    private volatile boolean draining;
    private volatile Instant lastAlert;

    AlertIntake(AlertServerOptions options, AlertDesk desk, Inbox inbox, Meters metrics) {
        this.options = options;
        this.doorman = new Doorman(options.senders());
        this.reader = new AlertReader(options.rules());
        this.desk = desk;
        this.inbox = inbox;
        this.metrics = metrics;
        this.deduplication = new Deduplication(options.dedupWindow().toNanos(), MAX_REMEMBERED);
        this.failures = new Budgets(1_000, 20, System::nanoTime);
        this.messages = new Budgets(options.burst(), options.perSecond(), System::nanoTime);
        this.lastAlert = options.clock().instant();
        for (AlertRecord alert : desk.remembered()) {
            if (alert.httpStatus() == 200 && !alert.keys().isEmpty()) {
                Deduplication.Answer answer =
                        deduplication.reserve(alert.requestId(), alert.keys(), alert.bodyHash(), alert.receivedNanos());
                if (answer instanceof Deduplication.Answer.First(Deduplication.Seen seen)) {
                    seen.settle(true);
                }
            }
            sequences.note(alert.about());
        }
        metrics.level("tandem_alerts_waiting", "Alerts that are accepted and not carried out yet", desk::waiting);
        metrics.level("tandem_alerts_remembered", "Alerts that would be known again", deduplication::size);
        metrics.level(
                "tandem_seconds_since_alert",
                "Since the last alert",
                () -> Duration.between(lastAlert, options.clock().instant()).toSeconds());
        metrics.level("tandem_alerts_silent", "1 if no alert has come for too long", () -> isSilent() ? 1 : 0);
    }

    /** Takes no more messages: they are to be sent again, to whoever comes after us. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** Whether no alert has come for longer than the user expects. */
    boolean isSilent() {
        Duration silence = options.silence();
        return silence != null
                && Duration.between(lastAlert, options.clock().instant()).compareTo(silence) > 0;
    }

    /** Answers a message at {@code /webhooks/tradingview} or below. */
    Response take(Request request, @Nullable String pathToken) {
        InetAddress sender = sender(request);
        if (sender == null || !isAllowed(sender)) {
            return answer(request, 403, "rejected", "address");
        }
        Message message = reader.parse(request.body());
        Doorman.Answer known = ask(request, pathToken, message.secrets());
        Response refusal = refusal(request, known, sender);
        return refusal != null ? refusal : take(request, message, known, sender, request.receivedAt());
    }

    /** Answers what an agent has sent. */
    Response take(Request request, @Nullable String pathToken, AgentReading reading) {
        InetAddress sender = sender(request);
        if (sender == null || !isAllowed(sender)) {
            return answer(request, 403, "rejected", "address");
        }
        Doorman.Answer known = ask(request, pathToken, List.of());
        Response refusal = refusal(request, known, sender);
        if (refusal != null) {
            return refusal;
        }
        String hash = sha256(request.body());
        String webhookId = known == Doorman.Answer.SIGNED ? webhookId(request) : null;
        AgentReading.Read read = reading.read(request, hash, webhookId, sender.getHostAddress(), options.dedupWindow());
        return settle(request, read.record(), read.code());
    }

    private boolean isAllowed(InetAddress sender) {
        return options.allow().isEmpty() || options.allow().contains(sender);
    }

    private Doorman.Answer ask(Request request, @Nullable String pathToken, List<List<String>> bodySecrets) {
        return doorman.ask(
                credentials(request.headers(), pathToken), request.body(), bodySecrets, request.receivedAt());
    }

    /** Why somebody is not listened to now; null if he is. */
    private @Nullable Response refusal(Request request, Doorman.Answer known, InetAddress sender) {
        if (known == Doorman.Answer.UNKNOWN) {
            boolean often = !failures.take(sender.getHostAddress());
            return often
                    ? answer(request, 429, "rejected", "too-many").thenClose()
                    : answer(request, 401, "rejected", "unauthorized");
        }
        if (draining) {
            return again(request, "stopping");
        }
        if (!messages.take("known") || desk.waiting() > MAX_WAITING) {
            return again(request, "overloaded");
        }
        String trouble = desk.trouble();
        if (!trouble.isEmpty()) {
            LOG.error("request {}: not accepted: {}", request.id(), trouble);
            return again(request, "unavailable");
        }
        return null;
    }

    private Response take(Request request, Message message, Doorman.Answer known, InetAddress sender, Instant now) {
        boolean mustHaveTime = options.timeRequired() && known != Doorman.Answer.SIGNED;
        Verdict verdict = reader.judge(message, now, mustHaveTime);
        boolean unsure = verdict.code().equals("confidence") && verdict.httpStatus() == 200;
        if (unsure && verdict.status() == Verdict.Status.REJECTED && mayCloseAsWell(verdict)) {
            verdict = leftToTheGate(message, now, mustHaveTime);
        }
        long nanos = Times.nanos(now);
        String hash = sha256(request.body());
        List<String> keys = keys(verdict, request, known, hash);
        return settle(request, record(request, verdict, hash, keys, sender, nanos), verdict.code());
    }

    /** Answers what was read: once, and with 200 only when it is kept. */
    private Response settle(Request request, AlertRecord record, String code) {
        List<String> keys = record.keys();
        String hash = record.bodyHash();
        long nanos = record.receivedNanos();
        Deduplication.Answer before = deduplication.look(keys, hash, nanos);
        if (before != null) {
            return seenBefore(request, record, before);
        }
        if (record.httpStatus() != 200) {
            keepRefusal(record);
            return answer(request, record.httpStatus(), record.status(), code);
        }
        Deduplication.Answer answer = deduplication.reserve(request.id(), keys, hash, nanos);
        if (!(answer instanceof Deduplication.Answer.First(Deduplication.Seen first))) {
            return answer instanceof Deduplication.Answer.Full
                    ? again(request, "overloaded")
                    : seenBefore(request, record, answer);
        }
        try {
            desk.keep(record);
        } catch (JournalException e) {
            deduplication.release(keys, first);
            first.settle(false);
            LOG.error("request {}: not kept, so not accepted: {}", request.id(), e.getMessage());
            return again(request, "unavailable");
        }
        first.settle(true);
        lastAlert = request.receivedAt();
        noteSequence(record);
        if (record.isAccepted()) {
            desk.lineUp(record);
        }
        return answer(request, 200, record.status(), code).andThen(desk::wake);
    }

    /** A plain buy or sell may close what is held on the other side: then it is the gate that decides what of it passes. */
    private boolean mayCloseAsWell(Verdict verdict) {
        for (AlertDraft alert : verdict.alerts()) {
            Instrument instrument = alert.instrument();
            if (instrument != null
                    && alert.side() != null
                    && desk.held(instrument) * alert.side().sign() < 0) {
                return true;
            }
        }
        return false;
    }

    private Verdict leftToTheGate(Message message, Instant now, boolean mustHaveTime) {
        AlertRules rules = options.rules();
        AlertRules open = new AlertRules(
                rules.symbols(),
                request -> null,
                rules.missingConfidence(),
                rules.confidenceInPercent(),
                rules.sizing(),
                rules.quantityUnit(),
                rules.maxAge(),
                rules.maxAhead(),
                rules.defaultText());
        return new AlertReader(open).judge(message, now, mustHaveTime);
    }

    private Response seenBefore(Request request, AlertRecord record, Deduplication.Answer answer) {
        if (answer instanceof Deduplication.Answer.Conflict(Deduplication.Seen before)) {
            LOG.warn("request {}: the id of {} again, with another message", request.id(), before.requestId);
            metrics.count("tandem_alert_id_conflicts");
            keepRefusal(record.refused(
                    409, "id-conflict: its id is that of " + before.requestId + ", which was another message"));
            return answer(request, 409, "rejected", "id-conflict");
        }
        if (answer instanceof Deduplication.Answer.Again(Deduplication.Seen before)) {
            try {
                if (!before.awaitKept()) {
                    return again(request, "unavailable");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return again(request, "stopping");
            }
            InboxEntry entry = inbox.find(before.requestId);
            if (entry != null) {
                entry.duplicate();
            }
            return answer(request, 200, "duplicate", "duplicate");
        }
        return again(request, "overloaded");
    }

    /** A refusal of somebody known is kept as well; the sender does not wait for the disk. */
    private void keepRefusal(AlertRecord record) {
        if (!writing.tryAcquire()) {
            return;
        }
        try {
            desk.keep(record);
        } catch (JournalException e) {
            LOG.error("request {}: its refusal could not be kept: {}", record.requestId(), e.getMessage());
        } finally {
            writing.release();
        }
    }

    private void noteSequence(AlertRecord record) {
        String gap = sequences.note(record.about());
        if (!gap.isEmpty()) {
            metrics.count("tandem_alert_sequence_gaps");
            LOG.warn("request {}: {}", record.requestId(), gap);
        }
    }

    // What is known of a request

    @Nullable
    InetAddress sender(Request request) {
        return AddressList.sender(
                request.remote().getAddress(),
                options.proxies(),
                request.headers().all("X-Forwarded-For"));
    }

    private static Doorman.Credentials credentials(Headers headers, @Nullable String pathToken) {
        boolean twice = headers.count("webhook-id") > 1
                || headers.count("webhook-timestamp") > 1
                || headers.count("webhook-signature") > 1
                || headers.count("X-Hub-Signature-256") > 1
                || headers.count("Stripe-Signature") > 1;
        return new Doorman.Credentials(
                pathToken,
                headers.first("webhook-id"),
                headers.first("webhook-timestamp"),
                headers.first("webhook-signature"),
                headers.first("X-Hub-Signature-256"),
                headers.first("Stripe-Signature"),
                twice);
    }

    private static List<String> keys(Verdict verdict, Request request, Doorman.Answer known, String hash) {
        List<String> keys = new ArrayList<>();
        for (AlertDraft alert : verdict.alerts()) {
            String key = alert.idempotencyKey();
            if (key != null && !keys.contains(key)) {
                keys.add(key);
            }
        }
        String webhookId = webhookId(request);
        if (keys.isEmpty() && known == Doorman.Answer.SIGNED && webhookId != null) {
            keys.add("webhook:" + webhookId);
        }
        if (keys.isEmpty()) {
            keys.add("body:" + hash);
        }
        return keys;
    }

    private static @Nullable String webhookId(Request request) {
        String id = request.headers().first("webhook-id");
        return id != null && WEBHOOK_ID.matcher(id).matches() ? id : null;
    }

    private AlertRecord record(
            Request request, Verdict verdict, String hash, List<String> keys, InetAddress sender, long nanos) {
        List<Map<String, String>> plans = new ArrayList<>();
        long deadline = nanos + options.rules().maxAge().toNanos();
        for (AlertDraft alert : verdict.alerts()) {
            boolean whole = verdict.status() != Verdict.Status.REJECTED;
            plans.add(whole ? PlanText.values(alert.plan()) : understood(alert));
            deadline = Math.min(deadline, deadline(alert, nanos));
        }
        return new AlertRecord(
                request.id(),
                nanos,
                verdict.httpStatus(),
                verdict.status().text(),
                verdict.reason(),
                hash,
                keys,
                sender.getHostAddress(),
                deadline,
                verdict.alerts().isEmpty() ? Map.of() : about(verdict.alerts().getFirst()),
                plans);
    }

    private long deadline(AlertDraft alert, long received) {
        Long own = alert.maxLagSeconds();
        long age = options.rules().maxAge().toNanos();
        long patience = own == null ? age : Math.min(age, own * Times.SECOND);
        Instant time = alert.time();
        return (time == null ? received : Times.nanos(time)) + patience;
    }

    private static Map<String, String> understood(AlertDraft alert) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "intent", alert.intent() == null ? null : alert.intent().text());
        put(values, "instrument", alert.instrument());
        put(values, "side", VerdictJson.text(alert.side()));
        if (alert.confidence().isStated()) {
            values.put("confidence", Double.toString(alert.confidence().value()));
        }
        if (values.isEmpty()) {
            values.put("intent", "");
        }
        return values;
    }

    private static Map<String, String> about(AlertDraft alert) {
        Map<String, String> about = new LinkedHashMap<>();
        put(about, "symbol", alert.symbol());
        put(about, "id", alert.id());
        put(about, "time", alert.time());
        put(
                about,
                "quantity",
                alert.quantity() == null ? null : alert.quantity().toPlainString());
        if (alert.sequence() != null) {
            about.put("sequence", alert.sequence().toString());
            about.put("stream", alert.stream());
        }
        return about;
    }

    private static void put(Map<String, String> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // Answers

    /** Nothing was accepted: it may be sent again. */
    private Response again(Request request, String reason) {
        return answer(request, 503, "rejected", reason).withHeader("Retry-After", "5");
    }

    private Response answer(Request request, int httpStatus, String status, String code) {
        metrics.count("tandem_alerts", "status", status);
        if (!code.isEmpty()) {
            metrics.count("tandem_alert_reasons", "reason", code);
        }
        LOG.info("request {}: {} {} {}", request.id(), httpStatus, status, code);
        String json =
                "{\"status\":\"" + status + "\",\"reason\":\"" + code + "\",\"requestId\":\"" + request.id() + "\"}";
        return Response.json(httpStatus, json.getBytes(StandardCharsets.UTF_8));
    }
}
