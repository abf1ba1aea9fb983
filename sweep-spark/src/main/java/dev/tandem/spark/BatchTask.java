package dev.tandem.spark;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Runs on an executor: answers the requests of a batch. The same requests get the same answers, however often it runs. */
final class BatchTask extends AbstractFunction2<TaskContext, Iterator<Batch>, Batch.Done> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<byte[][]> parcel;

    BatchTask(Broadcast<byte[][]> parcel) {
        this.parcel = parcel;
    }

    @Override
    public Batch.Done apply(TaskContext task, Iterator<Batch> batches) {
        Batch batch = batches.next();
        Function<byte[], byte[]> worker = Workshop.of(parcel);
        byte[][] answers = new byte[batch.requests().length][];
        long started = System.nanoTime();
        for (int i = 0; i < answers.length; i++) {
            if (task.isInterrupted()) {
                throw new IllegalStateException("the search was stopped");
            }
            answers[i] = worker.apply(batch.requests()[i]);
        }
        return new Batch.Done(batch.first(), answers, System.nanoTime() - started);
    }
}
