package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Times;
import org.junit.jupiter.api.Test;

class BarIntervalTest {
    @Test
    void textsMeanWhatTheySay() {
        assertThat(BarInterval.parse("1s").nanos()).isEqualTo(Times.SECOND);
        assertThat(BarInterval.parse("15m").nanos()).isEqualTo(900 * Times.SECOND);
        assertThat(BarInterval.parse("4h").nanos()).isEqualTo(4 * 3600 * Times.SECOND);
        assertThat(BarInterval.parse("1d").nanos()).isEqualTo(Times.DAY);
        assertThat(BarInterval.parse("1w").nanos()).isEqualTo(7 * Times.DAY);
        assertThat(BarInterval.parse("366d").nanos()).isEqualTo(366 * Times.DAY);
        for (String text : new String[] {"1s", "90s", "1m", "90m", "4h", "1d", "2w", "366d"}) {
            assertThat(BarInterval.parse(text)).hasToString(text);
        }
    }

    @Test
    void otherTextsAreRefusedWithTheFormsThatAreKnown() {
        String forms = "; write a whole number and s, m, h, d or w, such as 1m, 4h or 1d";
        for (String text :
                new String[] {"", "m", "1", "1x", "-1m", "+1m", "1.5h", "1 m", "0x1m", "٣m", "1234567890s"}) {
            assertThatThrownBy(() -> BarInterval.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + text + "' is not an interval" + forms);
        }
        assertThatThrownBy(() -> BarInterval.parse("1M"))
                .hasMessage("'1M' is a month, which has no fixed length (minutes are a small m)" + forms);
        for (String text : new String[] {"0m", "367d", "53w", "999999999s"}) {
            assertThatThrownBy(() -> BarInterval.parse(text))
                    .hasMessage("'" + text + "' is out of range (from 1s to 366d)" + forms);
        }
    }
}
