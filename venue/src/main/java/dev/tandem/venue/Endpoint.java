package dev.tandem.venue;

import dev.tandem.web.Response;
import java.io.IOException;

/** What one call does, after weight, parameters and signature were checked. */
@FunctionalInterface
interface Endpoint {
    /** Who may call. */
    enum Access {
        /** Anybody. */
        PUBLIC,
        /** Who has a key: what concerns user streams. */
        KEYED,
        /** Who signed it: Binance's TRADE and USER_DATA. */
        SIGNED
    }

    Response answer(Call call) throws IOException;
}
