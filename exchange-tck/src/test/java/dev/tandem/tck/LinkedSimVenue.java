package dev.tandem.tck;

import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.sim.AccountType;
import java.util.EnumSet;
import java.util.Set;

/** The simulated exchange at the far end of a line that fails on demand, and delivers each report a moment later. */
class LinkedSimVenue extends SimVenue {
    private final UnreliableLink link;

    LinkedSimVenue() {
        super(AccountType.MARGIN);
        this.link = new UnreliableLink(exchange(), clock());
    }

    @Override
    public String name() {
        return "sim, behind a line";
    }

    @Override
    public String description() {
        return "The simulated exchange behind a line in this process that loses, delays, doubles and reorders what is sent,"
                + " and delivers each report a moment after its event.";
    }

    @Override
    public ExecutionPlugin connect() {
        return link.connect();
    }

    @Override
    public ExecutionPlugin connectWithWrongCredentials() {
        return link.connectWithWrongCredentials();
    }

    @Override
    public void advance() {
        deliver();
        link.atTheExchange(this::playBar);
    }

    void deliver() {
        link.deliver();
    }

    @Override
    public void moveTo(long price) {
        link.atTheExchange(() -> super.moveTo(price));
    }

    @Override
    public void fillPartly(ClientOrderId order, long lots) {
        link.atTheExchange(() -> super.fillPartly(order, lots));
    }

    @Override
    public long ordersReceived() {
        return link.ordersReceived();
    }

    @Override
    public Set<Lever> levers() {
        Set<Lever> all = EnumSet.copyOf(super.levers());
        all.addAll(UnreliableLink.levers());
        return all;
    }

    @Override
    public void pull(Lever lever) {
        link.pull(lever);
    }

    @Override
    public void release(Lever lever) {
        link.release(lever);
    }

    @Override
    public void close() {
        link.close();
    }
}
