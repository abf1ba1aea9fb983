package dev.tandem.venue;

import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Listen keys: open, keep, close. */
final class UserStreamCalls {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final BinanceError NO_SUCH_KEY = new BinanceError(400, -1125, "This listenKey does not exist.");

    private final BinanceRest rest;
    private final UserStreams users;
    private final InstantSource clock;

    UserStreamCalls(BinanceRest rest, UserStreams users, InstantSource clock) {
        this.rest = rest;
        this.users = users;
        this.clock = clock;
    }

    void install(WebServerBuilder server) {
        String path = "/api/v3/userDataStream";
        rest.route(server, "POST", path, 2, Endpoint.Access.KEYED, this::open);
        rest.route(server, "PUT", path, 2, Endpoint.Access.KEYED, this::keep);
        rest.route(server, "DELETE", path, 2, Endpoint.Access.KEYED, this::close);
    }

    private Response open(Call call) throws IOException {
        call.parameters().requireAllRead();
        String key = users.open(call.account(), clock.millis());
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeStringField("listenKey", key);
            json.writeEndObject();
        });
    }

    private Response keep(Call call) {
        String key = call.parameters().requiredText("listenKey");
        call.parameters().requireAllRead();
        return answer(users.keepAlive(call.account(), key, clock.millis()));
    }

    private Response close(Call call) {
        String key = call.parameters().requiredText("listenKey");
        call.parameters().requireAllRead();
        return answer(users.close(call.account(), key));
    }

    private static Response answer(boolean found) {
        if (!found) {
            throw NO_SUCH_KEY.exception();
        }
        return Response.of(200, BinanceRest.JSON, NOTHING);
    }
}
