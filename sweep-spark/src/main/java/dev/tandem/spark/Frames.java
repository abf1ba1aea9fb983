package dev.tandem.spark;

import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What goes between the command and this process, on standard input and output: numbers, big-endian, and bytes with their
 * length before them. The command has the other half in {@code dev.tandem.cli.SparkProcess}.
 */
final class Frames {
    /** In: a number of the shift, how many requests, the requests. */
    static final int WORK = 1;

    /** In: a number of the shift that is not wanted any more. */
    static final int CANCEL = 2;

    /** Out: how many cores, and the line that says so. */
    static final int READY = 11;

    /** Out: a number of the shift, the request's index, the answer. */
    static final int ANSWER = 12;

    /** Out: a number of the shift that is done; a line about all tasks so far. */
    static final int END = 13;

    /** Out: a number of the shift that cannot go on, or -1 for all; why. */
    static final int TROUBLE = 14;

    private final DataOutputStream out;

    Frames(DataOutputStream out) {
        this.out = out;
    }

    synchronized void ready(int cores, String text) throws IOException {
        out.writeInt(READY);
        out.writeInt(cores);
        out.writeUTF(text);
        out.flush();
    }

    synchronized void answer(long shift, int index, byte[] answer) throws IOException {
        out.writeInt(ANSWER);
        out.writeLong(shift);
        out.writeInt(index);
        out.writeInt(answer.length);
        out.write(answer);
        out.flush();
    }

    synchronized void end(long shift, String text) throws IOException {
        out.writeInt(END);
        out.writeLong(shift);
        out.writeUTF(text);
        out.flush();
    }

    synchronized void trouble(long shift, String why) throws IOException {
        out.writeInt(TROUBLE);
        out.writeLong(shift);
        out.writeUTF(why.length() > 2000 ? why.substring(0, 2000) : why);
        out.flush();
    }
}
