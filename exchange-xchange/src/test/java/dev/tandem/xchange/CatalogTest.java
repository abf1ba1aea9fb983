package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider.Offer;
import dev.tandem.plugin.PluginRegistry;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which exchanges there are, and what each says of itself before anybody has talked to it. */
class CatalogTest {
    private static final Map<String, Offer> OFFERS =
            new XChangeProvider().offers().stream().collect(Collectors.toMap(Offer::name, offer -> offer));

    private static Capabilities capabilities(String name) {
        return offer(name).capabilities();
    }

    private static Offer offer(String name) {
        return Objects.requireNonNull(OFFERS.get(name), name);
    }

    @Test
    void everyExchangeOnTheClassPathIsOffered() {
        assertThat(OFFERS)
                .containsKeys(
                        "xchange:binance",
                        "xchange:binanceus",
                        "xchange:kraken",
                        "xchange:coinbase",
                        "xchange:coinbase-v2",
                        "xchange:bybit",
                        "xchange:okex",
                        "xchange:bitstamp");
    }

    @Test
    void binanceHasPairsAndAtKrakenHalfOfAPairIsHeldHere() {
        assertThat(capabilities("xchange:binance").has(Capability.ONE_CANCELS_OTHER))
                .isTrue();
        assertThat(capabilities("xchange:kraken").has(Capability.STOP_ORDER)).isTrue();
        assertThat(capabilities("xchange:kraken").has(Capability.ONE_CANCELS_OTHER))
                .isTrue();
        assertThat(offer("xchange:kraken").description()).contains("targets of pairs are held here");
        assertThat(capabilities("xchange:kraken").has(Capability.SHORT)).isFalse();
    }

    @Test
    void aVenueWithoutAProfileSaysSoAndPromisesLittle() {
        GenericProfile unknown = new GenericProfile("someexchange", List.of());
        assertThat(unknown.description()).startsWith("through XChange without a profile of its own");
        assertThat(unknown.capabilities().asSet()).containsExactly(Capability.LIMIT_ORDER);
    }

    @Test
    void oneWhoseModuleLacksMarketOrdersTakesLimitsAllTheSame() {
        assertThat(offer("xchange:cexio").capabilities().asSet()).containsExactly(Capability.LIMIT_ORDER);
    }

    @Test
    void aModuleThatCannotBeLoadedSaysSoAndHidesNoOther(@TempDir Path folder) throws Exception {
        byte[] broken = ClassFile.of()
                .build(
                        ClassDesc.of("org.knowm.xchange.broken.BrokenExchange"),
                        type -> type.withFlags(ClassFile.ACC_PUBLIC)
                                .withSuperclass(ClassDesc.of("org.knowm.xchange.BaseExchange"))
                                .withInterfaceSymbols(ClassDesc.of("org.knowm.xchange.Exchange"))
                                .withMethodBody(
                                        "<clinit>",
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_STATIC,
                                        code -> code.aconst_null().athrow()));
        Path jar = folder.resolve("broken.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of("org/", "org/knowm/", "org/knowm/xchange/", "org/knowm/xchange/broken/")) {
                out.putNextEntry(new JarEntry(entry));
            }
            out.putNextEntry(new JarEntry("org/knowm/xchange/broken/BrokenExchange.class"));
            out.write(broken);
        }

        List<Offer> offers = new XChangeProvider(Surroundings.real(), folder.toString()).offers();

        assertThat(offers).extracting(Offer::name).contains("xchange:broken", "xchange:binance");
        Offer offer = offers.stream()
                .filter(each -> each.name().equals("xchange:broken"))
                .findFirst()
                .orElseThrow();
        assertThat(offer.description())
                .startsWith("this JVM cannot load org.knowm.xchange.broken.BrokenExchange: ")
                .contains("NullPointerException");
        assertThat(offer.capabilities().asSet()).isEmpty();
    }

    @Test
    void binanceUsHasStopsAndSaysWhereTheyRest() {
        assertThat(offer("xchange:binanceus").description())
                .contains("stops and targets are held here", "nothing protects while this process is not there");
        assertThat(capabilities("xchange:binanceus").has(Capability.STOP_ORDER)).isTrue();
        assertThat(capabilities("xchange:binanceus").has(Capability.EXECUTION_STREAM))
                .isFalse();
    }

    @Test
    void aModuleThatCannotLookAfterAnOrderTakesNone() {
        Offer bybit = offer("xchange:bybit");
        assertThat(bybit.description())
                .startsWith("prices only: XChange's module lacks cancelOrder, getOpenOrders, getTradeHistory;");
        assertThat(bybit.capabilities().has(Capability.LIMIT_ORDER)).isFalse();
    }

    @Test
    void aCallThatOnlyThrowsIsNoCall() {
        assertThat(offer("xchange:coinbase").description()).contains("lacks placeLimitOrder");
        assertThat(offer("xchange:coinbase").capabilities().asSet())
                .containsExactlyInAnyOrder(Capability.HISTORY, Capability.MARKET_DATA_STREAM);
    }

    @Test
    void anExchangeIsOpenedByShortNameOrByTheNameOfItsClass() {
        for (String name : List.of("binance", "org.knowm.xchange.binance.BinanceExchange")) {
            try (ExecutionPlugin plugin =
                    new XChangeProvider().open(new PluginConfig("xchange:" + name, "default", Map.of()))) {
                assertThat(plugin.name()).isEqualTo("xchange:binance");
            }
        }
    }

    @Test
    void theRegistryOpensItByTheNameOfItsClassTooAndOnlyOnce() {
        try (PluginRegistry registry = PluginRegistry.discover()) {
            ExecutionPlugin byClass = registry.plugin(
                    new PluginConfig("xchange:org.knowm.xchange.binance.BinanceExchange", "default", Map.of()));
            assertThat(registry.plugin(new PluginConfig("xchange:binance", "default", Map.of())))
                    .isSameAs(byClass);
        }
    }

    @Test
    void okxIsFoundUnderTheNameThatItHasToday() {
        try (ExecutionPlugin plugin =
                new XChangeProvider().open(new PluginConfig("xchange:okx", "default", Map.of()))) {
            assertThat(plugin.name()).isEqualTo("xchange:okex");
        }
    }

    @Test
    void theRegistryFindsTheProviderByItself() {
        try (PluginRegistry registry = PluginRegistry.discover()) {
            assertThat(registry.offers()).extracting(Offer::name).contains("xchange:binance");
        }
    }

    @Test
    void anExchangeThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThatThrownBy(() -> new XChangeProvider().open(new PluginConfig("xchange:binence", "default", Map.of())))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("no exchange 'binence' on the class path; there are: ")
                .hasMessageContaining("binance, ");
    }

    @Test
    void furtherJarsMayLieInAFolder(@TempDir Path folder) throws IOException {
        Path jar = Path.of(java.net.URI.create(org.knowm.xchange.bitstamp.BitstampExchange.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Files.copy(jar, folder.resolve("another.jar"));
        Catalog catalog = Catalog.find(folder.toString());

        assertThat(catalog.names()).contains("bitstamp", "binance");
        assertThat(Catalog.find(folder.resolve("nothing").toString()).names()).contains("binance");
    }
}
