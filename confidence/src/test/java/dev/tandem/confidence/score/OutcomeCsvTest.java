package dev.tandem.confidence.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.confidence.csv.PlaceException;
import dev.tandem.model.Times;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeCsvTest {
    private static final String HEADER = "timestamp,agent,instrument,direction,confidence,outcome\n";

    @Test
    void aRowIsReadAsItStands() throws IOException {
        assertThat(read(HEADER + "1700000000,\"lark, the\",BTC/USD,short,0.65,0\n"))
                .containsExactly(new Outcome(1_700_000_000 * Times.SECOND, "lark, the", "BTC/USD", false, 0.65, false));
    }

    @Test
    void columnsMayBeInAnyOrderWithOthersBetweenThemAndLinesMayEndInTwoBytes() throws IOException {
        assertThat(read("\uFEFFoutcome,note,Confidence,direction,instrument,agent,timestamp\r\n"
                        + "1,hm,1e-1,up,ETH/USD,a,2024-01-31T12:00:00Z\r\n\r\n"))
                .containsExactly(new Outcome(1_706_702_400 * Times.SECOND, "a", "ETH/USD", true, 0.1, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1700000000",
                "1700000000000",
                "1700000000000000",
                "1700000000000000000",
                "2023-11-14T22:13:20Z",
                "2023-11-14 22:13:20",
                "2023-11-14T23:13:20+01:00"
            })
    void timesComeInFourUnitsAndAsText(String time) throws IOException {
        assertThat(read(HEADER + time + ",a,b,buy,0.5,1\n").getFirst().timeNanos())
                .isEqualTo(1_700_000_000 * Times.SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5,a,b,buy,7.5,1 | f.csv:3:11 | confidence '7.5' is on another scale; it must be from 0 to 1, such as 0.65",
                "5,a,b,buy,78,1 | f.csv:3:11 | confidence '78' is on another scale; it must be from 0 to 1, such as 0.65",
                "5,a,b,buy,-0.1,1 | f.csv:3:11 | confidence '-0.1' is on another scale; it must be from 0 to 1, such as 0.65",
                "5,a,b,buy,NaN,1 | f.csv:3:11 | confidence 'NaN' is not a number from 0 to 1, such as 0.65",
                "5,a,b,buy,,1 | f.csv:3:11 | confidence '' is not a number from 0 to 1, such as 0.65",
                "5,a,b,buy,0x1p-1,1 | f.csv:3:11 | confidence '0x1p-1' is not a number from 0 to 1, such as 0.65",
                "5,a,b,buy,٠.٥,1 | f.csv:3:11 | confidence '٠.٥' is not a number from 0 to 1, such as 0.65",
                "5,a,b,buy,0.5,2 | f.csv:3:15 | outcome '2' is none; it must be 1 (came true) or 0 (did not)",
                "5,a,b,buy,0.5, | f.csv:3:15 | outcome is empty; it must be 1 or 0: leave out what is not settled yet",
                "5,a,b,flat,0.5,1 | f.csv:3:7 | direction 'flat' is none; it must be long or short, buy or sell, up or down",
                "5,,b,buy,0.5,1 | f.csv:3:3 | agent is empty; a name is needed",
                "5,a,,buy,0.5,1 | f.csv:3:5 | instrument is empty; a symbol such as BTC/USD is needed",
                "5,a,b,buy,0.5 | f.csv:3:14 | the row has 5 columns, 6 are expected as in the header",
                "5,a,b,buy,0.5,1,9 | f.csv:3:17 | the row has 7 columns, 6 are expected as in the header",
                "2024-01-01,a,b,buy,0.5,1 | f.csv:3:1 | timestamp '2024-01-01' is ISO-8601, those before are numbers; one form per file",
                "1700000000000,a,b,buy,0.5,1 | f.csv:3:1 | timestamp '1700000000000' looks like milliseconds, the one before like seconds; one unit per file",
                "'5,\"a,b,buy,0.5,1' | f.csv:3:3 | a quote is opened and not closed",
            })
    void whatIsWrongIsNamedWithItsPlace(String row, String place, String message) {
        PlaceException problem = catchThrowableOfType(
                PlaceException.class, () -> read(HEADER + "1700000000,a,b,buy,0.5,1\n" + row + "\n"));
        assertThat(problem.place() + ": " + problem.getMessage()).isEqualTo(place + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | f.csv:1:1 | the file is empty; it begins with a header timestamp,agent,instrument,direction,confidence,outcome",
                "a,b | f.csv:1:1 | the header has no column 'timestamp'; it must have timestamp,agent,instrument,direction,confidence,outcome",
                "timestamp,agent,agent | f.csv:1:17 | the column 'agent' is there twice",
                "timestamp,agent,instrument,direction,confidence,outcome | f.csv:2:1 | there is no row after the header; nothing can be scored",
            })
    void aFileWithoutRowsIsWrong(String text, String place, String message) {
        PlaceException problem = catchThrowableOfType(PlaceException.class, () -> read(text));
        assertThat(problem.place() + ": " + problem.getMessage()).isEqualTo(place + ": " + message);
    }

    @Test
    void aNameCannotBreakTheTerminal() {
        PlaceException problem =
                catchThrowableOfType(PlaceException.class, () -> read(HEADER + "5,\u001b[31mred,BTC/USD,buy,0.5,1\n"));
        assertThat(problem.getMessage()).isEqualTo("agent has a control character in it; a name is needed");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        List<Outcome> rows = List.of(
                new Outcome(1_700_000_000 * Times.SECOND + 5, "lark, the \"old\"", "BTC/USD", true, 0.1 + 0.2, true),
                new Outcome(0, "owl", "ETH/USD", false, 1, false));
        StringWriter text = new StringWriter();
        OutcomeCsv.write(rows, text);
        assertThat(read(text.toString())).isEqualTo(rows);
    }

    private static List<Outcome> read(String text) throws IOException {
        return OutcomeCsv.read(new StringReader(text), "f.csv");
    }
}
