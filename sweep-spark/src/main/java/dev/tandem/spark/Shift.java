package dev.tandem.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Requests that came together: they become tasks, a few to learn from, then the rest. */
final class Shift {
    private final JavaSparkContext spark;
    private final Broadcast<byte[][]> parcel;
    private final Sizes sizes;
    private final Tally tally;
    private final String name;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Gets each answer once. */
    interface Answers {
        void answered(int index, byte[] answer);
    }

    Shift(JavaSparkContext spark, Broadcast<byte[][]> parcel, Sizes sizes, Tally tally, String name) {
        this.spark = spark;
        this.parcel = parcel;
        this.sizes = sizes;
        this.tally = tally;
        this.name = name;
    }

    /** Ends it soon; tasks that run are told. */
    void stop() {
        stopped.set(true);
        spark.cancelJobGroup(name);
    }

    /** @throws SparkException if a task failed as often as it may */
    void work(byte[][] requests, Answers answers) throws SparkException {
        spark.setJobGroup(name, "tandem sweep", true);
        int at = 0;
        while (at < requests.length && !stopped.get()) {
            List<Batch> batches = new ArrayList<>();
            for (int size : sizes.next(at, requests.length - at, spark.defaultParallelism())) {
                byte[][] some = new byte[size][];
                System.arraycopy(requests, at, some, 0, size);
                batches.add(new Batch(at, some));
                at += size;
            }
            work(batches, answers);
        }
    }

    private void work(List<Batch> batches, Answers answers) {
        RDD<Batch> tasks = spark.parallelize(batches, batches.size()).rdd();
        SparkContext context = spark.sc();
        context.runJob(
                tasks,
                new BatchTask(parcel),
                new AbstractFunction2<Object, Batch.Done, BoxedUnit>() {
                    @Override
                    public BoxedUnit apply(Object index, Batch.Done done) {
                        sizes.learn(done.answers().length, done.nanos());
                        tally.add(done);
                        for (int i = 0; i < done.answers().length; i++) {
                            answers.answered(done.first() + i, done.answers()[i]);
                        }
                        return BoxedUnit.UNIT;
                    }
                },
                ClassTag$.MODULE$.apply(Batch.Done.class));
    }
}
