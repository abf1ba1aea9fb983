package dev.tandem.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.OrderRequest;
import dev.tandem.result.ResultHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of version 1, written by the Tandem of then ({@link OldSession}), in the hands of this one. */
class OldVersionTest {
    @TempDir
    Path directory;

    private Path journal = Path.of("");

    @BeforeEach
    void aJournalOfThen() throws IOException {
        journal = directory.resolve("then");
        copy(Path.of("src/test/resources/journal-v1"), journal);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    private List<RequestTerms> requests() {
        return Written.records(journal).stream()
                .map(JournalRecord::entry)
                .filter(JournalEntry.Requested.class::isInstance)
                .map(entry -> ((JournalEntry.Requested) entry).terms())
                .toList();
    }

    @Test
    void itIsVerifiedShownAndExplained() throws IOException {
        Map<String, String> before = files();
        JournalCheck check = JournalCheck.of(journal);
        assertThat(check.isIntact()).isTrue();
        assertThat(check.version()).isEqualTo(1);
        assertThat(check.isOfAnOlderVersion()).isTrue();
        assertThat(check.files()).isGreaterThan(1);
        assertThat(check.decisions()).isGreaterThan(50);
        assertThat(requests()).hasSizeGreaterThan(15).allMatch(terms -> terms.agents() == null);
        assertThat(Written.records(journal).stream().map(EntryText::line))
                .filteredOn(line -> line.contains("  request  "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("agents="));
        // The agents that were heard before it, as far as a journal of then can tell.
        String order = Written.records(journal).stream()
                .filter(record -> record.entry() instanceof JournalEntry.Sent)
                .map(record -> EntryText.orders(record.entry()).iterator().next())
                .reduce((first, last) -> last)
                .orElseThrow();
        OrderChain chain = OrderChain.of(journal, order);
        assertThat(chain.links().stream().map(OrderChain.Link::stage))
                .contains(OrderChain.Stage.REQUEST, OrderChain.Stage.GATE, OrderChain.Stage.SEND);
        assertThat(files()).as("nothing is written").isEqualTo(before);
    }

    @Test
    void itIsReplayedWithTheSameDecisions() throws IOException {
        Map<String, String> before = files();
        Replay replay = Replay.of(journal, new SimSession(new OldSession.FollowsAgents())::build);
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.outcome().unsent()).isEmpty();
        assertThat(replay.outcome().decisions())
                .isEqualTo(JournalCheck.of(journal).decisions());
        assertThat(files()).as("nothing is written").isEqualTo(before);
    }

    @Test
    void whatItSaysIsStillCompared() {
        Replay replay = Replay.of(journal, new SimSession(new OldSession.FollowsAgents() {
            @Override
            OrderRequest.Builder about(OrderRequest.Builder order) {
                return order.tag("heard wrongly");
            }
        })::build);
        assertThat(replay.difference().orElseThrow().toString())
                .contains("tag=heard'")
                .contains("tag=heard wrongly");
    }

    @Test
    void itIsGoneOnWithInANewFileAndTheEndIsThatOfASessionThatWasNeverStopped() throws IOException {
        SimSession whole = OldSession.record(directory.resolve("whole"), 0, OldSession.BARS.size());
        // The exchange, as it was when that process ended.
        SimSession before = OldSession.record(directory.resolve("again"), 0, OldSession.RECORDED);
        Map<String, String> old = files();
        SimSession session = new SimSession(new OldSession.FollowsAgents()).after(before);
        try (Journal open = Journal.open(journal, OldSession.options())) {
            assertThat(open.session())
                    .isEqualTo(JournalCheck.of(directory.resolve("again")).session());
            session.open(open, Unsent.REFUSE);
            assertThat(session.engine().recovery().unanswered()).isEmpty();
            OldSession.goOn(session, OldSession.RECORDED, OldSession.BARS.size());
        }
        assertThat(ResultHash.of(session.engine().engine().trades(), session.ledger.equity()))
                .isEqualTo(ResultHash.of(whole.engine().engine().trades(), whole.ledger.equity()));
        assertThat(files()).as("what was written then stays as it is").containsAllEntriesOf(old);

        JournalCheck check = JournalCheck.of(journal);
        assertThat(check.isIntact()).isTrue();
        assertThat(check.version()).isEqualTo(2);
        assertThat(check.files()).isGreaterThan(old.size());
        Set<List<String>> said = new HashSet<>();
        for (RequestTerms terms : requests()) {
            if (terms.agents() != null) {
                said.add(terms.agents());
            }
        }
        assertThat(said)
                .as("from here on requests name their agents")
                .containsExactlyInAnyOrder(List.of(), List.of("lark"), List.of("owl"), List.of("lark", "owl"));
        assertThat(Replay.of(journal, new SimSession(new OldSession.FollowsAgents())::build)
                        .difference())
                .isEmpty();
    }

    @Test
    void fromNowOnAnOrderIsExplainedByTheAgentsThatItFollows() {
        Path now = directory.resolve("now");
        OldSession.record(now, 0, OldSession.BARS.size());
        int explained = 0;
        for (JournalRecord record : Written.records(now)) {
            if (!(record.entry() instanceof JournalEntry.Approved approved)) {
                continue;
            }
            OrderChain chain = OrderChain.of(now, approved.order().toString());
            JournalRecord request = chain.links().stream()
                    .filter(link -> link.stage() == OrderChain.Stage.REQUEST)
                    .findFirst()
                    .orElseThrow()
                    .record();
            List<String> named = new ArrayList<>();
            if (EntryText.fields(request.entry()).get("agents") instanceof List<?> agents) {
                agents.forEach(agent -> named.add(agent.toString()));
            }
            List<String> heard = chain.links().stream()
                    .filter(link -> link.record().entry() instanceof JournalEntry.SignalReceived)
                    .map(link -> String.valueOf(
                            EntryText.fields(link.record().entry()).get("agent")))
                    .toList();
            if (named.size() == 1) {
                assertThat(EntryText.line(request)).contains("  agents=" + named.getFirst());
                assertThat(heard).as("order %s", approved.order()).isEqualTo(named);
                explained++;
            } else if (named.size() == 2) {
                assertThat(EntryText.line(request)).contains("  confidence=0.7  agents=lark,owl");
                assertThat(named).as("order %s", approved.order()).containsAll(heard);
                explained += heard.size() == 2 ? 1 : 0;
            }
        }
        assertThat(explained).isGreaterThan(10);
    }

    @Test
    void oneThatWasTornIsCutOffAndGoneOnWith() throws IOException {
        Path last;
        try (JournalReader reader = JournalReader.open(journal)) {
            last = reader.lastFile();
        }
        JournalRecord end = Written.records(journal).getLast();
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), (int) end.offset() + end.bytes() - 3));
        for (int time = 1; time <= 2; time++) {
            try (Journal open = Journal.open(journal, OldSession.options())) {
                assertThat(open.cut().isPresent()).isEqualTo(time == 1);
                assertThat(open.records()).isEqualTo(end.number() - 1 + time);
            }
        }
        assertThat(JournalCheck.of(journal).isIntact()).isTrue();
        assertThat(JournalCheck.of(journal).tornTail()).isNull();
    }

    @Test
    void oneThatHasNothingInItYetIsGoneOnWithToo() throws IOException {
        Path empty = directory.resolve("empty");
        Files.createDirectories(empty);
        Files.write(
                Written.firstFile(empty),
                Arrays.copyOf(Files.readAllBytes(Written.firstFile(journal)), JournalFormat.HEADER_LENGTH));
        try (Journal open = Journal.open(empty, OldSession.options())) {
            assertThat(open.records()).isEqualTo(1);
        }
        assertThat(JournalCheck.of(empty).version()).isEqualTo(2);
        assertThat(JournalCheck.of(empty).files()).isEqualTo(2);
    }

    @Test
    void aFileOfAnOlderVersionBehindOneOfANewerIsDamage() throws IOException {
        int files;
        try (Journal open = Journal.open(journal, OldSession.options())) {
            assertThat(open.records()).isPositive();
        }
        try (JournalReader reader = JournalReader.open(journal)) {
            files = reader.files();
        }
        Path last = journal.resolve(JournalFormat.segmentName(files));
        SegmentHeader header = SegmentHeader.read(java.nio.ByteBuffer.wrap(Files.readAllBytes(last)), last);
        Files.write(
                journal.resolve(JournalFormat.segmentName(files + 1)),
                new SegmentHeader(1, files + 1, header.firstRecord() + 1, 0, chainAfter(), header.session())
                        .bytes()
                        .array());
        assertThatThrownBy(() -> Written.records(journal))
                .isInstanceOf(JournalDamageException.class)
                .hasMessageEndingWith("is of version 1 of the format, the one before it of 2");
    }

    private byte[] chainAfter() {
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next() != null) {
                continue;
            }
            return reader.chain().hash();
        }
    }

    @Test
    void aRequestThatDoesNotSayItsAgentsIsNotWritten() throws IOException {
        RequestTerms old = requests().getFirst();
        try (Journal open = Journal.open(directory.resolve("new"), OldSession.options())) {
            assertThatThrownBy(() -> open.write(new JournalEntry.Requested(1, old), 1, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version 1");
        }
    }
}
