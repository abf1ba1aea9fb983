package dev.tandem.webhook.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the action of an alert says, in whichever words. */
enum Word {
    BUY,
    SELL,
    EXIT,
    EXIT_LONG,
    EXIT_SHORT,
    CANCEL;

    /** Null if it is none of the words that are understood. */
    static @Nullable Word parse(String text) {
        StringBuilder word = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127) {
                return null;
            }
            if (c != ' ' && c != '_' && c != '-') {
                word.append(c);
            }
        }
        return switch (word.toString().toLowerCase(Locale.ROOT)) {
            case "buy", "long", "enterlong", "entrylong", "openlong", "golong", "buylong", "bullish" -> BUY;
            case "sell", "short", "entershort", "entryshort", "openshort", "goshort", "sellshort", "bearish" -> SELL;
            case "exit", "close", "flat", "flatten", "exitall", "closeall", "closeposition", "exitposition" -> EXIT;
            case "exitlong", "closelong", "closebuy", "exitbuy", "selltoclose" -> EXIT_LONG;
            case "exitshort", "closeshort", "closesell", "exitsell", "buytoclose", "buytocover", "cover" -> EXIT_SHORT;
            case "cancel", "cancelall", "cancelorders" -> CANCEL;
            default -> null;
        };
    }

    boolean isExit() {
        return this == EXIT || this == EXIT_LONG || this == EXIT_SHORT;
    }
}
