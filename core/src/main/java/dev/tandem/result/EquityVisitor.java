package dev.tandem.result;

/**
 * Is led along an {@link EquityCurve} from its first bar to its last, stretch by stretch; see {@link EquityCurve#visit}.
 * Where nothing was held a stretch is told as one, however long it is.
 */
public interface EquityVisitor {
    /**
     * Nothing changed.
     *
     * @param from the first bar of the stretch
     * @param to the first bar after it
     * @param equity at each of these bars, in units of {@link dev.tandem.model.Money}
     */
    void flat(int from, int to, long equity);

    /**
     * Bars one by one.
     *
     * @param from the first of them
     * @param equity bar {@code from + k} was worth {@code equity[offset + k]}; valid during the call, not to be changed
     * @param count how many there are, at least 1
     */
    void bars(int from, long[] equity, int offset, int count);
}
