package dev.tandem.gate;

import dev.tandem.model.Decimals;
import dev.tandem.model.Rate;
import java.math.BigDecimal;

/** How big an order is that does not say so itself. Always rounded down to the lot. */
public sealed interface Sizing {
    /**
     * Always the same quantity.
     *
     * @param quantity in units of the base asset, on the lot grid of what is traded
     */
    record Fixed(BigDecimal quantity) implements Sizing {
        public Fixed {
            if (quantity.signum() <= 0) {
                throw new IllegalArgumentException("quantity must be positive, was " + Decimals.text(quantity));
            }
        }
    }

    /**
     * Worth a share of the account, but never more than it can pay for.
     *
     * @param share above 0, at most 1
     */
    record PercentOfEquity(Rate share) implements Sizing {
        public PercentOfEquity {
            aShare("the share of equity", share);
        }
    }

    /**
     * So big that the stop-loss, if it is filled at its price, costs a share of the account; never more than the account
     * can pay for. Needs a stop-loss or a trailing stop.
     *
     * @param share above 0, at most 1
     */
    record PercentAtRisk(Rate share) implements Sizing {
        /** One percent of the account. */
        public static final Rate DEFAULT_SHARE = Rate.parse("0.01");

        public PercentAtRisk {
            aShare("the share at risk", share);
        }
    }

    /**
     * The more the sender is sure, the bigger: a part of what Kelly's rule gives, {@code p / stop − (1 − p) / target} times
     * the equity, with the costs added to the stop and taken from the target; never more than a cap, and never more than
     * the account can pay for. Needs a stop-loss and a take-profit. Where the rule gives nothing, nothing is opened.
     *
     * @param part of what the rule gives: 0.5 is half of it, which most who use it do
     * @param cap of what the position is worth, as a share of equity: above 0, at most 1
     * @param costs of the round trip, as a fraction of the price
     */
    record Kelly(Rate part, Rate cap, Rate costs) implements Sizing {
        /** A quarter of the equity. */
        public static final Rate DEFAULT_CAP = Rate.parse("0.25");

        public Kelly {
            aShare("the part of Kelly's rule", part);
            aShare("the cap", cap);
            if (costs.units() < 0) {
                throw new IllegalArgumentException("costs must not be negative, were " + costs);
            }
        }
    }

    /** One unit of the base asset. */
    static Sizing one() {
        return new Fixed(BigDecimal.ONE);
    }

    /** One percent of the account at risk. */
    static Sizing onePercentAtRisk() {
        return new PercentAtRisk(PercentAtRisk.DEFAULT_SHARE);
    }

    private static void aShare(String what, Rate share) {
        if (share.units() <= 0 || share.units() > Rate.ONE) {
            throw new IllegalArgumentException(what + " must be above 0 % and at most 100 %, was "
                    + Decimals.text(share.toDecimal().movePointRight(2)) + " %");
        }
    }
}
