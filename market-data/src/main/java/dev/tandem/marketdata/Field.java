package dev.tandem.marketdata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column that means something, by the name that it has in a header and in {@code --columns}. */
enum Field {
    TIMESTAMP(Type.TIME, true),
    OPEN(Type.PRICE, true),
    HIGH(Type.PRICE, true),
    LOW(Type.PRICE, true),
    CLOSE(Type.PRICE, true),
    /** Not on a grid: what was traded is a measure, not an order. */
    VOLUME(Type.VOLUME, false),
    PRICE(Type.PRICE, true),
    SIZE(Type.SIZE, true),
    SIDE(Type.SIDE, false),
    BID(Type.PRICE, true),
    BID_SIZE(Type.OPTIONAL_SIZE, false),
    ASK(Type.PRICE, true),
    ASK_SIZE(Type.OPTIONAL_SIZE, false),
    FIRST_UPDATE_ID(Type.ID, false),
    LAST_UPDATE_ID(Type.ID, false),
    QTY(Type.SIZE, true);

    /** How the text of a field is read. */
    enum Type {
        TIME,
        PRICE,
        VOLUME,
        SIZE,
        OPTIONAL_SIZE,
        SIDE,
        ID,
        SKIP
    }

    private static final Field[] ALL = values();

    private final Type type;
    private final boolean needed;

    Field(Type type, boolean needed) {
        this.type = type;
        this.needed = needed;
    }

    Type type() {
        return type;
    }

    /** Whether a mapping may not leave it out. */
    boolean needed() {
        return needed;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }

    static @Nullable Field named(String text) {
        for (Field field : ALL) {
            if (field.text().equalsIgnoreCase(text)) {
                return field;
            }
        }
        return null;
    }
}
