package dev.tandem.webhook;

import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.session.TradingAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account at a real exchange. Before each alert the exchange is asked for the price, which is what limits and percentages
 * are worked out with; orders go out on a thread of their own, and what comes of them comes back when it does.
 *
 * <p>It closes only what it has opened: what else is in the account is not touched.
 */
public final class PluginMarketplace implements Marketplace {
    private static final Logger LOG = LoggerFactory.getLogger(PluginMarketplace.class);

    private final TradingAccount account;
    private final List<Instrument> instruments;
    private final Rate takerFee;
    private final Map<Instrument, Long> bars = new LinkedHashMap<>();
    private String session = "";

    /**
     * An account, or a part in one.
     *
     * @param account connected; closed with the last marketplace in it
     * @param instruments what is to be traded, with the exchange's own grid; all priced in one asset
     * @param takerFee what a taker pays there
     */
    public PluginMarketplace(TradingAccount account, List<Instrument> instruments, Rate takerFee) {
        this.account = account;
        this.instruments = List.copyOf(instruments);
        this.takerFee = takerFee;
    }

    /** What an exchange calls an instrument, with the exchange's own grid. */
    public static Instrument find(ExecutionPlugin plugin, Instrument wanted) {
        for (Instrument instrument : plugin.instruments()) {
            if (instrument.symbol().equals(wanted.symbol())) {
                return instrument;
            }
        }
        throw new PluginException(plugin.name() + " does not trade " + wanted.symbol());
    }

    @Override
    public String name() {
        return account.plugin().name();
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public long cash() {
        String quote = instruments.getFirst().quote();
        long cash = 0;
        for (Balance balance : account.plugin().fetchBalance()) {
            if (balance.asset().equals(quote)) {
                cash = balance.free();
            }
        }
        return cash;
    }

    @Override
    public EngineAccount account(EngineClock engineClock, String name, long cash, Consumer<EngineEvent> answers) {
        account.join(name, answers);
        session = name;
        return new EngineAccount(
                name(),
                account.plugin().capabilities(),
                new Ledger(instruments.getFirst().quote(), cash),
                takerFee,
                ignored -> account.lane());
    }

    @Override
    public TradingAccount venue() {
        return account;
    }

    @Override
    public List<Bar> before(Instrument instrument) {
        try {
            Ticker ticker = account.plugin().fetchData(instrument);
            long index = bars.merge(instrument, 1L, Long::sum) - 1;
            long last = ticker.lastTicks();
            return List.of(new BarRecord(
                    instrument, index, ticker.timeNanos(), ticker.timeNanos(), last, last, last, last, 0));
        } catch (PluginException e) {
            LOG.warn("{}: no price of {}: {}", name(), instrument, e.getMessage());
            return List.of();
        }
    }

    @Override
    public void after(Instrument instrument, Consumer<Bar> closed) {
        // The market goes on by itself.
    }

    @Override
    public String trouble() {
        // Asking the exchange for each message would make an alert wait for the network.
        return "";
    }

    @Override
    public void close() {
        account.leave(session);
        if (account.isEmpty()) {
            account.close();
        }
    }
}
