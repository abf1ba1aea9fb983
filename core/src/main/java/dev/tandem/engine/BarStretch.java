package dev.tandem.engine;

/** Bars that close one after the other while nothing rests at the venue: see {@link Engine#barsClosed}. */
public interface BarStretch {
    /** Moves the view on to the next bar, which has closed by then; false where the stretch ends. */
    boolean closeNext();
}
