package dev.tandem.confidence.panel;

import dev.tandem.confidence.consensus.Vote;
import dev.tandem.confidence.forecast.AutoRegression;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.EwmaDrift;
import dev.tandem.confidence.forecast.Forecast;
import dev.tandem.confidence.forecast.ForecastConfidence;
import dev.tandem.confidence.forecast.NearestNeighbors;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.confidence.forecast.SplitConformal;
import dev.tandem.model.Bar;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The forecasters within this process: each votes when its last forecast is over. */
final class InHouse {
    private static final int PAST = 500;
    private static final double NOMINAL = 0.8;

    private final int horizon;
    private final Rate costs;
    private final Shrinkage shrinkage;
    private final List<Member> members = new ArrayList<>();
    private final double[] returns = new double[PAST];
    private int known;
    private double lastClose = Double.NaN;
    private long bars;

    private static final class Member {
        final SplitConformal model;
        final Coverage coverage = new Coverage(NOMINAL, 100);
        final List<Pending> pending = new ArrayList<>();

        Member(SplitConformal model) {
            this.model = model;
        }
    }

    private record Pending(Forecast forecast, double from, long dueBar) {}

    InHouse(int horizon, Rate costs, Shrinkage shrinkage) {
        this.horizon = horizon;
        this.costs = costs;
        this.shrinkage = shrinkage;
        members.add(new Member(new SplitConformal(new EwmaDrift(0.94, 100), PAST)));
        members.add(new Member(new SplitConformal(new AutoRegression(3), PAST)));
        members.add(new Member(new SplitConformal(new NearestNeighbors(15, 5), PAST)));
    }

    /** A bar is complete: returns the votes of those who have something new to say. */
    List<Vote> onBar(Bar bar) {
        double close = bar.closeAsDouble();
        if (!Double.isNaN(lastClose)) {
            if (known == PAST) {
                System.arraycopy(returns, 1, returns, 0, PAST - 1);
                known--;
            }
            returns[known++] = Math.log(close / lastClose);
        }
        lastClose = close;
        bars++;
        List<Vote> votes = new ArrayList<>();
        double[] past = Arrays.copyOf(returns, known);
        for (Member member : members) {
            settle(member, close);
            if (known >= member.model.needs(horizon) && bars % horizon == 0) {
                votes.add(vote(member, past, bar));
            }
        }
        return votes;
    }

    private static void settle(Member member, double close, long bar) {
        for (Iterator<Pending> each = member.pending.iterator(); each.hasNext(); ) {
            Pending pending = each.next();
            if (pending.dueBar() <= bar) {
                double came = Math.log(close / pending.from());
                member.coverage.settled(came >= pending.forecast().quantile(0.1)
                        && came <= pending.forecast().quantile(0.9));
                each.remove();
            }
        }
    }

    private void settle(Member member, double close) {
        settle(member, close, bars);
    }

    private Vote vote(Member member, double[] past, Bar bar) {
        long step = bar.closeTimeNanos() - bar.openTimeNanos();
        Forecast forecast = member.model.forecast(bar.instrument(), past, horizon, bar.closeTimeNanos(), step);
        member.pending.add(new Pending(forecast, bar.closeAsDouble(), bars + horizon));
        Side side = ForecastConfidence.side(forecast, costs);
        double confidence = shrinkage.apply(ForecastConfidence.pays(forecast, side, costs), 0, member.coverage);
        return new Vote(forecast.agent(), side == Side.BUY, Math.min(1, Math.max(0, confidence)), bar.closeTimeNanos());
    }
}
