package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.xchange.Line.Trouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many orders at a {@code tandem venue} whose server resets, answers -1007 or with pages of HTML, on a line that resets,
 * closes and cuts: one POST per order, and in the end the plugin's view is what the venue says is the truth.
 */
class FaultsAgainstTruthTest {
    private static final Trouble[] TROUBLES = {
        Trouble.LOSE_BEFORE,
        Trouble.LOSE_AFTER,
        Trouble.CLOSE_BEFORE,
        Trouble.CLOSE_AFTER,
        Trouble.CUT,
        Trouble.STALE,
        Trouble.TOO_MANY
    };

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aHundredOrders() throws IOException {
        orders(100, 20261122);
    }

    @Test
    @Tag("long")
    void twelveHundredOrders() throws IOException {
        orders(1_200, Long.getLong("tandem.seed", 11));
    }

    private Path faults(long seed) throws IOException {
        Path file = folder.resolve("faults.txt");
        Files.writeString(file, "seed " + seed + """

                unknown-before  on POST /api/v3/order  chance 0.04
                unknown-after   on POST /api/v3/order  chance 0.04
                reset-before    on POST /api/v3/order  chance 0.04
                reset-after     on POST /api/v3/order  chance 0.04
                status 503      on POST /api/v3/order  chance 0.04
                status-after 502 on POST /api/v3/order chance 0.04
                status-after 504 on DELETE /api/v3/order chance 0.1
                unknown-before  on DELETE /api/v3/order chance 0.1
                status 500      on GET  /api/v3/*      chance 0.03
                """);
        return file;
    }

    private void orders(int count, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Reports reports = new Reports();
        try (VenueOnLoopback venue = new VenueOnLoopback("10000000", faults(seed));
                ExecutionPlugin exchange = venue.connect()) {
            asked(() -> {
                exchange.init(reports);
                return true;
            });
            Trouble[] next = {Trouble.NONE};
            venue.line().always(() -> next[0]);
            List<Long> resting = new ArrayList<>();
            boolean stale = false;
            for (int i = 1; i <= count; i++) {
                next[0] = random.nextInt(3) > 0 ? Trouble.NONE : TROUBLES[random.nextInt(TROUBLES.length)];
                ApprovedOrder.Single order = order(i, random);
                ExecutionResult result = exchange.executeOrder(order);
                int posts = venue.line().posts(order.id().toString());
                String situation = "seed " + seed + ", order " + i + ", " + next[0] + ": " + result;
                if (stale || result instanceof ExecutionResult.Denied) {
                    assertThat(posts).as(situation).isLessThanOrEqualTo(1);
                } else {
                    assertThat(posts).as(situation).isEqualTo(1);
                }
                stale = next[0] == Trouble.STALE;
                for (int beat = 0; beat < 100 && isUnclear(result, reports, i); beat++) {
                    venue.advance();
                }
                if (order.type() instanceof OrderType.Limit) {
                    resting.add((long) i);
                }
                if (!resting.isEmpty() && random.nextInt(3) == 0) {
                    exchange.cancelOrder(Given.id(resting.remove(random.nextInt(resting.size()))));
                }
                if (random.nextInt(20) == 0) {
                    nudge(venue, venue.startTicks() / 1_000 * (1_000 + random.nextInt(-5, 6)));
                }
            }
            for (int beat = 0; beat < 30; beat++) {
                venue.advance();
            }
            agrees(venue, exchange, reports, count, "seed " + seed);
        }
    }

    /** The others have the venue's troubles, too; how far they get does not matter here. */
    private static void nudge(VenueOnLoopback venue, long ticks) {
        try {
            venue.moveTo(ticks);
        } catch (AssertionError theirs) {
            assertThat(theirs).hasMessageNotContaining("NOTIONAL");
        }
    }

    private static boolean isUnclear(ExecutionResult result, Reports reports, long number) {
        return result instanceof ExecutionResult.Unconfirmed
                && reports.of(Given.id(number)).isEmpty();
    }

    private static ApprovedOrder.Single order(long number, SplittableRandom random) {
        OrderRequest.Builder request = OrderRequest.buy(VenueOnLoopback.BTC).quantity("0.00" + (1 + random.nextInt(9)));
        return switch (random.nextInt(3)) {
            case 0 -> Given.order(number, request);
            case 1 -> Given.order(number, request.limit("60100"));
            default -> Given.order(number, request.limit(Integer.toString(59_700 + 10 * random.nextInt(20))));
        };
    }

    private static void agrees(
            VenueOnLoopback venue, ExecutionPlugin exchange, Reports reports, int count, String seed) {
        JsonNode truth = venue.truth();
        Map<String, JsonNode> orders = new HashMap<>();
        for (JsonNode entry : truth.path("orders")) {
            if (entry.path("account").asText().equals(VenueOnLoopback.account())) {
                JsonNode order = entry.path("order");
                JsonNode twice = orders.put(order.path("clientOrderId").asText(), order);
                // A canceled order shows the cancel's id there.
                assertThat(twice).as(seed + ", twice at the venue: " + order).isNull();
            }
        }
        TreeSet<String> fillsThere = new TreeSet<>();
        for (JsonNode entry : truth.path("fills")) {
            if (entry.path("account").asText().equals(VenueOnLoopback.account())) {
                JsonNode fill = entry.path("fill");
                fillsThere.add(
                        fill.path("id").asText() + " of " + fill.path("orderId").asText() + ": "
                                + text(fill.path("qty")) + " at " + text(fill.path("price")) + ", fee "
                                + text(fill.path("commission")));
            }
        }
        TreeSet<String> fillsHere = new TreeSet<>();
        int told = 0;
        for (ExecutionReport report : reports.all()) {
            if (report instanceof ExecutionReport.Filled filled) {
                told++;
                fillsHere.add(filled.fill().tradeId() + " of " + filled.fill().orderId() + ": "
                        + plain(filled.fill().quantity()) + " at "
                        + plain(filled.fill().price()) + ", fee "
                        + plain(BigDecimal.valueOf(filled.fill().fee(), Money.SCALE)));
            }
        }
        assertThat(fillsHere).as(seed).isEqualTo(fillsThere);
        assertThat(told).as(seed + ", fills that were told twice").isEqualTo(fillsHere.size());

        Map<String, String> ends = new TreeMap<>();
        for (long i = 1; i <= count; i++) {
            assertThat(venue.line().posts(Given.id(i).toString()))
                    .as(seed + ", order " + i)
                    .isLessThanOrEqualTo(1);
            for (ExecutionReport report : reports.of(Given.id(i))) {
                if (report instanceof ExecutionReport.Filled filled) {
                    if (filled.leavesLots() == 0) {
                        ends.put(Given.id(i).toString(), "FILLED");
                    }
                } else if (!(report instanceof ExecutionReport.Accepted)) {
                    ends.put(Given.id(i).toString(), report.getClass().getSimpleName());
                }
            }
        }
        List<String> openThere = new ArrayList<>();
        orders.forEach((name, order) -> {
            String status = order.path("status").asText();
            boolean open = status.equals("NEW") || status.equals("PARTIALLY_FILLED");
            if (open) {
                openThere.add(name);
            }
            if (status.equals("FILLED")) {
                assertThat(ends).as(seed + ", " + order).containsEntry(name, "FILLED");
            }
        });
        assertThat(asked(exchange::openOrders))
                .as(seed)
                .extracting(OrderSnapshot::clientOrderId)
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(openThere);
        assertThat(ends.keySet()).as(seed + ", ended and open").doesNotContainAnyElementsOf(openThere);
        Map<String, Long> balances = new HashMap<>();
        for (Balance balance : asked(exchange::fetchBalance)) {
            balances.put(balance.asset(), balance.total());
        }
        for (JsonNode account : truth.path("accounts")) {
            if (account.path("account").asText().equals(VenueOnLoopback.account())) {
                for (JsonNode balance : account.path("balances")) {
                    long there = Money.of(new BigDecimal(balance.path("free").asText())
                            .add(new BigDecimal(balance.path("locked").asText())));
                    assertThat(balances.getOrDefault(balance.path("asset").asText(), 0L))
                            .as(seed + ", " + balance)
                            .isEqualTo(there);
                }
            }
        }
    }

    /** Questions have their troubles until the end. */
    private static <T> T asked(Supplier<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.get();
            } catch (PluginException e) {
                assertThat(attempt).as(e.getMessage()).isLessThan(20);
            }
        }
    }

    private static String text(JsonNode number) {
        return plain(new BigDecimal(number.asText()));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
