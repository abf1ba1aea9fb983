package dev.tandem.sweep.check;

import java.util.List;

/** Other futures: the same up to a row, then something else. */
enum Futures {
    /** Every bar somewhere else. */
    SCRAMBLED {
        @Override
        World.RowChange after(int row) {
            return (at, field) -> at <= row ? 1 : field == World.Field.VOLUME ? wild(at, 3) : wild(at, 1);
        }
    },
    /** Down by a twentieth a bar, to a third. */
    FALLING {
        @Override
        World.RowChange after(int row) {
            return (at, field) -> at <= row ? 1 : Math.max(0.3, 1 - 0.05 * (at - row));
        }
    },
    /** Up by a twentieth a bar, to the triple. */
    RISING {
        @Override
        World.RowChange after(int row) {
            return (at, field) -> at <= row ? 1 : Math.min(3, 1 + 0.05 * (at - row));
        }
    },
    /** There is none. */
    ENDED {
        @Override
        World.RowChange after(int row) {
            return World.RowChange.NONE;
        }
    };

    static final List<Futures> ALL = List.of(values());

    /** How each row after one differs. */
    abstract World.RowChange after(int row);

    /** From 0.6 to 1.6, the same for a row each time. */
    private static double wild(int row, int salt) {
        long mixed = (row * 31L + salt) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        return 0.6 + (mixed >>> 11) * 0x1.0p-53;
    }
}
