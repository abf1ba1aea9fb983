package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.sim.spot.SpotMarket;
import dev.tandem.web.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The path through a bar, point by point, without a server. */
class PathTest {
    private static final SymbolRules RULES = new SymbolRules(Wire.BTC);

    private static VenueCore core(BarColumns bars, int points) {
        SpotAccounts books = new SpotAccounts();
        Tape tape = new Tape(bars);
        return new VenueCore(
                RULES,
                books,
                tape,
                List.of("alice"),
                name -> Map.of("USDT", Money.parse("10000"), "BTC", Money.parse("10")),
                listener -> {
                    int house = books.openHouse();
                    SpotMarket book = new SpotMarket(
                            books, Wire.BTC, new SpotFees(Rate.ZERO, Rate.ZERO, FeeAsset.QUOTE), listener);
                    return new BookTrading(bars, book, house, tape, points);
                });
    }

    @Test
    void aPathTouchesOpenNearerExtremeOtherExtremeAndClose() {
        BarColumns bars = Wire.bars("100 110 95 105");
        BookTrading trading = (BookTrading) core(bars, 60).trading();
        List<Long> path =
                IntStream.range(0, 60).mapToObj(point -> trading.path(0, point)).toList();
        assertThat(path.getFirst()).isEqualTo(100_00);
        assertThat(path.get(19)).isEqualTo(95_00);
        assertThat(path.get(39)).isEqualTo(110_00);
        assertThat(path.getLast()).isEqualTo(105_00);
        assertThat(path).allMatch(ticks -> ticks >= 95_00 && ticks <= 110_00);
        assertThat(IntStream.range(0, 4)
                        .mapToObj(point -> ((BookTrading) core(bars, 4).trading()).path(0, point)))
                .containsExactly(100_00L, 95_00L, 110_00L, 105_00L);
    }

    @Test
    void aRestingOrderIsMetAtItsPriceAndAStopIsReleasedOnTheWay() {
        VenueCore core = core(Wire.bars("100 110 95 105"), 4);
        VenueAccount alice = core.account("alice");
        core.advance();
        VenueOrder limit = core.place(alice, form("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=96"));
        VenueOrder stop = core.place(alice, form("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=97"));
        VenueOrder target = core.place(alice, form("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=109"));
        core.advance();
        assertThat(limit.status).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(limit.fills.getFirst().ticks()).isEqualTo(96_00);
        assertThat(limit.fills.getFirst().maker()).isTrue();
        assertThat(stop.status).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(stop.fills.getFirst().ticks()).isEqualTo(94_99);
        assertThat(target.status).isEqualTo(VenueOrder.Status.NEW);
        core.advance();
        assertThat(target.fills.getFirst().ticks()).isEqualTo(109_00);
        assertThat(core.tape().finished()).isZero();
        core.advance();
        assertThat(core.tape().finished()).isEqualTo(1);
        core.advance();
        assertThat(core.steps()).isEqualTo(4);
    }

    static OrderForm form(String text) {
        return OrderForm.read(
                Parameters.of(Request.of("POST", "/api/v3/order?symbol=BTCUSDT&" + text, new byte[0])),
                new Symbols(List.of(Wire.BTC)));
    }
}
