package dev.tandem.cli;

import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.session.Divergence;
import dev.tandem.runtime.session.RecordedSession;
import dev.tandem.runtime.session.SessionSetup;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.SimConfig;
import java.util.List;
import java.util.Map;

/** The backtest that a recorded session is held against: the same bars, strategy and settings. */
final class ReplayBacktest {
    private final SessionSetup setup;
    private final LoadedStrategy loaded;
    private final Map<String, String> parameters;

    ReplayBacktest(SessionSetup setup, LoadedStrategy loaded, Map<String, String> parameters) {
        this.setup = setup;
        this.loaded = loaded;
        this.parameters = parameters;
    }

    Divergence against(RecordedSession session) {
        List<BarColumns> bars = setup.instruments().stream()
                .map(instrument -> columns(session, instrument))
                .toList();
        if (bars.stream().allMatch(columns -> columns.size() == 0)) {
            return Divergence.of(session, List.of(), setup.cash());
        }
        RunResult result = backtest(bars, session).run();
        return Divergence.of(session, result.trades(), result.equity());
    }

    private BarColumns columns(RecordedSession session, Instrument instrument) {
        BarColumns.Builder columns =
                new BarColumns.Builder(instrument, setup.bar().toNanos());
        session.bars(instrument).forEach(columns::add);
        return columns.build();
    }

    private Backtest backtest(List<BarColumns> bars, RecordedSession session) {
        boolean shorts = setup.capabilities().has(Capability.SHORT);
        Backtest backtest = Backtest.of(bars.getFirst(), loaded.create(parameters))
                .cash(setup.cash())
                .exchange(SimConfig.standard()
                        .withAccount(shorts ? AccountType.MARGIN : AccountType.SPOT)
                        .withFees(setup.takerFee(), setup.takerFee()))
                .sizing(setup.sizing())
                .confidence(ConfidencePolicy.minimum(setup.minConfidence()))
                .limits(setup.limits())
                .exits(setup.stopLoss(), setup.takeProfit(), setup.trailingStop())
                .bracketStart(setup.bracketStart());
        bars.stream().skip(1).forEach(backtest::with);
        if (!setup.signalExits()) {
            backtest.noSignalExit();
        }
        if (session.isClosedAtEnd()) {
            backtest.closeAtEnd();
        }
        return backtest;
    }
}
