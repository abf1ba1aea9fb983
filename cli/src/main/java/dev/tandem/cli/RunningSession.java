package dev.tandem.cli;

import dev.tandem.plugin.PluginException;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.ReplayException;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.SessionListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One session on its thread: it ends with a result, in an error, or fenced off. */
final class RunningSession {
    private final LivePlan.Planned planned;
    private final LiveSession session;
    private final SafetyLimits safety;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable RunResult result;
    private volatile @Nullable Throwable trouble;
    private volatile List<String> canceled = List.of();
    private @Nullable Thread thread;

    RunningSession(LivePlan.Planned planned, LiveSession session, SafetyLimits safety) {
        this.planned = planned;
        this.session = session;
        this.safety = safety;
    }

    void start(SessionListener told) {
        told.said(
                "started",
                planned.loaded().name() + " on "
                        + String.join(", ", planned.arguments().instruments()) + " at "
                        + planned.arguments().exchange());
        thread = Thread.ofPlatform()
                .name("session-" + planned.name())
                .daemon(true)
                .start(() -> {
                    try {
                        result = session.run();
                        told.said("ended", "");
                    } catch (Throwable e) {
                        trouble = e;
                        told.said("ended", "in an error: " + Complaint.oneLine(String.valueOf(e.getMessage())));
                    } finally {
                        ended.countDown();
                    }
                });
    }

    String name() {
        return planned.name();
    }

    LivePlan.Planned planned() {
        return planned;
    }

    LiveSession session() {
        return session;
    }

    SafetyLimits safety() {
        return safety;
    }

    CountDownLatch ended() {
        return ended;
    }

    /** What was canceled when it was fenced off. */
    List<String> canceled() {
        return canceled;
    }

    /** Whether it runs, or has ended as it should. */
    boolean isGood() {
        return trouble == null && !session.isFenced() && session.busyFor().compareTo(safety.hangAfter()) <= 0;
    }

    /** Fences it off if the strategy thinks for too long. True if that was done now. */
    boolean fenceIfItHangs() {
        if (session.isFenced() || session.busyFor().compareTo(safety.hangAfter()) <= 0) {
            return false;
        }
        canceled = session.fence();
        ended.countDown();
        Thread runner = thread;
        if (runner != null) {
            runner.interrupt();
        }
        return true;
    }

    @Nullable
    RunResult result() {
        return session.isFenced() ? null : result;
    }

    /** What is said when it did not end as it should; null if it did. */
    @Nullable
    RuntimeException problem() {
        if (session.isFenced()) {
            return UserError.refused("the strategy " + planned.loaded().name() + " has not come back for more than "
                    + safety.hangAfter().toSeconds() + " s: it was fenced off, its open entries are canceled, its"
                    + " exits rest at the venue; start again to go on");
        }
        return switch (trouble) {
            case null -> null;
            case UserError e -> e;
            case ReplayException e -> UserError.refused("the journal and this strategy do not fit: " + e.getMessage());
            case JournalException e -> UserError.usage(String.valueOf(e.getMessage()));
            case PluginException e -> UserError.network(String.valueOf(e.getMessage()));
            case IllegalArgumentException e -> UserError.usage(String.valueOf(e.getMessage()));
            case RuntimeException e -> e;
            case Throwable e -> new IllegalStateException(e);
        };
    }
}
