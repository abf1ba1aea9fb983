package dev.tandem.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.strategy.Strategy;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may know which, and what the inner rings keep away from. */
class ArchitectureTest {
    private static final String BASE = "dev.tandem.";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tandem");

    @Test
    void allModulesAreLookedAt() {
        assertThat(ALL.stream().map(JavaClass::getPackageName).distinct())
                .contains(
                        "dev.tandem.model",
                        "dev.tandem.engine",
                        "dev.tandem.confidence.score",
                        "dev.tandem.marketdata",
                        "dev.tandem.sim",
                        "dev.tandem.sim.match",
                        "dev.tandem.sim.book",
                        "dev.tandem.sim.spot",
                        "dev.tandem.report",
                        "dev.tandem.report.metrics",
                        "dev.tandem.bench",
                        "dev.tandem.sweep",
                        "dev.tandem.sweep.check",
                        "dev.tandem.sweep.luck",
                        "dev.tandem.sweep.report",
                        "dev.tandem.sweep.walk",
                        "dev.tandem.tck",
                        "dev.tandem.web",
                        "dev.tandem.venue",
                        "dev.tandem.xchange",
                        "dev.tandem.lane",
                        "dev.tandem.runtime.journal",
                        "dev.tandem.runtime.metrics",
                        "dev.tandem.runtime.notify",
                        "dev.tandem.runtime.session",
                        "dev.tandem.webhook",
                        "dev.tandem.webhook.alert",
                        "dev.tandem.webhook.auth",
                        "dev.tandem.examples",
                        "dev.tandem.cli");
    }

    // Arrows

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "model, ''",
        "indicator, model",
        "ledger, model",
        "gate, model",
        "result, model",
        "strategy, model",
        "plugin, model gate",
        "engine, model indicator ledger gate result strategy plugin",
        "marketdata, model",
        "confidence, model strategy",
        "sim, model ledger gate result strategy plugin engine marketdata",
        "report, model result",
        "bench, model ledger gate result strategy plugin engine marketdata sim",
        "sweep, model result strategy engine marketdata sim report",
        "tck, model ledger gate strategy plugin engine",
        "web, ''",
        "venue, model marketdata sim web",
        "xchange, model gate plugin",
        "lane, model gate plugin engine",
        "runtime, model ledger gate result strategy plugin engine lane",
        "webhook, model ledger gate result strategy plugin engine lane runtime web",
        "webhook.alert, model gate",
        "webhook.auth, ''",
    })
    void aPackageKnowsOnly(String name, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(name), Stream.of(known.split(" ")).filter(text -> !text.isEmpty()))
                .map(text -> BASE + text + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(BASE + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tandem..").and(not(resideInAnyPackage(allowed))))
                .check(ALL);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tandem.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void aBuiltInStrategyUsesNothingButTheStrategyApiAndTheIndicators() {
        noClasses()
                .that()
                .areAssignableTo(Strategy.class)
                .and()
                .resideInAPackage("dev.tandem.examples..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tandem..")
                        .and(not(resideInAnyPackage(
                                "dev.tandem.strategy",
                                "dev.tandem.model",
                                "dev.tandem.indicator",
                                "dev.tandem.examples.."))))
                .check(ALL);
    }

    @Test
    void coreNeedsTheJdkAndTwoInterfacesForAnnotationsAndLogs() {
        classes()
                .that()
                .resideInAnyPackage(core())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        Stream.concat(Stream.of(core()), Stream.of("java..", "org.jspecify.annotations", "org.slf4j"))
                                .toArray(String[]::new)))
                .check(ALL);
    }

    @Test
    void theRuntimeNeedsCoreTheJdkAndALogAndItsMetricsMicrometer() {
        classes()
                .that()
                .resideInAPackage("dev.tandem.runtime..")
                .and()
                .resideOutsideOfPackage("dev.tandem.runtime.metrics..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Stream.concat(
                                Stream.of(core()),
                                Stream.of(
                                        "dev.tandem.runtime..",
                                        "dev.tandem.lane..",
                                        "java..",
                                        "org.jspecify.annotations",
                                        "org.slf4j"))
                        .toArray(String[]::new)))
                .check(ALL);
    }

    @Test
    void onlyTheMetricsKnowMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandem.runtime.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(ALL);
    }

    @Test
    void onlyWhoReadsOrWritesJsonKnowsJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.tandem.cli..",
                        "dev.tandem.report..",
                        "dev.tandem.marketdata..",
                        "dev.tandem.venue..",
                        "dev.tandem.webhook..",
                        "dev.tandem.bench..",
                        "dev.tandem.sweep.report..",
                        "dev.tandem.sweep.check..",
                        "dev.tandem.confidence..",
                        "dev.tandem.xchange..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(ALL);
    }

    @Test
    void nobodyButItsModuleSeesXChangeAndItsTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandem.xchange..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.knowm.xchange..", "si.mazi.rescu..", "jakarta.ws.rs..", "dev.tandem.xchange..")
                .check(ALL);
    }

    @Test
    void theCommandIsDistributedWithoutTheBenchmarksAndJmh() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tandem.benchmarks..", "org.openjdk..")
                .check(ALL);
        assertThat(System.getProperty("java.class.path")).doesNotContain("jmh");
    }

    @Test
    void nothingThatIsShippedKnowsTheConformanceKitOrJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandem.tck..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tandem.tck..", "org.junit..", "org.opentest4j..")
                .check(ALL);
    }

    @Test
    void theConformanceKitNeedsTheJdkTheCoreAndTheInterfaceOfJUnit() {
        classes()
                .that()
                .resideInAPackage("dev.tandem.tck..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Stream.concat(
                                Stream.of(core()),
                                Stream.of(
                                        "dev.tandem.tck..",
                                        "java..",
                                        "org.jspecify.annotations",
                                        "org.junit.jupiter.api..",
                                        "org.opentest4j"))
                        .toArray(String[]::new)))
                .check(ALL);
    }

    @Test
    void onlyTheCommandLineKnowsPicocliAndTheLoggingBackend() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandem.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "ch.qos.logback..", "me.tongfei..")
                .check(ALL);
    }

    // Ring 0: the matcher

    @Test
    void theMatcherKnowsPrimitivesAndTheBook() {
        noClasses()
                .that()
                .resideInAPackage("dev.tandem.sim.match")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tandem..")
                        .and(not(resideInAnyPackage("dev.tandem.sim.match", "dev.tandem.sim.book"))))
                .orShould()
                .dependOnClassesThat(
                        resideInAnyPackage("java.util..", "java.math..", "java.time..", "java.text..", "org.slf4j..")
                                .and(not(equivalentTo(Objects.class))))
                .orShould()
                .dependOnClassesThat(belongToAnyOf(
                        Long.class,
                        Integer.class,
                        Short.class,
                        Byte.class,
                        Character.class,
                        Boolean.class,
                        Double.class,
                        Float.class))
                .check(ALL);
    }

    @Test
    void theBookKnowsPrimitivesAndItself() {
        noClasses()
                .that()
                .resideInAPackage("dev.tandem.sim.book")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tandem..").and(not(resideInAPackage("dev.tandem.sim.book"))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util..", "java.math..", "java.time..", "java.text..")
                        .and(not(equivalentTo(Objects.class))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..")
                .orShould()
                .callMethod(Long.class, "valueOf", long.class)
                .orShould()
                .callMethod(Integer.class, "valueOf", int.class)
                .orShould()
                .callMethod(Boolean.class, "valueOf", boolean.class)
                .check(ALL);
    }

    // Ring 1: what decides

    @Test
    void whatDecidesDoesNoInputOrOutputAndLocksNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(ringOne())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Thread.class, ThreadLocal.class))
                .check(ALL);
    }

    @Test
    void whatDecidesAsksNoClockButTheOneItWasGivenAndThrowsNoDice() {
        noClasses()
                .that()
                .resideInAnyPackage(ringOne())
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(Clock.class, Random.class, SplittableRandom.class, UUID.class))
                .check(ALL);
    }

    @Test
    void onlyTheGateMakesAnApprovedOrder() {
        noConstructors()
                .that()
                .areDeclaredInClassesThat()
                .areAssignableTo(ApprovedOrder.class)
                .should()
                .bePublic()
                .orShould()
                .beProtected()
                .check(ALL);
    }

    // Manners

    @Test
    void everyPackageSaysWhatItIsAndThatNullIsMarked() {
        assertThat(ALL.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(ArchitectureTest::isNullMarked);
    }

    private static void isNullMarked(JavaPackage it) {
        assertThat(it.isAnnotatedWith(NullMarked.class))
                .as("%s has a package-info with @NullMarked", it.getName())
                .isTrue();
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils)")
                .orShould()
                .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
                .check(ALL);
    }

    private static String[] core() {
        return packages("model", "indicator", "ledger", "gate", "result", "strategy", "plugin", "engine");
    }

    private static String[] ringOne() {
        return packages("engine", "gate", "ledger", "model", "indicator", "sim.spot");
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> BASE + name).toArray(String[]::new);
    }
}
