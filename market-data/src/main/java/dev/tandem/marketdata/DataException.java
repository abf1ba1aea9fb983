package dev.tandem.marketdata;

/**
 * An input that cannot be used, said in one line that a person can act on: {@code file:line:column: what is wrong, the
 * bad value, what would be right}.
 *
 * <p>Lines and columns (of characters) count from 1, as in an editor. Where the whole file is at fault, the message is
 * {@code file: what is wrong}.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final long line;
    private final int column;

    /** The whole input is at fault. */
    public DataException(String source, String what) {
        super(Texts.clean(source) + ": " + what);
        this.source = source;
        this.line = 0;
        this.column = 0;
    }

    /** A place in the input is at fault, both counted from 1. */
    public DataException(String source, long line, int column, String what) {
        super(Texts.clean(source) + ":" + line + ":" + column + ": " + what);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The file or sample, as it was asked for. */
    public String source() {
        return source;
    }

    /** The line, from 1; 0 if the whole file is meant. */
    public long line() {
        return line;
    }

    /** The character within the line, from 1; 0 if the whole file is meant. */
    public int column() {
        return column;
    }
}
