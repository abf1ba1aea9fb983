package dev.tandem.ta4j;

import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.MathContext;
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
    private Leg entry = new Leg();
    private Leg exit = new Leg();

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
        BigDecimal quantity = position.quantity().abs();
        entry.add(index, Money.toDecimal(position.cost()), quantity, Math.abs(position.lots()), 0);
        enter();
    }

    /**
     * Something was filled.
     *
     * @param index the bar in which it was
     * @param entrySide the side that opens a position
     */
    void add(int index, Fill fill, Side entrySide) {
        BigDecimal quantity = fill.quantity();
        BigDecimal value = fill.price().multiply(quantity);
        if (fill.side() == entrySide) {
            boolean more = entry.lots > 0;
            entry.add(index, value, quantity, fill.lots(), fill.fee());
            if (more) {
                forgetOpenPosition();
            }
            enter();
        } else if (entry.lots > 0) {
            exit.add(index, value, quantity, fill.lots(), fill.fee());
            if (exit.lots >= entry.lots) {
                operate(exit);
                entry = new Leg();
                exit = new Leg();
            }
        }
    }

    private void enter() {
        operate(entry);
    }

    private void operate(Leg leg) {
        costs.next(numbers.of(Money.toDecimal(leg.fee)));
        record.operate(leg.index, leg.price(numbers), numbers.of(leg.quantity));
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
        private int index = -1;
        private long lots;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal value = BigDecimal.ZERO;
        private long fee;

        void add(int at, BigDecimal valueOfFill, BigDecimal quantityOfFill, long lotsOfFill, long feeOfFill) {
            if (lots == 0) {
                index = at;
            }
            lots = Math.addExact(lots, lotsOfFill);
            quantity = quantity.add(quantityOfFill);
            value = value.add(valueOfFill);
            fee = Math.addExact(fee, feeOfFill);
        }

        Num price(Numbers numbers) {
            return numbers.of(value.divide(quantity, MathContext.DECIMAL128).stripTrailingZeros());
        }
    }
}
