package dev.tandem.model;

/** Something that a venue can do. What a venue lacks is denied by the gate before an order reaches its plugin. */
public enum Capability {
    MARKET_ORDER("market"),
    LIMIT_ORDER("limit"),
    STOP_ORDER("stop"),
    STOP_LIMIT_ORDER("stop-limit"),
    /** Two orders of which one cancels the other. */
    ONE_CANCELS_OTHER("oco"),
    /** A resting order can be made smaller, and its stop moved, in place. */
    REPLACE_ORDER("replace"),
    IMMEDIATE_OR_CANCEL("ioc"),
    FILL_OR_KILL("fok"),
    DAY("day"),
    GOOD_TILL_DATE("gtd"),
    POST_ONLY("post-only"),
    REDUCE_ONLY("reduce-only"),
    /** More can be sold than is held. */
    SHORT("short"),
    /** An order can be found by the id that our side gave it. */
    CLIENT_ORDER_ID("client-order-id"),
    /** Fills and other reports arrive without being asked for. */
    EXECUTION_STREAM("execution-stream"),
    /** Market data arrive without being asked for. */
    MARKET_DATA_STREAM("market-data-stream"),
    /** Past bars can be fetched. */
    HISTORY("history");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    /** As it is written in lists and denials. */
    public String text() {
        return text;
    }
}
