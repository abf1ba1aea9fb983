package dev.tandem.sweep;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker of a {@link Cluster} is told of one trial, and what it answers, as bytes: whoever carries them there and
 * back need not know what is in them.
 *
 * @param stretches which bars of each set of data
 * @param blocks how finely returns are kept
 * @param parameters of the strategy
 */
public record TrialRequest(List<Stretch> stretches, int blocks, Map<String, String> parameters) {
    /** Bars from one on, up to another that does not belong to it. */
    public record Stretch(int from, int to) {
        /** Which bars of the whole a part of it has. */
        public static Stretch of(Dataset part, Dataset whole) {
            int from = whole.bars().firstAtOrAfter(part.bars().openTimeNanos(0));
            return new Stretch(from, from + part.bars().size());
        }

        /** The bars themselves; the whole where it is the whole. */
        public Dataset in(Dataset whole) {
            return from == 0 && to == whole.bars().size() ? whole : whole.part(from, to);
        }
    }

    /** As bytes. */
    public byte[] toBytes() {
        return bytes(out -> {
            out.writeInt(stretches.size());
            for (Stretch stretch : stretches) {
                out.writeInt(stretch.from);
                out.writeInt(stretch.to);
            }
            out.writeInt(blocks);
            out.writeInt(parameters.size());
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                out.writeUTF(parameter.getKey());
                out.writeUTF(parameter.getValue());
            }
        });
    }

    /** From {@link #toBytes}. */
    public static TrialRequest of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Stretch> stretches = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                stretches.add(new Stretch(in.readInt(), in.readInt()));
            }
            int blocks = in.readInt();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                parameters.put(in.readUTF(), in.readUTF());
            }
            return new TrialRequest(List.copyOf(stretches), blocks, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands on what a worker answered. */
    public static void answer(int index, byte[] bytes, Cluster.Answers answers) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readBoolean()) {
                answers.made(index, RunBytes.read(in));
            } else {
                answers.failed(index, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] made(List<RunSummary> runs) {
        return bytes(out -> {
            out.writeBoolean(true);
            RunBytes.write(runs, out);
        });
    }

    static byte[] failed(String error) {
        return bytes(out -> {
            out.writeBoolean(false);
            out.write(error.getBytes(StandardCharsets.UTF_8));
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
