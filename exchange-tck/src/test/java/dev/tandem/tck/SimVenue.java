package dev.tandem.tck;

import dev.tandem.engine.ReplayClock;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The simulated exchange, for the kit: every moment is a bar of a minute at one price. */
class SimVenue implements VenueUnderTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final long START = 1_000_000;
    private static final long MINUTE = 60 * Times.SECOND;

    private final AccountType account;
    private final ReplayClock clock = new ReplayClock(Times.nanos(Instant.parse("2026-01-05T00:00:00Z")));
    private final List<Bar> bars = new ArrayList<>();
    private final SimExchange exchange;
    private final CountingPlugin plugin;
    private long ticks = START;

    SimVenue(AccountType account) {
        this.account = account;
        this.exchange =
                new SimExchange(SimConfig.standard().withAccount(account), List.of(BTC), Money.parse("200000"), clock);
        this.plugin = new CountingPlugin(exchange);
        exchange.remember(BTC, new Past(bars), Duration.ofMinutes(1));
        for (int i = 0; i < 12; i++) {
            playBar();
        }
    }

    @Override
    public String name() {
        return account == AccountType.SPOT ? "sim, spot account" : "sim";
    }

    @Override
    public String description() {
        return "The simulated exchange in this process, with a " + (account == AccountType.SPOT ? "spot" : "margin")
                + " account. There is no network that could fail.";
    }

    @Override
    public Instrument instrument() {
        return BTC;
    }

    @Override
    public long startTicks() {
        return START;
    }

    @Override
    public long quantityLots() {
        return 100_000;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ExecutionPlugin connect() {
        return plugin;
    }

    @Override
    public void advance() {
        playBar();
    }

    @Override
    public long ordersReceived() {
        return plugin.orders();
    }

    @Override
    public Set<Lever> levers() {
        return EnumSet.of(Lever.MOVE_PRICE, Lever.FILL_PARTLY, Lever.PAST_BARS, Lever.COMPLETE_BARS);
    }

    @Override
    public void moveTo(long price) {
        ticks = price;
        playBar();
    }

    @Override
    public void fillPartly(ClientOrderId order, long lots) {
        exchange.trade(order, lots);
    }

    @Override
    public void completeBar() {
        playBar();
    }

    @Override
    public void close() {
        exchange.close();
    }

    SimExchange exchange() {
        return exchange;
    }

    ReplayClock clock() {
        return clock;
    }

    final void playBar() {
        long open = clock.nanos();
        Bar bar = new BarRecord(BTC, bars.size(), open, open + MINUTE, ticks, ticks, ticks, ticks, 1.0);
        exchange.open(bar);
        exchange.rest(bar);
        clock.advanceTo(open + MINUTE);
        bars.add(bar);
    }

    /** The bars that were played. */
    private record Past(List<Bar> bars) implements BarHistory {
        @Override
        public int size() {
            return bars.size();
        }

        @Override
        public Bar bar(int index) {
            if (index >= bars.size()) {
                throw new LookAheadException(index, bars.size() - 1L);
            }
            return bars.get(index);
        }

        @Override
        public long closeTicks(int index) {
            return bar(index).closeTicks();
        }
    }
}
