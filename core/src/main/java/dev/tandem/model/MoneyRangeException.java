package dev.tandem.model;

/** An amount has left the range in which {@link Money} is exact: the account or the order is too big for it. */
public final class MoneyRangeException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    public MoneyRangeException(ArithmeticException cause) {
        super(cause.getMessage());
        initCause(cause);
    }
}
