package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.xchange.KeyTurn.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One request at a time, cancels first, and never more than the venue allows. */
class KeyTurnTest {
    private final HandClock clock = new HandClock();

    private KeyTurn turn(KeyTurn.Timer timer, RateBudget.Limit... limits) {
        return new KeyTurn(
                timer,
                new RateBudget(List.of(limits), timer.nanos()),
                new BinanceProfile().errors(),
                Duration.ofSeconds(5));
    }

    @Test
    void cancelsGoBeforeOrdersAndOrdersBeforeQuestions() throws Exception {
        KeyTurn turn = turn(KeyTurn.Timer.SYSTEM);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(start(turn, Priority.QUERY, () -> {
            inside.countDown();
            await(go);
            order.add("first");
        }));
        inside.await();
        for (Priority priority : List.of(Priority.QUERY, Priority.ORDER, Priority.CANCEL)) {
            Thread thread = start(turn, priority, () -> order.add(priority.name()));
            threads.add(thread);
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly("first", "CANCEL", "ORDER", "QUERY");
    }

    private static Thread start(KeyTurn turn, Priority priority, Runnable action) {
        return Thread.ofPlatform().start(() -> {
            try {
                turn.ask(priority, 1, () -> {
                    action.run();
                    return "";
                });
            } catch (VenueException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noIntervalSeesMoreThanTheLimitHoweverItIsLaid() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RateBudget budget =
                    new RateBudget(List.of(new RateBudget.Limit("requests", 20, Duration.ofSeconds(10), false)), 0);
            List<Long> sent = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 400; i++) {
                now += random.nextLong(600_000_000L);
                Priority priority = Priority.values()[random.nextInt(3)];
                if (budget.take(priority, 1, now) == 0) {
                    sent.add(now);
                }
            }
            for (int i = 20; i < sent.size(); i++) {
                assertThat(sent.get(i) - sent.get(i - 20)).as("seed " + seed).isGreaterThan(10_000_000_000L - 1);
            }
        }
    }

    @Test
    void theLastTenthIsForCancels() {
        RateBudget budget =
                new RateBudget(List.of(new RateBudget.Limit("requests", 40, Duration.ofMinutes(1), false)), 0);
        int questions = 0;
        while (budget.take(Priority.QUERY, 1, 0) == 0) {
            questions++;
        }
        int cancels = 0;
        while (budget.take(Priority.CANCEL, 1, 0) == 0) {
            cancels++;
        }

        assertThat(questions).isEqualTo(18);
        assertThat(cancels).isEqualTo(2);
    }

    @Test
    void aRequestWaitsForRoomAndWhatWouldWaitTooLongIsNotSent() throws VenueException {
        KeyTurn turn = turn(clock, new RateBudget.Limit("ORDERS", 2, Duration.ofSeconds(4), true));
        long began = clock.nanos();
        turn.ask(Priority.ORDER, 1, () -> "");
        turn.ask(Priority.ORDER, 1, () -> "");
        assertThat(clock.nanos() - began).isEqualTo(4_000_000_000L);

        turn.adjust((budget, now) -> budget.closeUntil(now + 60_000_000_000L));
        assertThatThrownBy(() -> turn.ask(Priority.ORDER, 1, () -> ""))
                .isInstanceOfSatisfying(
                        VenueException.class,
                        e -> assertThat(e.error().message())
                                .isEqualTo(
                                        "the venue's rate limit leaves no room for 60000 ms, and a request waits 5000 ms at"
                                                + " most"));
    }
}
