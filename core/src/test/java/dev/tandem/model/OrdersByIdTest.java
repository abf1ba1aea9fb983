package dev.tandem.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrdersByIdTest {
    private final OrdersById<String> orders = new OrdersById<>();

    @Test
    void anOrderThatStaysOpenForYearsIsFoundBehindThousandsOfOthers() {
        add("bt", 1);
        for (int number = 2; number < 5_000; number++) {
            add("bt", number);
            orders.end(new ClientOrderId("bt", number));
        }
        assertThat(find("bt", 1)).isEqualTo("bt-1");
        assertThat(find("bt", 4_999)).as("ended lately").isEqualTo("bt-4999");
        assertThat(find("bt", 4_000)).as("ended long ago").isNull();
    }

    @Test
    void ordersOfOtherSessionsAndForeignIdsAreFoundAsWell() {
        add("bt", 7);
        add("yesterday", 7);
        orders.add(ClientOrderId.parse("placed-by-hand!"), "by hand");
        assertThat(find("bt", 7)).isEqualTo("bt-7");
        assertThat(find("yesterday", 7)).isEqualTo("yesterday-7");
        assertThat(orders.get(ClientOrderId.parse("placed-by-hand!"))).isEqualTo("by hand");
        assertThat(find("tomorrow", 7)).isNull();
    }

    @Test
    void anIdThatIsUsedAgainMeansTheNewerOrder() {
        add("bt", 3);
        orders.end(new ClientOrderId("bt", 3));
        orders.add(new ClientOrderId("bt", 3), "newer");
        assertThat(find("bt", 3)).isEqualTo("newer");
        assertThat(orders.all()).containsExactly("newer");
    }

    /** Against a plain map: what is open is always found, and what is found is the right one. */
    @Test
    void everyOpenOrderIsFoundWhateverHappened() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OrdersById<String> fast = new OrdersById<>();
            Map<ClientOrderId, String> open = new HashMap<>();
            List<ClientOrderId> used = new ArrayList<>();
            long next = 1;
            for (int step = 0; step < 3_000; step++) {
                if (random.nextInt(100) < 55 || used.isEmpty()) {
                    String session = random.nextInt(20) == 0 ? "other" : "bt";
                    ClientOrderId id = new ClientOrderId(session, next++);
                    fast.add(id, id.toString());
                    open.put(id, id.toString());
                    used.add(id);
                } else {
                    ClientOrderId id = used.get(random.nextInt(used.size()));
                    if (open.remove(id) != null) {
                        fast.end(id);
                    }
                }
                ClientOrderId asked = used.get(random.nextInt(used.size()));
                String found = fast.get(asked);
                if (open.containsKey(asked)) {
                    assertThat(found).as("seed %s, step %s", seed, step).isEqualTo(asked.toString());
                } else {
                    assertThat(found).as("seed %s, step %s", seed, step).isIn(null, asked.toString());
                }
            }
            assertThat(fast.all()).as("seed %s", seed).containsAll(open.values());
        }
    }

    private void add(String session, long number) {
        orders.add(new ClientOrderId(session, number), session + "-" + number);
    }

    private @Nullable String find(String session, long number) {
        return orders.get(new ClientOrderId(session, number));
    }
}
