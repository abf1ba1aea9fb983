package dev.tandem.sweep.check;

import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands between a strategy and the engine, writes down what it does, and ends the run after a bar. */
final class Recorder implements Strategy {
    private final Strategy inner;
    private final Tape tape;
    private final int lastStep;
    private final Watched trader = new Watched();

    /** The run has gone far enough. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    /** @param lastStep after which nothing is of interest */
    Recorder(Strategy inner, Tape tape, int lastStep) {
        this.inner = inner;
        this.tape = tape;
        this.lastStep = lastStep;
    }

    private interface Call {
        void run(Trader trader);
    }

    private void call(Trader real, Call call) {
        try {
            call.run(trader.of(real));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            tape.did(Decision.failed(tape.step(), e));
            throw e;
        }
    }

    @Override
    public void onStart(Trader real) {
        call(real, inner::onStart);
    }

    @Override
    public void onBar(Bar bar, Trader real) {
        long orders = 0;
        for (Order order : real.openOrders()) {
            orders = 31 * orders + Decision.submit(0, order.request()).text().hashCode() + order.filledLots();
        }
        tape.closing(real.position().lots(), orders);
        call(real, watched -> inner.onBar(bar, watched));
        int step = tape.step();
        tape.closed();
        if (step >= lastStep) {
            throw new Enough();
        }
    }

    @Override
    public void onFill(Fill fill, Trader real) {
        tape.filled(fill.priceTicks());
        call(real, watched -> inner.onFill(fill, watched));
    }

    @Override
    public void onOrder(Order order, Trader real) {
        call(real, watched -> inner.onOrder(order, watched));
    }

    @Override
    public void onStop(Trader real) {
        call(real, inner::onStop);
    }

    private final class Watched implements Trader {
        private @Nullable Trader real;

        Trader of(Trader engine) {
            real = engine;
            return this;
        }

        private Trader real() {
            if (real == null) {
                throw new IllegalStateException("a trader is valid in a callback only");
            }
            return real;
        }

        @Override
        public Order submit(OrderRequest request) {
            tape.did(Decision.submit(tape.step(), request));
            return real().submit(request);
        }

        @Override
        public boolean cancel(Order order) {
            tape.did(Decision.cancel(tape.step(), order.request()));
            return real().cancel(order);
        }

        @Override
        public long nowNanos() {
            return real().nowNanos();
        }

        @Override
        public List<Instrument> instruments() {
            return real().instruments();
        }

        @Override
        public Instrument instrument() {
            return real().instrument();
        }

        @Override
        public Position position() {
            return real().position();
        }

        @Override
        public Position position(Instrument instrument) {
            return real().position(instrument);
        }

        @Override
        public List<Order> openOrders(Instrument instrument) {
            return real().openOrders(instrument);
        }

        @Override
        public BarHistory history(Instrument instrument) {
            return real().history(instrument);
        }

        @Override
        public BigDecimal equity() {
            tape.moneyWasRead();
            return real().equity();
        }

        @Override
        public BigDecimal cash() {
            tape.moneyWasRead();
            return real().cash();
        }
    }
}
