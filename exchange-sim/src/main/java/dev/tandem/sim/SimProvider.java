package dev.tandem.sim;

import dev.tandem.engine.EngineClock;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Offers the simulated exchange by name.
 *
 * <p>Settings: {@code instrument} (required, {@code BTC/USDT}), {@code tick}, {@code lot}, {@code cash} (1000000),
 * {@code account} ({@code margin} or {@code spot}).
 */
public final class SimProvider implements PluginProvider {
    @Override
    public List<Offer> offers() {
        return List.of(new Offer(
                SimExchange.NAME,
                "the simulated exchange: bars that were recorded, money that does not exist",
                SimExchange.capabilitiesOf(AccountType.MARGIN)));
    }

    @Override
    public ExecutionPlugin open(PluginConfig config) {
        Map<String, String> settings = config.settings();
        String symbol = settings.get("instrument");
        if (symbol == null) {
            throw new PluginException("the simulated exchange needs the setting 'instrument', such as BTC/USDT");
        }
        try {
            Instrument instrument = Instrument.of(
                    symbol,
                    Decimals.parse(settings.getOrDefault("tick", "0.00000001")),
                    Decimals.parse(settings.getOrDefault("lot", "0.00000001")),
                    0);
            AccountType account = switch (settings.getOrDefault("account", "margin")) {
                case "margin" -> AccountType.MARGIN;
                case "spot" -> AccountType.SPOT;
                default ->
                    throw new IllegalArgumentException(
                            "account must be margin or spot, was '" + settings.get("account") + "'");
            };
            InstantSource system = InstantSource.system();
            EngineClock clock = () -> Times.nanos(system.instant());
            return new SimExchange(
                    SimConfig.standard().withAccount(account),
                    List.of(instrument),
                    Money.parse(settings.getOrDefault("cash", "1000000")),
                    clock);
        } catch (IllegalArgumentException e) {
            throw new PluginException("the simulated exchange cannot be set up: " + e.getMessage(), e);
        }
    }
}
