package dev.tandem.tck;

import dev.tandem.plugin.ExecutionPlugin;
import java.util.List;
import java.util.function.UnaryOperator;

/** A venue whose plugin makes a mistake. Patience is short: what is missing does not come later either. */
final class BrokenVenue extends LinkedSimVenue {
    static final String SECRET = "s3cr3t";

    private final UnaryOperator<ExecutionPlugin> mistake;

    BrokenVenue(UnaryOperator<ExecutionPlugin> mistake) {
        this.mistake = mistake;
    }

    @Override
    public ExecutionPlugin connect() {
        return mistake.apply(super.connect());
    }

    @Override
    public ExecutionPlugin connectWithWrongCredentials() {
        return mistake.apply(super.connectWithWrongCredentials());
    }

    @Override
    public int patience() {
        return 15;
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }
}
