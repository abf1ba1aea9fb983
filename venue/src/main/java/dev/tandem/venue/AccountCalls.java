package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotFees;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.util.List;

/** What an account has and has done, and the {@code /sapi} calls that clients make before they trade. */
final class AccountCalls {
    private static final String NOTHING = "[]";

    private final BinanceRest rest;
    private final Symbols symbols;
    private final VenueCore core;
    private final SpotFees fees;
    private final OrderJson write;

    AccountCalls(BinanceRest rest, Symbols symbols, VenueCore core, SpotFees fees) {
        this.rest = rest;
        this.symbols = symbols;
        this.core = core;
        this.fees = fees;
        this.write = new OrderJson(core);
    }

    void install(WebServerBuilder server) {
        signed(server, "/api/v3/account", 20, this::account);
        signed(server, "/api/v3/myTrades", 20, this::myTrades);
        signed(server, "/api/v3/account/commission", 20, this::commission);
        signed(server, "/sapi/v1/asset/assetDetail", 1, this::assetDetail);
        signed(server, "/sapi/v1/asset/tradeFee", 1, this::tradeFee);
        signed(server, "/sapi/v1/capital/config/getall", 10, this::currencies);
        signed(server, "/sapi/v1/margin/allPairs", 1, this::none);
        signed(server, "/sapi/v1/margin/isolated/allPairs", 10, this::none);
        signed(server, "/sapi/v1/account/apiRestrictions", 1, this::restrictions);
    }

    private void signed(WebServerBuilder server, String path, int weight, Endpoint endpoint) {
        rest.route(server, "GET", path, weight, Endpoint.Access.SIGNED, call -> {
            synchronized (core) {
                return endpoint.answer(call);
            }
        });
    }

    private Response account(Call call) throws IOException {
        String omit = call.parameters().text("omitZeroBalances");
        call.parameters().requireAllRead();
        VenueAccount account = core.account(call.account());
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeNumberField("makerCommission", basisPoints(fees.maker().units()));
            json.writeNumberField("takerCommission", basisPoints(fees.taker().units()));
            json.writeNumberField("buyerCommission", 0);
            json.writeNumberField("sellerCommission", 0);
            json.writeObjectFieldStart("commissionRates");
            rates(json);
            json.writeEndObject();
            json.writeBooleanField("canTrade", true);
            json.writeBooleanField("canWithdraw", false);
            json.writeBooleanField("canDeposit", false);
            json.writeBooleanField("brokered", false);
            json.writeBooleanField("requireSelfTradePrevention", false);
            json.writeBooleanField("preventSor", false);
            json.writeNumberField("updateTime", account.updatedMillis);
            json.writeStringField("accountType", "SPOT");
            json.writeArrayFieldStart("balances");
            balances(json, account, "true".equals(omit));
            json.writeEndArray();
            json.writeArrayFieldStart("permissions");
            json.writeString("SPOT");
            json.writeEndArray();
            json.writeNumberField("uid", account.number);
            json.writeEndObject();
        });
    }

    private static long basisPoints(long rate) {
        return rate / 10_000;
    }

    private void rates(JsonGenerator json) throws IOException {
        json.writeStringField("maker", core.units(fees.maker().units()));
        json.writeStringField("taker", core.units(fees.taker().units()));
        json.writeStringField("buyer", core.units(0));
        json.writeStringField("seller", core.units(0));
    }

    private void balances(JsonGenerator json, VenueAccount account, boolean omitZero) throws IOException {
        SpotAccounts books = core.books();
        List<String> assets = books.assets();
        for (int asset = 0; asset < assets.size(); asset++) {
            long free = books.free(account.number, asset);
            long locked = books.locked(account.number, asset);
            if (!omitZero || free != 0 || locked != 0) {
                json.writeStartObject();
                json.writeStringField("asset", assets.get(asset));
                json.writeStringField("free", core.units(free));
                json.writeStringField("locked", core.units(locked));
                json.writeEndObject();
            }
        }
    }

    private Response myTrades(Call call) throws IOException {
        Parameters parameters = call.parameters();
        symbols.required(parameters);
        Long orderId = parameters.integer("orderId");
        Long from = parameters.integer("fromId");
        Page page = Page.read(parameters);
        parameters.requireAllRead();
        if (from != null && (page.start() != null || page.end() != null)) {
            throw BinanceError.BAD_COMBINATION.exception();
        }
        List<VenueFill> history = core.account(call.account()).fills;
        if (orderId != null) {
            history =
                    history.stream().filter(fill -> fill.order().id == orderId).toList();
        }
        List<VenueFill> wanted = page.of(history, VenueFill::id, VenueFill::millis, from);
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (VenueFill fill : wanted) {
                write.trade(json, fill);
            }
            json.writeEndArray();
        });
    }

    private Response commission(Call call) throws IOException {
        SymbolRules rules = symbols.required(call.parameters());
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeStringField("symbol", rules.symbol());
            json.writeObjectFieldStart("standardCommission");
            rates(json);
            json.writeEndObject();
            json.writeObjectFieldStart("discount");
            json.writeBooleanField("enabledForAccount", false);
            json.writeBooleanField("enabledForSymbol", false);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private Response tradeFee(Call call) throws IOException {
        call.parameters().symbol("symbol");
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("symbol", core.rules().symbol());
            json.writeStringField("makerCommission", core.units(fees.maker().units()));
            json.writeStringField("takerCommission", core.units(fees.taker().units()));
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private Response assetDetail(Call call) throws IOException {
        call.parameters().text("asset");
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> {
            json.writeStartObject();
            for (String asset : core.books().assets()) {
                json.writeObjectFieldStart(asset);
                json.writeStringField("minWithdrawAmount", "0");
                json.writeBooleanField("depositStatus", false);
                json.writeStringField("withdrawFee", "0");
                json.writeBooleanField("withdrawStatus", false);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** What each asset is; there is no network on which it could be sent anywhere. */
    private Response currencies(Call call) throws IOException {
        call.parameters().requireAllRead();
        VenueAccount account = core.account(call.account());
        SpotAccounts books = core.books();
        return BinanceRest.json(json -> {
            json.writeStartArray();
            for (String asset : books.assets()) {
                int number = books.asset(asset);
                json.writeStartObject();
                json.writeStringField("coin", asset);
                json.writeStringField("name", asset);
                json.writeBooleanField("depositAllEnable", false);
                json.writeBooleanField("withdrawAllEnable", false);
                json.writeStringField("free", core.units(books.free(account.number, number)));
                json.writeStringField("locked", core.units(books.locked(account.number, number)));
                json.writeStringField("freeze", "0");
                json.writeStringField("withdrawing", "0");
                json.writeStringField("ipoing", "0");
                json.writeStringField("ipoable", "0");
                json.writeStringField("storage", "0");
                json.writeBooleanField("isLegalMoney", false);
                json.writeBooleanField("trading", true);
                json.writeArrayFieldStart("networkList");
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private Response none(Call call) throws IOException {
        call.parameters().text("symbol");
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> json.writeRawValue(NOTHING));
    }

    private Response restrictions(Call call) throws IOException {
        call.parameters().requireAllRead();
        return BinanceRest.json(json -> {
            json.writeStartObject();
            json.writeBooleanField("ipRestrict", false);
            json.writeBooleanField("enableReading", true);
            json.writeBooleanField("enableSpotAndMarginTrading", true);
            json.writeBooleanField("enableWithdrawals", false);
            json.writeEndObject();
        });
    }
}
