package dev.tandem.webhook.alert;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** When an alert was sent, and whether that is long ago. */
final class TimeRules {
    private static final Pattern ISO =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?Z");
    private static final String FULL_SECONDS = "0000-00-00T00:00:00Z";
    private static final Pattern EPOCH = Pattern.compile("[0-9]{10}|[0-9]{13}");

    private TimeRules() {}

    static void read(AlertDraft draft) {
        Fields fields = draft.fields;
        List<Field> fired = fields.said(Aliases.FIRED);
        if (fired.isEmpty()) {
            // The time of the bar, where nothing better is said: it is the older one, so this errs to the safe side.
            fired = fields.said(Aliases.BAR_TIME);
        }
        if (!fired.isEmpty()) {
            draft.time = Agreement.of("time", fired, TimeRules::time, Instant::equals);
        }
        readId(draft);
        Field lag = fields.first(Aliases.MAX_LAG);
        if (lag != null) {
            BigDecimal seconds = Agreement.positive("max lag", lag);
            if (seconds.signum() == 0 || seconds.stripTrailingZeros().scale() > 0 || seconds.precision() > 9) {
                throw AlertRefusal.of("field", "'" + lag.name() + "' must be whole seconds above 0");
            }
            draft.maxLagSeconds = seconds.longValueExact();
        }
        Field sequence = fields.first(Aliases.SEQUENCE);
        if (sequence != null) {
            BigDecimal number = Agreement.positive("sequence", sequence);
            if (number.stripTrailingZeros().scale() > 0) {
                throw AlertRefusal.of("field", "'" + sequence.name() + "' must be a whole number");
            }
            draft.sequence = number.longValueExact();
        }
        Field stream = fields.first(Aliases.STREAM);
        if (stream != null && stream.text().length() <= 100) {
            draft.stream = stream.text();
        }
    }

    private static Instant time(Field field) {
        String text = field.text().strip();
        try {
            if (text.length() == FULL_SECONDS.length() && isFullSeconds(text)) {
                return LocalDateTime.of(
                                digits(text, 0, 4),
                                digits(text, 5, 7),
                                digits(text, 8, 10),
                                digits(text, 11, 13),
                                digits(text, 14, 16),
                                digits(text, 17, 19))
                        .toInstant(ZoneOffset.UTC);
            }
            if (ISO.matcher(text).matches()) {
                return Instant.parse(text);
            }
            if (EPOCH.matcher(text).matches()) {
                long number = Long.parseLong(text);
                return text.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            }
        } catch (DateTimeException e) {
            throw notATime(field);
        }
        throw notATime(field);
    }

    /** As TradingView writes all of its times: read by hand, since it stands in every alert. */
    private static boolean isFullSeconds(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char expected = FULL_SECONDS.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        // 24:00:00 and a leap second are left to the calendar.
        return digits(text, 11, 13) < 24 && digits(text, 17, 19) < 60;
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static AlertRefusal notATime(Field field) {
        return AlertRefusal.of(
                "time",
                "'" + field.name() + "' must be a time such as 2026-03-01T12:00:00Z, or seconds or milliseconds since"
                        + " 1970, was '" + Agreement.shorten(field.text()) + "'");
    }

    private static void readId(AlertDraft draft) {
        List<Field> own = new ArrayList<>(draft.fields.said(Aliases.ID));
        own.removeIf(Field::ofStrategy);
        if (!own.isEmpty()) {
            draft.id = Agreement.of("id", own, TimeRules::id, String::equals);
            draft.idempotencyKey = "id:" + draft.id;
            return;
        }
        // TradingView's id of an order in its strategy comes again with every entry: with the time it is one alert's.
        Field ofOrder = draft.fields.first("orderid", "order.id");
        if (ofOrder != null) {
            draft.id = id(ofOrder);
            if (draft.time != null) {
                draft.idempotencyKey = "order:" + draft.id + "@" + draft.time;
            }
        }
    }

    private static String id(Field field) {
        String text = field.text();
        boolean visible = true;
        for (int i = 0; i < text.length(); i++) {
            visible &= text.charAt(i) >= ' ' && text.charAt(i) != 127;
        }
        if (text.length() > 200 || !visible) {
            throw AlertRefusal.of("id", "'" + field.name() + "' must have at most 200 characters, all of them visible");
        }
        return text;
    }

    static void check(AlertDraft draft, AlertRules rules, Instant now, boolean mustHaveTime) {
        Instant time = draft.time;
        if (time == null) {
            if (mustHaveTime) {
                throw AlertRefusal.of(
                        "time-missing",
                        "nothing says when it was sent: add \"timenow\": \"{{timenow}}\" to the message, or allow that with"
                                + " 'webhook: missing-time'");
            }
            return;
        }
        if (time.isAfter(now.plus(rules.maxAhead()))) {
            throw AlertRefusal.of(
                    "future",
                    "it is from " + AlertReader.age(Duration.between(now, time)) + " ahead, and at most "
                            + AlertReader.age(rules.maxAhead()) + " are allowed");
        }
        Duration maxAge = maxAge(draft, rules);
        Duration age = Duration.between(time, now);
        if (age.compareTo(maxAge) > 0) {
            throw AlertRefusal.of(
                    "stale",
                    "it is " + AlertReader.age(age) + " old, and at most " + AlertReader.age(maxAge) + " are allowed");
        }
    }

    /** The user's limit, or the alert's own if that is shorter. */
    static Duration maxAge(AlertDraft draft, AlertRules rules) {
        Long own = draft.maxLagSeconds;
        return own == null || own >= rules.maxAge().toSeconds() ? rules.maxAge() : Duration.ofSeconds(own);
    }
}
