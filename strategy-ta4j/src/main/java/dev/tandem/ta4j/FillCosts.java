package dev.tandem.ta4j;

import org.ta4j.core.Position;
import org.ta4j.core.Trade;
import org.ta4j.core.analysis.cost.CostModel;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/** What trades cost: the fees that were really paid, not a model of them. */
final class FillCosts implements CostModel {
    private static final long serialVersionUID = 1L;

    private final NumFactory numbers;
    private Num next;

    FillCosts(NumFactory numbers) {
        this.numbers = numbers;
        this.next = numbers.zero();
    }

    /** The fee of the trade that is recorded next. */
    void next(Num fee) {
        next = fee;
    }

    /** Asked by a trade when it is made, once. */
    @Override
    public Num calculate(Num price, Num amount) {
        return next;
    }

    @Override
    public Num calculate(Position position, int finalIndex) {
        return calculate(position);
    }

    @Override
    public Num calculate(Position position) {
        return of(position.getEntry()).plus(of(position.getExit()));
    }

    private Num of(@org.jspecify.annotations.Nullable Trade trade) {
        return trade == null ? numbers.zero() : trade.getCost();
    }

    @Override
    public boolean equals(CostModel other) {
        return this == other;
    }
}
