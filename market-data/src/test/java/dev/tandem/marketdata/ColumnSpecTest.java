package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other people, read with one option. */
class ColumnSpecTest {
    @TempDir
    Path folder;

    private MarketData read(String spec, String content) {
        try {
            Path file = folder.resolve("other.csv");
            Files.writeString(file, content);
            return MarketDataReader.read(
                    file,
                    ReadOptions.builder("A/B").columns(ColumnSpec.parse(spec)).build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String bar(String spec, String content) {
        BarCursor bar = read(spec, content).bars().cursor();
        return bar.openTime() + " " + bar.open() + " " + bar.high() + " " + bar.low() + " " + bar.close() + " "
                + bar.volume();
    }

    @Test
    void aYahooDownload() {
        assertThat(
                        bar(
                                "yahoo",
                                "Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-02,187.149994,188.440002,183.889999,185.639999,184.734970,82488700\n"))
                .isEqualTo("2024-01-02T00:00:00Z 187.149994 188.440002 183.889999 185.639999 8.24887E7");
    }

    @Test
    void aNewerYahooDownload() {
        assertThat(bar("yahoo", "Date,Close,High,Low,Open,Volume\r\n2024-01-02,4,5,1,2,7\r\n"))
                .isEqualTo("2024-01-02T00:00:00Z 2 5 1 4 7.0");
        assertThat(bar(
                        "yahoo",
                        "Datetime,Open,High,Low,Close,Volume,Dividends\n2024-01-02 09:30:00-05:00,2,5,1,4,7,0.0\n"))
                .isEqualTo("2024-01-02T14:30:00Z 2 5 1 4 7.0");
    }

    @Test
    void aBinanceDumpInMillisecondsAndInMicroseconds() {
        String rest = ",0.50000000,2.00000000,0.40000000,1.50000000,12.00000000,1735689659999,10.5,30,2.0,4.0,0\n";
        String expected = "2025-01-01T00:00:00Z 0.5 2 0.4 1.5 12.0";
        assertThat(bar("binance", "1735689600000" + rest)).isEqualTo(expected);
        assertThat(bar("binance", "1735689600000000" + rest)).isEqualTo(expected);
        assertThat(bar(
                        "binance",
                        "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n"
                                + "1735689600000" + rest))
                .isEqualTo(expected);
    }

    @Test
    void columnsByPosition() {
        assertThat(bar("1=timestamp,2=close,3=open,4=low,5=high", "x,1735689600,4,2,1,5,9\n"))
                .isEqualTo("2025-01-01T00:00:00Z 2 5 1 4 0.0");
    }

    @Test
    void columnsByName() {
        assertThat(bar(
                        "timestamp=Time,open=O,high=H,low=L,close=C,volume=Vol",
                        "Vol,C,L,H,O,Time\n9,4,1,5,2,1735689600\n"))
                .isEqualTo("2025-01-01T00:00:00Z 2 5 1 4 9.0");
    }

    @Test
    void tradesAndQuotesWithoutSidesAndSizes() {
        MarketData trades = read("timestamp=t,price=p,size=q", "t,p,q\n1735689600,4,2\n");
        assertThat(trades.kind()).isEqualTo(MarketDataKind.TRADES);
        assertThat(trades.trades().side(0)).isNull();
        MarketData quotes = read("0=timestamp,1=bid,2=ask", "1735689600,4,5\n");
        assertThat(quotes.quotes().bidSizeUnits(0)).isEqualTo(QuoteColumns.UNKNOWN_SIZE);
        assertThat(quotes.quotes().askTicks(0)).isEqualTo(500_000_000);
    }

    @Test
    void aSpecThatIsWrongIsExplained() {
        String forms = "; write yahoo, binance, 0=timestamp,1=open,2=high,3=low,4=close,5=volume (no header) or"
                + " timestamp=Date,open=Open,… (names in the header)";
        refuses("bitfinex", "columns 'bitfinex': 'bitfinex' is neither a known layout nor an assignment" + forms);
        refuses("0=timestamp,1=open", "columns '0=timestamp,1=open': for bars high, low, close is missing" + forms);
        refuses("0=timestamp,0=open", "columns '0=timestamp,0=open': column 0 is both timestamp and open" + forms);
        refuses("0=timestamp,1=timestamp", "columns '0=timestamp,1=timestamp': timestamp is given twice" + forms);
        refuses(
                "0=timestamp,open=Open",
                "columns '0=timestamp,open=Open': numbers (no header) and names (a header) do not mix" + forms);
        refuses(
                "0=timestamp,1=price,2=size,3=bid",
                "columns '0=timestamp,1=price,2=size,3=bid': bid does not belong to trades" + forms);
        refuses("1000=timestamp", "columns '1000=timestamp': column '1000' is out of range (0 to 999)" + forms);
        assertThatThrownBy(() -> ColumnSpec.parse("0=time"))
                .hasMessageStartingWith("columns '0=time': 'time' is not a field (the fields are timestamp, open, ");
    }

    private static void refuses(String spec, String message) {
        assertThatThrownBy(() -> ColumnSpec.parse(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aFileThatDoesNotFitItsSpecIsExplained() {
        failsWith(
                "yahoo",
                "Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n",
                "1:1: the header 'Date,Open,High,Low,Close' lacks Volume, which --columns 'yahoo' reads");
        failsWith(
                "yahoo",
                "2024-01-02,1,1,1,1,1,1\n",
                "1:1: the file has no header, but --columns 'yahoo' names columns; give positions such as 0=timestamp,1=open,…");
        failsWith(
                "binance",
                "1735689600000,1,1,1,1,1\n",
                "1:1: the first row has 6 columns, --columns 'binance' needs 12");
        failsWith(
                "0=timestamp,1=bid,5=ask",
                "1735689600000,1,1\n",
                "1:1: the first row has 3 columns, --columns '0=timestamp,1=bid,5=ask' needs 6 or more");
        failsWith(
                "0=timestamp,1=bid,2=ask",
                "time,b,a\n1735689600000,1,1\n",
                "1:1: the file has a header, but --columns '0=timestamp,1=bid,2=ask' is for files without one; give names such as timestamp=time,…");
        failsWith("timestamp=t,bid=p,ask=p", "t,p\n1735689600000,1\n", "1:3: this column is to be both bid and ask");
        failsWith(
                "0=timestamp,1=bid,2=ask",
                "1735689600000,1,1\n1735689600001,1\n",
                "2:16: the row has 2 columns, 3 are expected as in the first row");
    }

    private void failsWith(String spec, String content, String message) {
        assertThatThrownBy(() -> read(spec, content))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("other.csv") + ":" + message);
    }
}
