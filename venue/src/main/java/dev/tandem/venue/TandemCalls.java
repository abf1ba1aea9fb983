package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.web.Request;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.util.List;

/** What no exchange has: the market's next step, and the truth. */
final class TandemCalls {
    private static final long MOST_STEPS = 100_000;

    private final VenueCore core;
    private final ClockMode clock;
    private final OrderJson write;

    TandemCalls(VenueCore core, ClockMode clock) {
        this.core = core;
        this.clock = clock;
        this.write = new OrderJson(core);
    }

    void install(WebServerBuilder server) {
        server.route("POST", "/tandem/next", this::next);
        server.route("GET", "/tandem/truth", this::truth);
    }

    private Response next(Request request) throws IOException {
        if (!clock.standsStill()) {
            return refused(
                    409, "the clock of this venue is " + clock.text() + "; only --clock lockstep waits to be told");
        }
        long steps;
        try {
            Parameters parameters = Parameters.of(request);
            Long asked = parameters.integer("steps");
            parameters.requireAllRead();
            steps = asked == null ? 1 : asked;
        } catch (BinanceException e) {
            return e.error().toResponse();
        }
        if (steps < 1 || steps > MOST_STEPS) {
            return refused(400, "steps is a whole number from 1 to " + MOST_STEPS + ", was " + steps);
        }
        synchronized (core) {
            boolean over = core.isOver();
            for (long i = 0; i < steps; i++) {
                core.advance();
            }
            return BinanceRest.json(json -> step(json, over));
        }
    }

    /** Where the market is now. */
    private void step(JsonGenerator json, boolean wasOver) throws IOException {
        Tape tape = core.tape();
        json.writeStartObject();
        json.writeStringField("step", wasOver ? "end" : core.trading().name(core.steps() - 1));
        int bar = tape.inProgress() ? tape.finished() : tape.finished() - 1;
        if (bar < 0) {
            json.writeNullField("bar");
        } else {
            json.writeNumberField("bar", tape.bars().index(bar));
        }
        json.writeStringField("time", Times.text(tape.nowNanos()));
        json.writeNumberField("timeMillis", tape.nowMillis());
        json.writeStringField("price", core.price(tape.lastTicks()));
        json.writeNumberField("remaining", core.trading().steps() - core.steps());
        json.writeEndObject();
    }

    private static Response refused(int status, String why) throws IOException {
        Response body = BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeStringField("error", why);
            json.writeEndObject();
        });
        return Response.of(status, BinanceRest.JSON, body.body());
    }

    private Response truth(Request request) throws IOException {
        if (!request.remote().getAddress().isLoopbackAddress()) {
            return refused(403, "the truth is told on loopback only");
        }
        synchronized (core) {
            return BinanceRest.json(this::truth);
        }
    }

    private void truth(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.truth/1");
        json.writeStringField("time", Times.text(core.tape().nowNanos()));
        json.writeNumberField("steps", core.steps());
        json.writeArrayFieldStart("accounts");
        for (VenueAccount account : core.accounts()) {
            json.writeStartObject();
            json.writeStringField("account", account.name);
            json.writeArrayFieldStart("balances");
            balances(json, account);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("orders");
        for (VenueOrder order : core.orders()) {
            named(json, order.account, "order");
            write.queried(json, order);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("fills");
        for (VenueFill fill : core.fills()) {
            named(json, fill.order().account, "fill");
            write.trade(json, fill);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void named(JsonGenerator json, VenueAccount account, String what) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", account.name);
        json.writeFieldName(what);
    }

    private void balances(JsonGenerator json, VenueAccount account) throws IOException {
        SpotAccounts books = core.books();
        List<String> assets = books.assets();
        for (int asset = 0; asset < assets.size(); asset++) {
            json.writeStartObject();
            json.writeStringField("asset", assets.get(asset));
            json.writeStringField("free", core.units(books.free(account.number, asset)));
            json.writeStringField("locked", core.units(books.locked(account.number, asset)));
            json.writeEndObject();
        }
    }
}
