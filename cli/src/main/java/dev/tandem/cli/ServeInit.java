package dev.tandem.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** {@code tandem serve --init}: a configuration, strong secrets, and what to paste into TradingView. */
final class ServeInit {
    private static final String SECRETS = "tandem.secrets";

    private final Terminal terminal;
    private final String name;
    private final SecureRandom random = new SecureRandom();

    ServeInit(Terminal terminal, String name) {
        this.terminal = terminal;
        this.name = name;
    }

    int write() {
        Path config = terminal.resolve(name);
        Path secrets = config.resolveSibling(SECRETS);
        for (Path file : new Path[] {config, secrets}) {
            if (Files.exists(file)) {
                throw UserError.usage("--init: " + file.getFileName() + " is there already, and is left as it is");
            }
        }
        String token = text(24);
        try {
            create(secrets, """
                    WEBHOOK_SECRET=whsec_%s
                    WEBHOOK_TOKEN=%s
                    INBOX_TOKEN=%s
                    """.formatted(Base64.getEncoder().encodeToString(bytes(32)), token, text(24)), true);
            create(config, template(secretsName()), false);
        } catch (IOException e) {
            throw UserError.usage("--init: " + Complaint.line(e));
        }
        say(token);
        return ExitCode.DONE;
    }

    /** The secrets lie beside the configuration, and are named from the working directory. */
    private String secretsName() {
        Path parent = Path.of(name).getParent();
        return parent == null ? SECRETS : parent.resolve(SECRETS).toString();
    }

    private static void create(Path file, String text, boolean ownerOnly) throws IOException {
        try {
            if (ownerOnly && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, text, StandardCharsets.UTF_8);
            } else {
                Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            }
        } catch (FileAlreadyExistsException e) {
            throw UserError.usage("--init: " + file.getFileName() + " is there already, and is left as it is");
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private static String template(String secrets) {
        return """
                # tandem serve: TradingView's alerts become orders. Every key is also an option (tandem serve --help).

                listen: 127.0.0.1:8080        # behind a proxy with TLS; TradingView calls ports 80 and 443 only
                exchange: sim                 # or xchange:binance with endpoint, sandbox or real-money; 'tandem exchanges' lists them
                data: sample:bitstamp-btcusd  # bars for sim: each alert is carried out in the next bar
                journal: alerts               # what came, what was decided, what was sent

                confidence:
                  minimum: 0.6                # entries below are denied; exits always pass
                  missing: deny               # an alert that states none: deny, allow, or a number that is assumed

                sizing:
                  quantity: alert             # or 0.01, '10%% of equity', '1%% risk' (needs a stop-loss in the alert)

                # max-order-notional: 1000    # limits in the quote asset, whatever an alert says
                # max-position-notional: 5000
                # max-daily-loss: 200

                # agents: { quorum: 3 }       # the panel that trades on what is posted to /v1/signals and /v1/forecasts

                webhook:
                  url-token: "file:%1$s#WEBHOOK_TOKEN"      # for TradingView: the last part of the URL
                  secrets: [ "file:%1$s#WEBHOOK_SECRET" ]   # for senders that sign (Standard Webhooks, GitHub); several to rotate
                  # body-secret: "env:TANDEM_WEBHOOK_BODY_SECRET"     # a "secret" in the alert; TradingView advises against it
                  inbox-token: "file:%1$s#INBOX_TOKEN"      # the password of /inbox
                  allow: [ tradingview, 127.0.0.1 ]         # from where; add your proxy to trusted-proxies
                  # trusted-proxies: [ 127.0.0.1 ]
                  max-age: 60s                # older alerts are refused
                  # silence: 24h              # say so when no alert comes for longer
                  default-text: false         # TradingView's own sentence is not carried out
                  symbols:                    # what alerts call it, to what the exchange calls it; nothing else is traded
                    "BITSTAMP:BTCUSD": BTC/USD
                """.formatted(secrets);
    }

    private void say(String token) {
        PrintStream out = terminal.out();
        out.println("Wrote " + name + " and " + secretsName() + " (readable by you only).");
        out.println();
        out.println("Webhook URL for TradingView (the last part is a secret):");
        out.println("  https://YOUR.HOST/webhooks/tradingview/" + token);
        out.println();
        out.println("Message for the alert of a strategy:");
        out.println(message("""
                {
                  "id": "{{strategy.order.id}}-{{timenow}}",
                  "timenow": "{{timenow}}",
                  "ticker": "{{exchange}}:{{ticker}}",
                  "action": "{{strategy.order.action}}",
                  "contracts": "{{strategy.order.contracts}}",
                  "price": "{{strategy.order.price}}",
                  "market_position": "{{strategy.market_position}}",
                  "market_position_size": "{{strategy.market_position_size}}",
                  "prev_market_position": "{{strategy.prev_market_position}}",
                  "prev_market_position_size": "{{strategy.prev_market_position_size}}",
                  "confidence": 0.7
                }"""));
        out.println();
        out.println("Message for the alert of an indicator with a plot called Confidence, from 0 to 1:");
        out.println(message("""
                {
                  "id": "{{ticker}}-{{interval}}-{{timenow}}",
                  "timenow": "{{timenow}}",
                  "ticker": "{{exchange}}:{{ticker}}",
                  "action": "buy",
                  "quantity": "0.01",
                  "price": "{{close}}",
                  "confidence": {{plot("Confidence")}}
                }"""));
        out.println();
        out.println("Try one:  tandem serve --check alert.json --config " + name);
        out.println("Start:    tandem serve --config " + name);
    }

    private static String message(String text) {
        return text.indent(2).stripTrailing();
    }
}
