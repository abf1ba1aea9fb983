package dev.tandem.tck;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The kit waits for reports that another thread brings in its own time, as a connection does. */
class OtherThreadSimTest extends ExecutionPluginTck {
    @Override
    protected VenueUnderTest openVenue() {
        return new OtherThreadVenue();
    }

    /** A moment is a millisecond, and what is reported in it comes when the other thread gets to it. */
    private static final class OtherThreadVenue extends LinkedSimVenue {
        private final ExecutorService connection = Executors.newSingleThreadExecutor();

        @Override
        void deliver() {
            connection.execute(super::deliver);
            LockSupport.parkNanos(1_000_000);
        }

        @Override
        public int patience() {
            return 10_000;
        }

        @Override
        public void close() {
            connection.close();
            super.close();
        }
    }
}
