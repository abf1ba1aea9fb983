package dev.tandem.sweep;

import dev.tandem.model.Decimals;
import dev.tandem.strategy.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Condition} from left to right. */
final class ConditionParser {
    /** By falling weakness; within a level from left to right. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("||", "or"),
            List.of("&&", "and"),
            List.of("<=", ">=", "==", "!=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private static final int MAX_DEPTH = 100;

    private final String text;
    private final List<String> names;
    private int at;
    private int depth;

    private ConditionParser(String text, Collection<String> names) {
        this.text = text;
        this.names = new ArrayList<>(names);
        // a name may have a minus in it: the longest one that is known wins
        this.names.sort(Comparator.comparingInt(String::length).reversed());
    }

    static Expression parse(String text, Collection<String> names) {
        ConditionParser parser = new ConditionParser(text, names);
        Expression whole = parser.level(0);
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.wrong("an operator such as < or && is expected");
        }
        return whole;
    }

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = level(level + 1);
        for (String operator = operator(level); operator != null; operator = operator(level)) {
            left = new Expression.Binary(operator, left, level(level + 1));
        }
        return left;
    }

    private @Nullable String operator(int level) {
        skipBlanks();
        for (String candidate : LEVELS.get(level)) {
            if (!text.startsWith(candidate, at)) {
                continue;
            }
            boolean word = Character.isLetter(candidate.charAt(0));
            int end = at + candidate.length();
            if (word && end < text.length() && isNamePart(text.charAt(end))) {
                continue;
            }
            at = end;
            return switch (candidate) {
                case "or" -> "||";
                case "and" -> "&&";
                default -> candidate;
            };
        }
        return null;
    }

    private Expression unary() {
        skipBlanks();
        if (at == text.length()) {
            throw wrong("a value is missing");
        }
        if (depth++ > MAX_DEPTH) {
            throw wrong("it is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            char c = text.charAt(at);
            if (c == '!' || c == '-') {
                at++;
                return new Expression.Unary(c, unary());
            }
            return primary(c);
        } finally {
            depth--;
        }
    }

    private Expression primary(char c) {
        if (c == '(') {
            at++;
            Expression inner = level(0);
            skipBlanks();
            if (at == text.length() || text.charAt(at) != ')') {
                throw wrong("a closing ) is missing");
            }
            at++;
            return inner;
        }
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, at + 1);
            if (end < 0) {
                throw wrong("a closing " + c + " is missing");
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return new Expression.Constant(value);
        }
        return isDigit(c) ? number() : name();
    }

    private Expression number() {
        int start = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            return new Expression.Constant(Decimals.parse(text.substring(start, at)));
        } catch (NumberFormatException e) {
            at = start;
            throw wrong("a number such as 12 or 0.5 is expected");
        }
    }

    private Expression name() {
        for (String name : names) {
            int end = at + name.length();
            boolean ends = end >= text.length() || !isNamePart(text.charAt(end));
            if (text.startsWith(name, at) && ends) {
                at = end;
                return new Expression.Name(name);
            }
        }
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        if (word.equals("true") || word.equals("false")) {
            at = end;
            return new Expression.Constant(Boolean.valueOf(word));
        }
        if (word.isEmpty()) {
            throw wrong("a number or the name of a parameter is expected");
        }
        throw wrong("unknown parameter '" + word + "': " + Spelling.advice(word, "parameters", names));
    }

    private static boolean isNamePart(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("'" + text + "' at character " + (at + 1) + ": " + what);
    }
}
