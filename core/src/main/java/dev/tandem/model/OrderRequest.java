package dev.tandem.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy wants: an order that has not yet passed the gate.
 *
 * <pre>{@code
 * OrderRequest.buy(btc).limit("61000").quantity("0.02")
 *     .stopLoss(Exit.percentFromFill("2")).takeProfit(Exit.percentFromFill("4"))
 *     .confidence(0.8).build();
 * }</pre>
 *
 * <p>An order without a quantity is sized by the run ({@code --quantity}, {@code --risk-percent}, …): one against the
 * position closes it and opens the run's size on the other side; one that is {@link #reduceOnly()} closes all of it.
 *
 * <p>A value that cannot be (a price between two ticks, a confidence of 7.5) does not throw: the request carries it as
 * its {@link #defect()}, and the gate denies it with that reason. So a bad number from a feed or an agent is an answer
 * and not a crash.
 */
public final class OrderRequest {
    /** The quantity of an order that the run sizes. */
    public static final long SIZED_BY_RUN = 0;

    private final Instrument instrument;
    private final Side side;
    private final OrderType type;
    private final TimeInForce timeInForce;
    private final long lots;
    private final Confidence confidence;
    private final @Nullable Exit stopLoss;
    private final @Nullable Exit takeProfit;
    private final @Nullable Rate trailingStop;
    private final boolean reduceOnly;
    private final boolean postOnly;
    private final @Nullable String exchange;
    private final String tag;
    private final List<String> agents;
    private final @Nullable String defect;

    private OrderRequest(Builder b) {
        this.instrument = b.instrument;
        this.side = b.side;
        this.type = b.type;
        this.timeInForce = b.timeInForce;
        this.lots = b.lots;
        this.confidence = b.confidence;
        this.stopLoss = b.stopLoss;
        this.takeProfit = b.takeProfit;
        this.trailingStop = b.trailingStop;
        this.reduceOnly = b.reduceOnly;
        this.postOnly = b.postOnly;
        this.exchange = b.exchange;
        this.tag = b.tag;
        this.agents = b.agents;
        this.defect = b.defect;
    }

    /** Starts a market order to buy. */
    public static Builder buy(Instrument instrument) {
        return new Builder(instrument, Side.BUY);
    }

    /** Starts a market order to sell. */
    public static Builder sell(Instrument instrument) {
        return new Builder(instrument, Side.SELL);
    }

    /** Starts a market order. */
    public static Builder of(Instrument instrument, Side side) {
        return new Builder(instrument, side);
    }

    public Instrument instrument() {
        return instrument;
    }

    public Side side() {
        return side;
    }

    public OrderType type() {
        return type;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** How much, in lots; {@link #SIZED_BY_RUN} if the run is to say. */
    public long lots() {
        return lots;
    }

    public boolean isSizedByRun() {
        return lots == SIZED_BY_RUN;
    }

    public Confidence confidence() {
        return confidence;
    }

    /** Where the position is left with a loss. */
    public @Nullable Exit stopLoss() {
        return stopLoss;
    }

    /** Where the position is left with a profit. */
    public @Nullable Exit takeProfit() {
        return takeProfit;
    }

    /** The distance of a stop that follows the position. */
    public @Nullable Rate trailingStop() {
        return trailingStop;
    }

    /** Whether it brings exits with it. */
    public boolean hasBracket() {
        return stopLoss != null || takeProfit != null || trailingStop != null;
    }

    /** It may only make a position smaller (FIX tag 18, ExecInst E, do not increase). */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** It may only rest, never take (FIX tag 18, ExecInst 6, participate don't initiate). */
    public boolean postOnly() {
        return postOnly;
    }

    /** The exchange that it is for, where it is not the default one. */
    public @Nullable String exchange() {
        return exchange;
    }

    /** A word of the strategy's own, which comes back with every report; empty if none. */
    public String tag() {
        return tag;
    }

    /** The agents whose opinions it follows; empty if it follows none. */
    public List<String> agents() {
        return agents;
    }

    /** Why this cannot be an order at all, or null. */
    public @Nullable String defect() {
        return defect;
    }

    /** The limit price where there is one, otherwise the stop price, otherwise 0. */
    public long referenceTicks() {
        return switch (type) {
            case OrderType.Limit(long limit) -> limit;
            case OrderType.StopLimit(long stop, long limit) -> limit;
            case OrderType.Stop(long stop) -> stop;
            case OrderType.Market market -> 0;
            case OrderType.TrailingStop trailing -> 0;
        };
    }

    /** A builder that starts with everything that this request says. */
    public Builder toBuilder() {
        Builder b = new Builder(instrument, side);
        b.type = type;
        b.timeInForce = timeInForce;
        b.lots = lots;
        b.confidence = confidence;
        b.stopLoss = stopLoss;
        b.takeProfit = takeProfit;
        b.trailingStop = trailingStop;
        b.reduceOnly = reduceOnly;
        b.postOnly = postOnly;
        b.exchange = exchange;
        b.tag = tag;
        b.agents = agents;
        b.defect = defect;
        return b;
    }

    @Override
    public String toString() {
        return side + " " + (isSizedByRun() ? "(sized by run)" : Decimals.text(instrument.quantity(lots))) + " "
                + instrument + " " + type + (reduceOnly ? " reduce-only" : "") + (postOnly ? " post-only" : "");
    }

    /** Collects what an order says. Not for use by several threads. */
    public static final class Builder {
        private final Instrument instrument;
        private final Side side;
        private OrderType type = OrderType.Market.INSTANCE;
        private TimeInForce timeInForce = TimeInForce.GOOD_TILL_CANCELED;
        private long lots = SIZED_BY_RUN;
        private Confidence confidence = Confidence.CERTAIN;
        private @Nullable Exit stopLoss;
        private @Nullable Exit takeProfit;
        private @Nullable Rate trailingStop;
        private boolean reduceOnly;
        private boolean postOnly;
        private @Nullable String exchange;
        private String tag = "";
        private List<String> agents = List.of();
        private @Nullable String defect;

        private Builder(Instrument instrument, Side side) {
            this.instrument = instrument;
            this.side = side;
        }

        /** At this price or better. */
        public Builder limit(BigDecimal price) {
            try {
                return limitTicks(instrument.ticks(price));
            } catch (IllegalArgumentException e) {
                return defect(e);
            }
        }

        /** At this price or better. */
        public Builder limit(String price) {
            return limit(Decimals.parse(price));
        }

        /** At this price, in ticks, or better. */
        public Builder limitTicks(long ticks) {
            type = type instanceof OrderType.Stop(long stop)
                    ? new OrderType.StopLimit(stop, positive("limit", ticks))
                    : new OrderType.Limit(positive("limit", ticks));
            return this;
        }

        /** Once the market has reached this price; with {@link #limit(BigDecimal)} a stop-limit. */
        public Builder stop(BigDecimal price) {
            try {
                return stopTicks(instrument.ticks(price));
            } catch (IllegalArgumentException e) {
                return defect(e);
            }
        }

        /** Once the market has reached this price. */
        public Builder stop(String price) {
            return stop(Decimals.parse(price));
        }

        /** Once the market has reached this price, in ticks. */
        public Builder stopTicks(long ticks) {
            type = type instanceof OrderType.Limit(long limit)
                    ? new OrderType.StopLimit(positive("stop", ticks), limit)
                    : new OrderType.Stop(positive("stop", ticks));
            return this;
        }

        /** As this type, with prices already in ticks. */
        public Builder type(OrderType orderType) {
            type = orderType;
            return this;
        }

        public Builder quantity(BigDecimal quantity) {
            try {
                return lots(instrument.lots(quantity));
            } catch (IllegalArgumentException e) {
                return defect(e);
            }
        }

        public Builder quantity(String quantity) {
            return quantity(Decimals.parse(quantity));
        }

        /** How much, in lots, positive. */
        public Builder lots(long quantityLots) {
            if (quantityLots <= 0) {
                return defect(new IllegalArgumentException(
                        "quantity must be positive, was " + Decimals.text(instrument.quantity(quantityLots))));
            }
            lots = quantityLots;
            return this;
        }

        public Builder timeInForce(TimeInForce time) {
            timeInForce = time;
            return this;
        }

        /** A stated confidence; one that is not a number from 0 to 1 makes the gate deny the order. */
        public Builder confidence(double value) {
            try {
                confidence = Confidence.of(value);
            } catch (IllegalArgumentException e) {
                confidence = Confidence.UNSTATED;
                defect(e);
            }
            return this;
        }

        public Builder confidence(Confidence stated) {
            confidence = stated;
            return this;
        }

        public Builder stopLoss(Exit exit) {
            stopLoss = onGrid(exit);
            return this;
        }

        public Builder takeProfit(Exit exit) {
            takeProfit = onGrid(exit);
            return this;
        }

        /** A stop that follows at this distance, as a fraction of the best close. */
        public Builder trailingStop(Rate distance) {
            trailingStop = new OrderType.TrailingStop(distance).distance();
            return this;
        }

        public Builder reduceOnly() {
            reduceOnly = true;
            return this;
        }

        public Builder postOnly() {
            postOnly = true;
            return this;
        }

        /** For this exchange, whatever the default is. */
        public Builder exchange(String name) {
            exchange = name;
            return this;
        }

        public Builder tag(String word) {
            tag = word;
            return this;
        }

        /** The agents whose opinions it follows. */
        public Builder agents(List<String> names) {
            agents = List.copyOf(names);
            return this;
        }

        public OrderRequest build() {
            return new OrderRequest(this);
        }

        private Exit onGrid(Exit exit) {
            if (exit instanceof Exit.At(BigDecimal price)) {
                try {
                    positive("exit", instrument.ticks(price));
                } catch (IllegalArgumentException e) {
                    defect(e);
                }
            }
            return exit;
        }

        private long positive(String what, long ticks) {
            if (ticks <= 0) {
                defect(new IllegalArgumentException(
                        what + " price must be positive, was " + Decimals.text(instrument.price(ticks))));
            }
            return ticks;
        }

        /** What is wrong with that which it came from, a signal for example; null if nothing. */
        public Builder defect(@Nullable String why) {
            if (defect == null) {
                defect = why;
            }
            return this;
        }

        private Builder defect(IllegalArgumentException reason) {
            if (defect == null) {
                defect = String.valueOf(reason.getMessage());
            }
            return this;
        }
    }
}
