package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void withoutATerminalStandardErrorIsBoundedAndStillSaysHowItEnded() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = terminal(new ByteArrayOutputStream(), err, false);
        for (int i = 0; i < 100_000; i++) {
            terminal.err().println("noise");
        }
        terminal.sayLast("the end");
        assertThat(err.size()).isBetween(50_000, BoundedErrorStream.LIMIT);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("\ntandem: standard error is cut off here: it gets at most 64 KiB when it is not a terminal\n"
                        + "the end\n");
        for (int i = 0; i < 10_000; i++) {
            terminal.sayLast("again");
        }
        assertThat(err.size()).isLessThanOrEqualTo(BoundedErrorStream.LIMIT);
    }

    @Test
    void onATerminalNothingIsCutOff() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = terminal(new ByteArrayOutputStream(), err, true);
        for (int i = 0; i < 100_000; i++) {
            terminal.err().println("noise");
        }
        assertThat(err.size()).isEqualTo(600_000);
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoError() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = terminal(new Failing("Broken pipe"), err, false);
        terminal.out().println("result");
        assertThat(terminal.close(0)).isZero();
        assertThat(err.size()).isZero();
    }

    @Test
    void aResultThatIsLostIsAnError() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = terminal(new Failing("No space left on device"), err, false);
        terminal.out().println("result");
        assertThat(terminal.close(0)).isEqualTo(1);
        assertThat(terminal.close(3)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("tandem: standard output: the result could not be written: No space left on device\n");
    }

    private static Terminal terminal(OutputStream out, OutputStream err, boolean errIsTerminal) {
        return new Terminal(out, err, false, errIsTerminal, Path.of(""), Map.of());
    }

    private static final class Failing extends OutputStream {
        private final String message;

        Failing(String message) {
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(message);
        }
    }
}
