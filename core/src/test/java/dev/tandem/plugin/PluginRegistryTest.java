package dev.tandem.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginRegistryTest {
    private final List<String> log = new ArrayList<>();
    private final PluginRegistry registry =
            PluginRegistry.of(List.of(new Provider("paper", "alpha"), new Provider("beta")));

    @Test
    void oneVenueAndAccountIsOneSharedPlugin() {
        ExecutionPlugin first = registry.plugin(config("alpha", "main"));

        assertThat(registry.plugin(config("alpha", "main"))).isSameAs(first);
        assertThat(registry.plugin(new PluginConfig("alpha", "main", Map.of("key", "other"))))
                .as("whatever else is configured")
                .isSameAs(first);
        assertThat(registry.plugin(config("alpha", "second"))).isNotSameAs(first);
        assertThat(registry.plugin(config("beta", "main"))).isNotSameAs(first);
        assertThat(log).containsExactly("opened alpha/main", "opened alpha/second", "opened beta/main");
    }

    @Test
    void allThatCanBeOpenedIsListedByName() {
        assertThat(registry.offers()).extracting(PluginProvider.Offer::name).containsExactly("alpha", "beta", "paper");
    }

    @Test
    void anUnknownNameSaysWhichOnesThereAre() {
        assertThatThrownBy(() -> registry.plugin(config("gamma", "main")))
                .isInstanceOf(PluginException.class)
                .hasMessage("there is no exchange 'gamma'; there are: alpha, beta, paper");
        assertThatThrownBy(() -> PluginRegistry.of(List.of()).plugin(config("gamma", "main")))
                .isInstanceOf(PluginException.class)
                .hasMessage("there is no exchange 'gamma'; there are: none");
    }

    @Test
    void twoPluginsOfOneNameAreAMistakeThatNamesBoth() {
        List<PluginProvider> both = List.of(new Provider("alpha"), new Provider("beta", "alpha"));

        assertThatThrownBy(() -> PluginRegistry.of(both))
                .isInstanceOf(PluginException.class)
                .hasMessage("two plugins are called 'alpha': " + Provider.class.getName() + " and "
                        + Provider.class.getName());
    }

    @Test
    void theFirstOneOpenedIsWhereOrdersGoThatNameNone() {
        assertThatThrownBy(() -> registry.route(null))
                .isInstanceOf(PluginException.class)
                .hasMessage("no exchange is open");
        ExecutionPlugin beta = registry.plugin(config("beta", "main"));
        ExecutionPlugin alpha = registry.plugin(config("alpha", "main"));

        assertThat(registry.route(null)).isSameAs(beta);
        registry.setDefault(alpha);
        assertThat(registry.route(null)).isSameAs(alpha);
    }

    @Test
    void anOrderMayNameAnotherOneThatIsOpen() {
        registry.plugin(config("beta", "main"));
        ExecutionPlugin alpha = registry.plugin(config("alpha", "main"));

        assertThat(registry.route("alpha")).isSameAs(alpha);
        assertThatThrownBy(() -> registry.route("gamma")).isInstanceOf(PluginException.class);
    }

    @Test
    void aStrangersPluginCannotBeTheDefault() {
        ExecutionPlugin stranger = new FakeExchange(config("alpha", "main"), log);

        assertThatThrownBy(() -> registry.setDefault(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'alpha' was not opened by this registry");
    }

    @Test
    void closingClosesAllTheLastOneFirstEvenIfSomeFail() {
        registry.plugin(config("alpha", "main"));
        registry.plugin(new PluginConfig("alpha", "second", Map.of("fails", "")));
        registry.plugin(new PluginConfig("beta", "main", Map.of("fails", "")));
        log.clear();

        assertThatThrownBy(registry::close)
                .isInstanceOf(PluginException.class)
                .hasMessage("beta/main cannot be closed")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("alpha/second cannot be closed"));
        assertThat(log).containsExactly("closed beta/main", "closed alpha/second", "closed alpha/main");

        log.clear();
        registry.close();
        assertThat(log).as("a second time there is nothing to close").isEmpty();
    }

    @Test
    void aConfigurationIsPrintedWithoutItsSecrets() {
        assertThat(new PluginConfig("alpha", "main", Map.of("secret", "abc"))).hasToString("alpha/main");
    }

    private static PluginConfig config(String exchange, String account) {
        return new PluginConfig(exchange, account, Map.of());
    }

    private final class Provider implements PluginProvider {
        private final List<String> names;

        Provider(String... names) {
            this.names = List.of(names);
        }

        @Override
        public List<Offer> offers() {
            return names.stream()
                    .map(name -> new Offer(name, "a fake", Capabilities.all()))
                    .toList();
        }

        @Override
        public ExecutionPlugin open(PluginConfig config) {
            log.add("opened " + config);
            return new FakeExchange(config, log);
        }
    }
}
