package dev.tandem.sim.junit;

import dev.tandem.sim.FaultPlan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Looks for the fewest faults with which a test still fails, by calling it again with some of them left out. */
final class Shrinking {
    private static final int MOST_CALLS = 200;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final ReflectiveInvocationContext<Method> method;
    private final Class<? extends Throwable> failure;
    private final long started = System.nanoTime();
    private int calls;

    /** @param failure what the test fails with; others are another story */
    Shrinking(ReflectiveInvocationContext<Method> method, Class<? extends Throwable> failure) {
        this.method = method;
        this.failure = failure;
    }

    /** As short a script as was found with which the test fails; null if even the whole one passes. */
    @Nullable
    String fewest(String script) {
        List<String> lines = new ArrayList<>(script.lines().toList());
        if (!fails(lines)) {
            return null;
        }
        for (int chunk = lines.size(); chunk > 1; chunk /= 2) {
            lines = without(chunk, lines);
        }
        for (int before = lines.size() + 1; lines.size() < before; ) {
            before = lines.size();
            lines = without(1, lines);
        }
        return String.join("\n", lines);
    }

    /** Leaves out each part of so many lines without which it still fails. */
    private List<String> without(int chunk, List<String> all) {
        List<String> lines = all;
        for (int from = lines.size() - chunk; from >= 0; from -= chunk) {
            List<String> less = new ArrayList<>(lines);
            less.subList(from, from + chunk).clear();
            if (fails(less)) {
                lines = less;
            }
        }
        return lines;
    }

    private boolean fails(List<String> lines) {
        if (calls++ >= MOST_CALLS || System.nanoTime() - started > PATIENCE_NANOS) {
            return false;
        }
        String script = String.join("\n", lines);
        Object[] arguments = method.getArguments().stream()
                .map(argument -> argument instanceof Faults faults
                        ? new Faults(faults.seed(), () -> FaultPlan.script(script))
                        : argument)
                .toArray();
        try {
            ReflectionSupport.invokeMethod(
                    method.getExecutable(), method.getTarget().orElse(null), arguments);
            return false;
        } catch (Throwable thrown) {
            if (thrown instanceof VirtualMachineError error) {
                throw error;
            }
            return failure.isInstance(thrown);
        }
    }
}
