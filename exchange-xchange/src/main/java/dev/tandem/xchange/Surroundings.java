package dev.tandem.xchange;

import java.time.InstantSource;
import java.util.Map;

/**
 * What a plugin is given of the world.
 *
 * @param clock what time it is here
 * @param timer how waiting works
 * @param pulse what makes it look after its orders
 * @param environment where credentials may be
 * @param streams whether streams are listened to, besides asking
 */
record Surroundings(
        InstantSource clock, KeyTurn.Timer timer, Pulse pulse, Map<String, String> environment, boolean streams) {
    static Surroundings real() {
        return new Surroundings(
                InstantSource.system(),
                KeyTurn.Timer.SYSTEM,
                Pulse.onVirtualThread("tandem-xchange-watch"),
                System.getenv(),
                true);
    }
}
