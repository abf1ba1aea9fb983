package dev.tandem.confidence.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsensusTest {
    private static final TrackRecord NOBODY = new TrackRecord(1000);

    // Pooling

    @ParameterizedTest
    @EnumSource
    void whereAllSayTheSameThePoolIsOnThatSide(Pooling pooling) {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double p = random.nextDouble();
            double[] weights = random.doubles(1 + random.nextInt(8), 0.01, 1).toArray();
            double[] said = new double[weights.length];
            Arrays.fill(said, p);
            double pooled = pooling.pool(said, weights);
            if (pooling == Pooling.LOG_ODDS) {
                assertThat(pooled > 0.5).as("seed %d", seed).isEqualTo(p > 0.5);
            } else {
                assertThat(pooled).as("seed %d", seed).isCloseTo(p, within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfVotesAndUpAndDownMakeNoDifference(Pooling pooling) {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(8);
            double[] said = random.doubles(n).toArray();
            double[] weights = random.doubles(n).toArray();
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(seed));
            double pooled = pooling.pool(said, weights);
            assertThat(pooling.pool(
                            order.stream().mapToDouble(i -> said[i]).toArray(),
                            order.stream().mapToDouble(i -> weights[i]).toArray()))
                    .as("seed %d", seed)
                    .isCloseTo(pooled, within(1e-12));
            assertThat(pooling.pool(Arrays.stream(said).map(p -> 1 - p).toArray(), weights))
                    .as("seed %d mirrored", seed)
                    .isCloseTo(1 - pooled, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoSaysMoreNeverMakesThePoolSayLess(Pooling pooling) {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(8);
            double[] said = random.doubles(n).toArray();
            double[] weights = random.doubles(n).toArray();
            double before = pooling.pool(said, weights);
            int who = random.nextInt(n);
            said[who] += (1 - said[who]) * random.nextDouble();
            assertThat(pooling.pool(said, weights)).as("seed %d", seed).isGreaterThanOrEqualTo(before - 1e-12);
        }
    }

    @Test
    void aVoteOfOneHalfChangesNothingInLogOdds() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(8);
            double[] said = random.doubles(n).toArray();
            double[] weights = random.doubles(n).toArray();
            double[] more = Arrays.copyOf(said, n + 1);
            more[n] = 0.5;
            double[] moreWeights = Arrays.copyOf(weights, n + 1);
            moreWeights[n] = random.nextDouble();
            assertThat(Pooling.LOG_ODDS.pool(more, moreWeights)).isEqualTo(Pooling.LOG_ODDS.pool(said, weights));
        }
    }

    @Test
    void theMedianIsThatOfTheWeights() {
        assertThat(Pooling.MEDIAN.pool(new double[] {0.9, 0.1, 0.6}, new double[] {1, 1, 1}))
                .isEqualTo(0.6);
        assertThat(Pooling.MEDIAN.pool(new double[] {0.9, 0.1, 0.6}, new double[] {3, 1, 1}))
                .isEqualTo(0.9);
        assertThat(Pooling.MEDIAN.pool(new double[] {0.9, 0.1}, new double[] {1, 1}))
                .isCloseTo(0.5, within(1e-15));
        assertThat(Pooling.MEDIAN.pool(new double[] {0.9, 0.1}, new double[] {0, 0}))
                .isEqualTo(0.5);
    }

    // Verdicts

    @Test
    void aTooSmallRoundDecidesNothing() {
        Consensus three = new Consensus(Pooling.LINEAR, 3, 1, Set.of(), 0.5);
        assertThat(three.of(List.of(up("a", 0.9), up("b", 0.9)), NOBODY).status())
                .isEqualTo(Consensus.Status.NO_QUORUM);
        assertThat(three.of(List.of(up("a", 0.9), up("b", 0.9), down("c", 0.6)), NOBODY))
                .satisfies(verdict -> {
                    assertThat(verdict.isDecided()).isTrue();
                    assertThat(verdict.up()).isTrue();
                    assertThat(verdict.confidence()).isCloseTo((0.9 + 0.9 + 0.4) / 3, within(1e-12));
                    assertThat(verdict.dissent()).isCloseTo(1.0 / 3, within(1e-12));
                    assertThat(verdict.agents()).containsExactly("a", "b", "c");
                });
        assertThat(three.of(List.of(), NOBODY).status()).isEqualTo(Consensus.Status.NO_QUORUM);
    }

    @Test
    void aVetoStopsATradeThatTheOthersWant() {
        Consensus consensus = new Consensus(Pooling.LOG_ODDS, 1, 1, Set.of("risk"), 0.6);
        List<Vote> bulls = List.of(up("a", 0.9), up("b", 0.9));
        assertThat(consensus.of(with(bulls, down("risk", 0.6)), NOBODY).status())
                .isEqualTo(Consensus.Status.VETOED);
        assertThat(consensus.of(with(bulls, down("risk", 0.59)), NOBODY).isDecided())
                .isTrue();
        assertThat(consensus.of(with(bulls, up("risk", 0.9)), NOBODY).isDecided())
                .isTrue();
        assertThat(consensus.of(with(bulls, down("other", 0.9)), NOBODY).isDecided())
                .isTrue();
    }

    @Test
    void tooMuchDissentIsNoConsensus() {
        Consensus consensus = new Consensus(Pooling.LINEAR, 1, 0.3, Set.of(), 0.5);
        assertThat(consensus
                        .of(List.of(up("a", 0.9), up("b", 0.8), down("c", 0.6)), NOBODY)
                        .status())
                .isEqualTo(Consensus.Status.TOO_MUCH_DISSENT);
        assertThat(consensus
                        .of(List.of(up("a", 0.9), up("b", 0.8), up("d", 0.7), down("c", 0.6)), NOBODY)
                        .isDecided())
                .isTrue();
        assertThat(consensus.of(List.of(up("a", 0.6), down("b", 0.6)), NOBODY).status())
                .isEqualTo(Consensus.Status.UNDECIDED);
    }

    // Ballots

    @Test
    void eachAgentHasOneVoteAndItIsTheOneThatItMadeLast() {
        Ballot ballot = new Ballot(100);
        assertThat(ballot.receive("1", vote("a", 0.7, 10), 11)).isEqualTo(Ballot.Receipt.COUNTED);
        assertThat(ballot.receive("1", vote("a", 0.9, 20), 21))
                .as("the same id")
                .isEqualTo(Ballot.Receipt.DOUBLE);
        assertThat(ballot.receive("1", vote("b", 0.6, 10), 21)).as("of another").isEqualTo(Ballot.Receipt.COUNTED);
        assertThat(ballot.receive("2", vote("a", 0.8, 30), 31)).isEqualTo(Ballot.Receipt.COUNTED);
        assertThat(ballot.receive("3", vote("a", 0.1, 25), 32)).as("overtaken").isEqualTo(Ballot.Receipt.DOUBLE);
        assertThat(ballot.receive("", vote("a", 0.8, 30), 33)).as("again").isEqualTo(Ballot.Receipt.DOUBLE);
        assertThat(ballot.receive("4", vote("c", 0.8, 1), 150)).isEqualTo(Ballot.Receipt.LATE);
        assertThat(ballot.votes(110)).extracting(Vote::confidence).containsExactly(0.8, 0.6);
        assertThat(ballot.votes(111)).extracting(Vote::agent).containsExactly("a");
        assertThat(ballot.expired()).isEqualTo(1);
    }

    // What agents have earned

    @Test
    void nobodyIsKnownAtFirst() {
        assertThat(NOBODY.weight("new")).isEqualTo(TrackRecord.COLD_WEIGHT);
        assertThat(NOBODY.correlation("new", "other")).isEqualTo(TrackRecord.COLD_CORRELATION);
        assertThat(NOBODY.shares(List.of("a", "b", "c"))).containsExactly(0.5, 0.5, 0.5);
    }

    @Test
    void whoGuessesWeighsAboutNothingAndWhoIsHonestWeighsAboutOne() {
        TrackRecord record = new TrackRecord(5000);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 3000; i++) {
            boolean rose = random.nextBoolean();
            record.settled(i, up("random", random.nextDouble()), rose);
            record.settled(i, honest("honest", random, rose, 1), rose);
            Vote honest = honest("sure", random, rose, 1);
            record.settled(i, up("sure", surer(honest.probabilityUp(), 3)), rose);
            record.settled(i, up("liar", 1 - honest.probabilityUp()), rose);
        }
        assertThat(record.weight("random")).isLessThan(0.06);
        assertThat(record.weight("honest")).isCloseTo(1, within(0.1));
        assertThat(record.weight("sure")).isCloseTo(1 / 3.0, within(0.05));
        assertThat(record.weight("liar")).isZero();
    }

    @Test
    void tenCopiesMoveTheConsensusLikeOneAndTwoSkilledIndependentAgentsAreNotDiscounted() {
        TrackRecord record = new TrackRecord(5000);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2000; i++) {
            boolean rose = random.nextBoolean();
            Vote original = honest("copy0", random, rose, 0.8);
            for (int copy = 0; copy < 10; copy++) {
                record.settled(i, up("copy" + copy, original.probabilityUp()), rose);
            }
            record.settled(i, honest("x", random, rose, 1), rose);
            record.settled(i, honest("y", random, rose, 1), rose);
        }
        List<Vote> one = List.of(up("copy0", 0.7));
        List<Vote> ten = new ArrayList<>();
        for (int copy = 0; copy < 10; copy++) {
            ten.add(up("copy" + copy, 0.7));
        }
        Consensus consensus = Consensus.standard();
        assertThat(consensus.of(ten, record).confidence())
                .isCloseTo(consensus.of(one, record).confidence(), within(1e-6));
        assertThat(consensus.of(with(ten, down("x", 0.7)), record).confidence())
                .as("and against somebody else")
                .isCloseTo(consensus.of(with(one, down("x", 0.7)), record).confidence(), within(1e-6));

        assertThat(record.correlation("x", "y"))
                .as("they agree often, because both are right often; their errors have nothing to do with each other")
                .isZero();
        assertThat(record.shares(List.of("x", "y"))).containsExactly(1, 1);
        double alone = consensus.of(List.of(up("x", 0.7)), record).confidence();
        assertThat(consensus.of(List.of(up("x", 0.7), up("y", 0.7)), record).confidence())
                .isGreaterThan(alone + 0.1)
                .isCloseTo(0.49 / (0.49 + 0.09), within(0.03));
    }

    @Test
    void theVotesOfTwoSkilledAgentsGoTogetherThoughTheirErrorsDoNot() {
        SplittableRandom random = new SplittableRandom(12);
        double both = 0;
        int n = 5000;
        for (int i = 0; i < n; i++) {
            boolean rose = random.nextBoolean();
            both += (honest("x", random, rose, 1.5).probabilityUp() > 0.5)
                            == (honest("y", random, rose, 1.5).probabilityUp() > 0.5)
                    ? 1
                    : 0;
        }
        assertThat(both / n).as("so a discount for agreeing would punish skill").isGreaterThan(0.6);
    }

    /** What is settled later does not change what was earned by then. */
    @Test
    void theFutureChangesNothing() {
        SplittableRandom random = new SplittableRandom(6);
        TrackRecord one = new TrackRecord(300);
        TrackRecord other = new TrackRecord(300);
        for (int i = 0; i < 500; i++) {
            Vote a = up("a", random.nextDouble());
            Vote b = up("b", random.nextDouble());
            boolean rose = random.nextBoolean();
            assertThat(other.weight("a")).isEqualTo(one.weight("a"));
            for (TrackRecord record : List.of(one, other)) {
                record.settled(i, a, rose);
                record.settled(i, b, rose);
            }
        }
        double weight = one.weight("a");
        double together = one.correlation("a", "b");
        one.settled(500, up("a", 0.9), true);
        other.settled(500, up("a", 0.9), false);
        assertThat(weight).isNotEqualTo(one.weight("a"));
        assertThat(one.weight("a")).isNotEqualTo(other.weight("a"));
        assertThat(together).isBetween(0.0, 0.2);
    }

    // Agents

    /** Sees which way it goes through noise, and says exactly how sure that makes it. */
    private static Vote honest(String name, SplittableRandom random, boolean rose, double skill) {
        double seen = (rose ? skill : -skill) / 2 + new Random(random.nextLong()).nextGaussian();
        return up(name, 1 / (1 + Math.exp(-seen * skill)));
    }

    private static double surer(double p, double factor) {
        double odds = Math.log(p / (1 - p)) * factor;
        return 1 / (1 + Math.exp(-odds));
    }

    private static Vote up(String agent, double confidence) {
        return new Vote(agent, true, confidence, 0);
    }

    private static Vote down(String agent, double confidence) {
        return new Vote(agent, false, confidence, 0);
    }

    private static Vote vote(String agent, double confidence, long made) {
        return new Vote(agent, true, confidence, made);
    }

    private static List<Vote> with(List<Vote> votes, Vote one) {
        List<Vote> all = new ArrayList<>(votes);
        all.add(one);
        return all;
    }
}
