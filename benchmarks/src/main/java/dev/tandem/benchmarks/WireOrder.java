package dev.tandem.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signed market order as Binance wants it, with one authentication code per connection. */
final class WireOrder {
    private final Mac mac;

    WireOrder() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(VenueProcess.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    /** The signed form: a small purchase if the number is even, a sale if it is odd. */
    String form(long number) {
        String form = "symbol=" + VenueProcess.SYMBOL + "&side=" + ((number & 1) == 0 ? "BUY" : "SELL")
                + "&type=MARKET&quantity=0.001&recvWindow=60000&timestamp=" + System.currentTimeMillis();
        return form + "&signature=" + HexFormat.of().formatHex(mac.doFinal(form.getBytes(StandardCharsets.UTF_8)));
    }

    /** That the answer is a filled order. */
    static void mustBeFilled(int status, String body) {
        if (status != 200 || !body.contains("\"FILLED\"")) {
            throw new IllegalStateException("an order was answered with " + status + " " + body);
        }
    }
}
