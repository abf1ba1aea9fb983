package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order waits for the disk once: its event and itself are one write and one force, and what follows needs none. */
class OneForceForAnOrderTest {
    @TempDir
    Path directory;

    private final FaultyFiles disk = new FaultyFiles();
    private final List<String> asked = new ArrayList<>();
    private int writes;
    private int forces;

    private void sinceThen(String what) {
        asked.add(what + ": " + (disk.writes - writes) + " writes, " + (disk.forces - forces) + " forces");
        writes = disk.writes;
        forces = disk.forces;
    }

    /** Buys on each second bar. */
    private Strategy everyOther() {
        return new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                sinceThen("bar");
                if (bar.index() % 2 == 1) {
                    trader.buy();
                }
            }
        };
    }

    private ExecutionLane watched(ExecutionLane lane) {
        return new ExecutionLane() {
            @Override
            public void execute(ApprovedOrder order) {
                sinceThen("order");
                lane.execute(order);
            }

            @Override
            public void cancel(ClientOrderId order) {
                lane.cancel(order);
            }

            @Override
            public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                lane.replace(order, replacement);
            }
        };
    }

    @Test
    void oneWriteAndOneForceBeforeAnOrderLeavesAndNoForceForABar() {
        List<Long> told = new ArrayList<>();
        try (Journal journal = Journal.open(directory, Written.OPTIONS, disk)) {
            journal.timed(told::add);
            SimSession session = new SimSession(everyOther(), this::watched);
            session.open(journal, Unsent.SEND);
            session.engine().process(new EngineEvent.Start());
            List<Bar> bars = Market.bars(1, 6);
            for (Bar bar : bars) {
                writes = disk.writes;
                forces = disk.forces;
                int before = asked.size();
                session.bars(List.of(bar));
                // What comes of a fill at the open is written after the last bar, and before this one.
                List<String> during = asked.subList(before, asked.size());
                if (bar.index() % 2 == 1) {
                    assertThat(during).hasSize(2);
                    assertThat(during.get(1)).isEqualTo("order: 1 writes, 1 forces");
                } else {
                    assertThat(during).hasSize(1);
                }
                assertThat(during.getFirst()).endsWith(" 0 forces");
                assertThat(disk.forces - forces).isZero();
            }
            assertThat(told).hasSize(3);
            disk.forceMillis = 20;
            journal.append(new JournalEntry.Remark("slow", "disk"), 1, false);
            assertThat(told.getLast()).isGreaterThanOrEqualTo(20_000_000L);
        }
    }
}
