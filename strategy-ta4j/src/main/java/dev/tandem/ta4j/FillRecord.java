package dev.tandem.ta4j;

import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Trade;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.num.Num;

/**
 * Turns fills into ta4j's trades. ta4j knows one entry and one exit per position: fills of the same kind become one trade
 * at their average price, at the index of the first of them, and a position is closed when nothing of it is left.
 */
final class FillRecord {
    private final TradeType type;
    private final Numbers numbers;
    private final FillCosts costs;
    private BaseTradingRecord record;
    private final Leg entry = new Leg();
    private final Leg exit = new Leg();

    FillRecord(TradeType type, Numbers numbers) {
        this.type = type;
        this.numbers = numbers;
        this.costs = new FillCosts(numbers.factory());
        this.record = empty();
    }

    private BaseTradingRecord empty() {
        return new BaseTradingRecord(type, costs, new ZeroCostModel());
    }

    TradingRecord record() {
        return record;
    }

    /** A position that was there before. */
    void adopt(int index, Position position) {
        entry.adopt(index, position);
        operate(entry);
    }

    /**
     * Something was filled.
     *
     * @param index the bar in which it was
     * @param entrySide the side that opens a position
     */
    void add(int index, Fill fill, Side entrySide) {
        if (fill.side() == entrySide) {
            boolean more = entry.lots > 0;
            entry.add(index, fill);
            if (more) {
                forgetOpenPosition();
            }
            operate(entry);
        } else if (entry.lots > 0) {
            exit.add(index, fill);
            if (exit.lots >= entry.lots) {
                operate(exit);
                entry.clear();
                exit.clear();
            }
        }
    }

    private void operate(Leg leg) {
        costs.next(leg.fee == 0 ? numbers.factory().zero() : numbers.money(leg.fee));
        record.operate(leg.index, leg.price(numbers), numbers.quantity(leg.lots));
    }

    /** ta4j's trades do not grow: the closed positions are written down anew. */
    private void forgetOpenPosition() {
        BaseTradingRecord before = record;
        record = empty();
        for (org.ta4j.core.Position position : before.getPositions()) {
            repeat(position.getEntry());
            repeat(position.getExit());
        }
    }

    private void repeat(Trade trade) {
        costs.next(trade.getCost());
        record.operate(trade.getIndex(), trade.getPricePerAsset(), trade.getAmount());
    }

    /** The fills that opened a position, or those that close it. */
    private static final class Leg {
        private int index;
        private long lots;
        private long fee;

        /** The price of the only fill; of no meaning once {@link #value} is there. */
        private long ticks;

        /** Quantity and price × quantity of several fills. */
        private @Nullable BigDecimal quantity;

        private @Nullable BigDecimal value;

        void add(int at, Fill fill) {
            if (lots == 0) {
                index = at;
                ticks = fill.priceTicks();
            } else {
                Instrument instrument = fill.instrument();
                if (value == null || quantity == null) {
                    quantity = instrument.quantity(lots);
                    value = instrument.price(ticks).multiply(quantity);
                }
                quantity = quantity.add(fill.quantity());
                value = value.add(fill.price().multiply(fill.quantity()));
            }
            lots = Math.addExact(lots, fill.lots());
            fee = Math.addExact(fee, fill.fee());
        }

        void adopt(int at, Position position) {
            index = at;
            lots = Math.abs(position.lots());
            quantity = position.quantity().abs();
            value = Money.toDecimal(position.cost());
        }

        Num price(Numbers numbers) {
            return value == null || quantity == null
                    ? numbers.price(ticks)
                    : numbers.of(value.divide(quantity, MathContext.DECIMAL128).stripTrailingZeros());
        }

        void clear() {
            lots = 0;
            fee = 0;
            quantity = null;
            value = null;
        }
    }
}
