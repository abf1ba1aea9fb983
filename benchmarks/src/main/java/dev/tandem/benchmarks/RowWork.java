package dev.tandem.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.annotation.Annotation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A benchmark's method called without JMH, in this JVM: what JMH would do for {@code @Setup}, {@code @TearDown}, states and
 * black holes is done here, so that a row and its floor can take turns within milliseconds. Every invocation has to be long
 * enough to be timed alone, or is repeated.
 */
final class RowWork {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SHORTEST_NANOS = 3_000_000;

    private final Object state;
    private final Method method;
    private final Object[] arguments;
    private final List<Call> before = new ArrayList<>();
    private final List<Call> after = new ArrayList<>();
    private final List<Call> atTheEnd = new ArrayList<>();
    private final long operations;
    private int repeats = 1;

    /** Somebody could look at it, so the work has to be done. */
    @Nullable
    Object result;

    private record Call(Object of, Method method, Object[] arguments) {
        @Nullable
        Object run() {
            try {
                return method.invoke(of, arguments);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(method + " failed", e.getCause());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(method + " is not public", e);
            }
        }
    }

    /** Several rows of one class share its state, as they do the data. */
    static final class States {
        private final Map<String, Object> all = new HashMap<>();

        RowWork of(String benchmark, @Nullable String numbers) {
            return new RowWork(benchmark, numbers, all);
        }
    }

    private RowWork(String benchmark, @Nullable String numbers, Map<String, Object> states) {
        int dot = benchmark.indexOf('.');
        Class<?> type = type(benchmark.substring(0, dot));
        String key = type.getName() + ":" + numbers;
        Object known = states.get(key);
        state = known == null ? make(type, numbers) : known;
        method = method(type, benchmark.substring(dot + 1));
        arguments = arguments(method, numbers, states);
        operations = operations(type, method);
        fixtures(state, type, numbers, states, known == null);
        states.put(key, state);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(RowWork.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no benchmark class " + name, e);
        }
    }

    private static Object make(Class<?> type, @Nullable String numbers) {
        try {
            Object made = type.getDeclaredConstructor().newInstance();
            if (numbers != null) {
                type.getField("numbers").set(made, numbers);
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " cannot be made as a benchmark is", e);
        }
    }

    private static Method method(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException(type + " has no public method " + name);
    }

    private Object[] arguments(Method of, @Nullable String numbers, Map<String, Object> states) {
        Class<?>[] types = of.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = argument(types[i], numbers, states);
        }
        return values;
    }

    private Object argument(Class<?> type, @Nullable String numbers, Map<String, Object> states) {
        if (type == Blackhole.class) {
            return new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly is" + " dangerous.");
        }
        if (type.isInstance(state)) {
            return state;
        }
        String key = type.getName() + ":" + numbers;
        Object known = states.get(key);
        if (known != null) {
            return known;
        }
        Object made = make(type, null);
        states.put(key, made);
        fixtures(made, type, numbers, states, true);
        return made;
    }

    private void fixtures(
            Object of, Class<?> type, @Nullable String numbers, Map<String, Object> states, boolean isNew) {
        for (Method one : type.getMethods()) {
            Setup setup = one.getAnnotation(Setup.class);
            if (setup != null) {
                Call call = new Call(of, one, arguments(one, numbers, states));
                if (setup.value() == Level.Invocation) {
                    before.add(call);
                } else if (isNew) {
                    call.run();
                }
            }
            TearDown tearDown = one.getAnnotation(TearDown.class);
            if (tearDown != null) {
                Call call = new Call(of, one, arguments(one, numbers, states));
                if (tearDown.value() == Level.Invocation) {
                    after.add(call);
                } else if (isNew) {
                    atTheEnd.add(call);
                }
            }
        }
    }

    private static long operations(Class<?> type, Method method) {
        Annotation own = method.getAnnotation(OperationsPerInvocation.class);
        OperationsPerInvocation operations = own instanceof OperationsPerInvocation ofMethod
                ? ofMethod
                : type.getAnnotation(OperationsPerInvocation.class);
        return operations == null ? 1 : operations.value();
    }

    /** What one timing says, per operation. */
    record Slice(double cpuNanos, double bytes) {}

    /** Runs it long enough to be timed, and says what it took. */
    Slice slice() {
        while (true) {
            long cpu = 0;
            long bytes = 0;
            for (int i = 0; i < repeats; i++) {
                before.forEach(Call::run);
                long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
                long cpuBefore = THREADS.getCurrentThreadCpuTime();
                result = new Call(state, method, arguments).run();
                cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
                bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
                after.forEach(Call::run);
            }
            if (cpu >= SHORTEST_NANOS) {
                double all = (double) operations * repeats;
                return new Slice(cpu / all, bytes / all);
            }
            repeats *= 2;
        }
    }

    void end() {
        atTheEnd.forEach(Call::run);
    }
}
