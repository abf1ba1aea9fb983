package dev.tandem.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signals with which a process is told to end: Ctrl-C, and SIGTERM as systemd and containers send it. Taken from the JVM, which
 * would end with an exit code of its own for each, and would not wait for what the command has to say last.
 *
 * <p>Where they cannot be taken (-Xrs, a JVM without {@code sun.misc.Signal}) the JVM acts as always. The class is reached by
 * reflection: it is no part of the platform's interface, and the compiler warns of each mention.
 */
final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM");

    private final Deque<Taken> taken = new ArrayDeque<>();

    private record Taken(Method handle, Object signal, Object before) {}

    private Signals() {}

    /** @param come called on a thread of its own for each signal */
    static Signals take(Runnable come) {
        Signals signals = new Signals();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object ignored = handler.getField("SIG_IGN").get(null);
            Object ours = handler(handler, come);
            for (String name : NAMES) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                Object before = handle.invoke(null, one, ours);
                if (ignored.equals(before)) {
                    // A shell that starts something in the background lets it ignore Ctrl-C.
                    handle.invoke(null, one, before);
                } else {
                    signals.taken.push(new Taken(handle, one, before));
                }
            }
        } catch (ReflectiveOperationException e) {
            signals.close();
        }
        return signals;
    }

    @SuppressWarnings("ReferenceEquality") // a handler is equal to itself only
    private static Object handler(Class<?> type, Runnable come) {
        return Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {type},
                (Object proxy, Method method, Object @Nullable [] arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        come.run();
                        yield null;
                    }
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "tandem's";
                });
    }

    /** Gives them back to whom they belonged. */
    @Override
    public void close() {
        while (!taken.isEmpty()) {
            Taken one = taken.pop();
            try {
                one.handle().invoke(null, one.signal(), one.before());
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a signal cannot be given back", e);
            }
        }
    }
}
