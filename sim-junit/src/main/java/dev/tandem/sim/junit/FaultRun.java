package dev.tandem.sim.junit;

import dev.tandem.sim.FaultPlan;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** One run of a {@link FaultTest}: hands the faults over, and says what they were if the test fails. */
final class FaultRun implements ParameterResolver, InvocationInterceptor {
    private final String name;
    private final String howToRepeat;
    private final Faults faults;
    private final FaultExtension.Tally tally;

    /** @param howToRepeat beside writing a script, empty if there is no other way */
    FaultRun(String name, String howToRepeat, Faults faults, FaultExtension.Tally tally) {
        this.name = name;
        this.howToRepeat = howToRepeat;
        this.faults = faults;
        this.tally = tally;
    }

    String name() {
        return name;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Faults.class;
    }

    @Override
    public Faults resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return faults;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (TestAbortedException e) {
            throw e;
        } catch (Throwable failure) {
            if (failure instanceof VirtualMachineError) {
                throw failure;
            }
            throw explained(failure, new Shrinking(method, failure.getClass()));
        }
        mustHaveBeenTried();
        tally.passed(faults.met());
    }

    private AssertionFailedError explained(Throwable failure, Shrinking shrinking) {
        StringBuilder text = new StringBuilder("under faults, ").append(name).append(":\n");
        List<FaultPlan> plans = faults.plans();
        for (FaultPlan plan : plans) {
            String happened = FaultExtension.oneLine(plan.happened());
            text.append("  what orders met: ")
                    .append(happened.isEmpty() ? "nothing" : happened)
                    .append(" (of ")
                    .append(plan.orders())
                    .append(" orders)\n");
        }
        String script = plans.size() == 1 ? plans.getFirst().happened() : "";
        String fewest = script.isEmpty() ? null : shrinking.fewest(script);
        if (fewest == null) {
            fewest = script;
        } else if (fewest.isEmpty()) {
            text.append("  it fails without any fault too\n");
        } else {
            text.append("  it fails with no more than: ")
                    .append(FaultExtension.oneLine(fewest))
                    .append('\n');
        }
        text.append("  to repeat: ").append(howToRepeat);
        if (!fewest.isEmpty()) {
            text.append(howToRepeat.isEmpty() ? "" : ", or ")
                    .append("@FaultTest(script = \"")
                    .append(fewest.strip().replace("\n", "\\n"))
                    .append("\")");
        } else if (howToRepeat.isEmpty()) {
            text.append("the test as it is");
        }
        text.append('\n').append(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        if (failure instanceof AssertionFailedError with && with.isExpectedDefined() && with.isActualDefined()) {
            return new AssertionFailedError(text.toString(), with.getExpected(), with.getActual(), failure);
        }
        return new AssertionFailedError(text.toString(), failure);
    }

    /** A test that could not fail proves nothing. */
    private void mustHaveBeenTried() {
        if (faults.plans().isEmpty()) {
            throw new AssertionFailedError("nothing could go wrong: the test has to take a parameter of type Faults and"
                    + " give faults.plan() to Backtest.faults");
        }
        for (FaultPlan plan : faults.plans()) {
            if (plan.orders() == 0) {
                throw new AssertionFailedError("nothing could go wrong: no order left the strategy, or the plan was not"
                        + " given to Backtest.faults");
            }
            if (!plan.outstanding().isEmpty()) {
                throw new AssertionFailedError("not all of the script happened: " + plan.orders()
                        + " orders left, and these were for later ones: "
                        + FaultExtension.oneLine(plan.outstanding()));
            }
        }
    }
}
