package dev.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.result.ExitReason;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void tradesHaveExactDecimalsAndEmptyFieldsWhereThereIsNothing() throws IOException {
        Instrument eth = Instrument.of("ETH/BTC");
        StringWriter out = new StringWriter();
        TradesCsv.write(
                Runs.hourly()
                        .trade(1, "452.1", 2, "449", ExitReason.STOP_LOSS, "-4.0011")
                        .openShort(3, "455", "455", "-0.455")
                        .trade(new Trade(
                                eth, Side.BUY, 1, -1, 0, 7, -1, 1_500_000, 8, ExitReason.TRAILING_STOP, 0, 1, 1e-5))
                        .result(),
                out);
        assertThat(out.toString()).isEqualTo("""
                instrument,side,quantity,entryIndex,entryTime,entryPrice,exitIndex,exitTime,exitPrice,exitReason,fees,pnl,confidence
                BTC/USD,long,1,1,2024-01-01T01:00:00.000Z,452.1,2,2024-01-01T02:00:00.000Z,449,stop-loss,0.5,-4.0011,1
                BTC/USD,short,1,3,2024-01-01T03:00:00.000Z,455,,,,,0.25,-0.455,
                ETH/BTC,long,0.00000001,,1970-01-01T00:00:00.000Z,0.00000007,,1970-01-01T00:00:00.001Z,0.00000008,trailing-stop,0,0.00000001,0.00001
                """);
    }

    @Test
    void equityIsWrittenBarByBar() throws IOException {
        StringWriter out = new StringWriter();
        EquityCsv.write(
                Runs.hourly()
                        .equity("1000000", "999999.99999999", "-0.5")
                        .lots(0, 1, -250_000)
                        .prices(452.1, 1e-8, 123456789)
                        .result(),
                out);
        assertThat(out.toString()).isEqualTo("""
                time,equity,position,price
                2024-01-01T01:00:00.000Z,1000000,0,452.1
                2024-01-01T02:00:00.000Z,999999.99999999,0.00001,0.00000001
                2024-01-01T03:00:00.000Z,-0.5,-2.5,123456789
                """);
    }

    @Test
    void aRunWithoutAnythingIsAHeader() throws IOException {
        StringWriter trades = new StringWriter();
        StringWriter equity = new StringWriter();
        TradesCsv.write(Runs.hourly().result(), trades);
        EquityCsv.write(Runs.hourly().result(), equity);
        assertThat(trades.toString()).isEqualTo(TradesCsv.HEADER);
        assertThat(equity.toString()).isEqualTo(EquityCsv.HEADER);
    }
}
