package dev.tandem.sim.junit;

import dev.tandem.sim.Fault;
import dev.tandem.sim.FaultPlan;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the runs of a {@link FaultTest}. */
final class FaultExtension implements TestTemplateInvocationContextProvider {
    /** Of seeds, only this one. */
    static final String ONLY_SEED = "tandem.faults.seed";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        FaultTest test = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), FaultTest.class)
                .orElseThrow();
        Tally tally = new Tally(context.getDisplayName());
        if (test.script().length > 0) {
            return IntStream.range(0, test.script().length)
                    .mapToObj(i -> scripted(test.script()[i], i + 1L, tally))
                    .map(FaultExtension::context);
        }
        if (test.runs() < 1) {
            throw new ExtensionConfigurationException("@FaultTest(runs = " + test.runs() + "): at least 1 is needed");
        }
        Long only = Long.getLong(ONLY_SEED);
        if (only == null) {
            context.getStore(ExtensionContext.Namespace.create(FaultExtension.class))
                    .put("tally", tally);
        }
        LongStream seeds =
                only == null ? LongStream.range(test.seed(), test.seed() + test.runs()) : LongStream.of(only);
        return seeds.mapToObj(seed -> drawn(test, seed, tally)).map(FaultExtension::context);
    }

    private static FaultRun scripted(String script, long number, Tally tally) {
        plan(() -> FaultPlan.script(script));
        return new FaultRun("script " + oneLine(script), "", new Faults(number, () -> FaultPlan.script(script)), tally);
    }

    private static FaultRun drawn(FaultTest test, long seed, Tally tally) {
        Set<Fault> kinds =
                test.kinds().length == 0 ? EnumSet.allOf(Fault.class) : EnumSet.copyOf(Arrays.asList(test.kinds()));
        plan(() -> FaultPlan.random(test.rate(), seed, kinds));
        return new FaultRun(
                "seed " + seed,
                "-D" + ONLY_SEED + "=" + seed,
                new Faults(seed, () -> FaultPlan.random(test.rate(), seed, kinds)),
                tally);
    }

    /** What is wrong with the annotation is said before the test runs. */
    private static void plan(Runnable made) {
        try {
            made.run();
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@FaultTest: " + e.getMessage(), e);
        }
    }

    static String oneLine(String script) {
        return String.join(", ", script.strip().split("\\s*\\R\\s*"));
    }

    private static TestTemplateInvocationContext context(FaultRun run) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int index) {
                return run.name();
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(run);
            }
        };
    }

    /** What all runs of a test met; closed when they are over. */
    static final class Tally implements AutoCloseable {
        private final String test;
        private long passed;
        private long met;

        Tally(String test) {
            this.test = test;
        }

        synchronized void passed(long faults) {
            passed++;
            met += faults;
        }

        @Override
        public synchronized void close() {
            if (passed > 0 && met == 0) {
                throw new AssertionError("in " + passed + " runs of " + test
                        + " no order met a fault, so nothing was tested: use more runs, or a higher rate");
            }
        }
    }
}
