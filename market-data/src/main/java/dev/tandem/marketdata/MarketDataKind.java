package dev.tandem.marketdata;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file of market data holds, told by the columns that it has. */
public enum MarketDataKind {
    BARS(Field.TIMESTAMP, Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE, Field.VOLUME),
    TRADES(Field.TIMESTAMP, Field.PRICE, Field.SIZE, Field.SIDE),
    QUOTES(Field.TIMESTAMP, Field.BID, Field.BID_SIZE, Field.ASK, Field.ASK_SIZE),
    BOOK(Field.TIMESTAMP, Field.FIRST_UPDATE_ID, Field.LAST_UPDATE_ID, Field.SIDE, Field.PRICE, Field.QTY);

    private final List<Field> fields;

    MarketDataKind(Field... fields) {
        this.fields = Arrays.stream(fields).toList();
    }

    /** The columns of the form, in its order. */
    List<Field> fields() {
        return fields;
    }

    /** The header of the form: {@code timestamp,price,size,side}. */
    String header() {
        return fields.stream().map(Field::text).collect(Collectors.joining(","));
    }

    /** Lower case, as in results and messages: {@code bars}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
