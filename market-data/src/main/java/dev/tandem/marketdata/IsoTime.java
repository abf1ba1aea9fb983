package dev.tandem.marketdata;

import dev.tandem.model.Times;

/**
 * ISO-8601 moments, from bytes to nanoseconds: {@code 2013-01-02} (midnight UTC), {@code 2013-01-02T03:04},
 * {@code 2013-01-02 03:04:05.678}, each time of day with {@code Z}, {@code +01:00}, {@code +0100}, {@code +01} or
 * nothing (UTC) behind it. No leap seconds, no 24:00, no weeks, no ordinal days.
 */
final class IsoTime {
    /** What is no moment between the years 1678 and 2261. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTime() {}

    /** The moment written in {@code [from, to)}, or {@link #INVALID}. */
    static long parse(byte[] b, int from, int to) {
        if (to - from < 10 || b[from + 4] != '-' || b[from + 7] != '-') {
            return INVALID;
        }
        int century = two(b, from);
        int yearOfCentury = two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        int year = century * 100 + yearOfCentury;
        if (century < 0 || yearOfCentury < 0 || year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1) {
            return INVALID;
        }
        boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
        if (day > DAYS[month - 1] && !(leap && month == 2 && day == 29)) {
            return INVALID;
        }
        long midnight = epochDay(year, month, day) * Times.DAY;
        if (to - from == 10) {
            return midnight;
        }
        if (to - from < 16 || (b[from + 10] != 'T' && b[from + 10] != ' ') || b[from + 13] != ':') {
            return INVALID;
        }
        int hour = two(b, from + 11);
        int minute = two(b, from + 14);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return INVALID;
        }
        int at = from + 16;
        long nanos = (hour * 60L + minute) * 60 * Times.SECOND;
        if (at < to && b[at] == ':') {
            int second = at + 3 <= to ? two(b, at + 1) : -1;
            if (second < 0 || second > 59) {
                return INVALID;
            }
            nanos += second * Times.SECOND;
            at += 3;
            if (at < to && b[at] == '.') {
                long unit = Times.SECOND / 10;
                int digits = 0;
                at++;
                while (at < to && digit(b[at]) >= 0) {
                    nanos += digit(b[at]) * unit;
                    unit /= 10;
                    digits++;
                    at++;
                }
                if (digits == 0 || digits > 9) {
                    return INVALID;
                }
            }
        }
        if (at == to || (at == to - 1 && b[at] == 'Z')) {
            return midnight + nanos;
        }
        long offset = offset(b, at, to);
        return offset == INVALID ? INVALID : midnight + nanos - offset;
    }

    private static long offset(byte[] b, int from, int to) {
        int length = to - from;
        if (b[from] != '+' && b[from] != '-') {
            return INVALID;
        }
        if (length != 3 && length != 5 && !(length == 6 && b[from + 3] == ':')) {
            return INVALID;
        }
        int hours = two(b, from + 1);
        int minutes = length == 3 ? 0 : two(b, to - 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        long nanos = (hours * 60L + minutes) * 60 * Times.SECOND;
        return b[from] == '-' ? -nanos : nanos;
    }

    /** Days since 1970-01-01 in the Gregorian calendar: years begin in March, so that a leap day ends one. */
    private static long epochDay(int year, int month, int day) {
        int y = month > 2 ? year : year - 1;
        int era = y / 400;
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }

    private static int two(byte[] b, int at) {
        int tens = digit(b[at]);
        int ones = digit(b[at + 1]);
        return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
    }

    private static int digit(byte c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
