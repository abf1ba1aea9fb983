package dev.tandem.webhook.alert;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names under which people and products write the same thing: all were seen in public templates. */
final class Aliases {
    private static final Map<String, Alias> BY_KEY = new HashMap<>();
    private static int count;

    static final Alias SYMBOL =
            names("symbol", "ticker", "market", "instrument", "pair", "tvinstrument", "tickerid", "syminfo.tickerid");
    static final Alias EXCHANGE = names("exchange", "prefix", "syminfo.prefix");
    static final Alias SIDE = names(
            "action", "side", "order", "direction", "signal", "orderaction", "order.action", "order.side", "data");
    static final Alias QUANTITY = names(
            "quantity",
            "qty",
            "contracts",
            "size",
            "amount",
            "volume",
            "ordercontracts",
            "order.contracts",
            "ordersize",
            "orderquantity",
            "orderqty",
            "order.quantity",
            "order.qty",
            "order.size",
            "order.amount");
    static final Alias QUOTE_QUANTITY = names(
            "quotequantity", "quoteqty", "quoteorderqty", "quoteamount", "cashamount", "dollaramount", "usdamount");
    static final Alias EQUITY_PERCENT = names(
            "equitypercent",
            "percentofequity",
            "percentequity",
            "equitypct",
            "quantitypercent",
            "qtypercent",
            "sizepercent");
    static final Alias QUANTITY_TYPE = names(
            "quantitytype",
            "qtytype",
            "sizetype",
            "amounttype",
            "quantityunit",
            "unit",
            "units",
            "investmenttype",
            "currencytype",
            "order.currencytype");
    static final Alias PRICE =
            names("price", "close", "orderprice", "order.price", "entry", "entryprice", "signalprice", "triggerprice");
    static final Alias FIRED = names("timenow", "timestamp", "date", "signalts");
    static final Alias BAR_TIME = names("time");
    static final Alias ID = names("id", "alertid", "orderid", "clientref");
    static final Alias SECRET = names("secret", "passphrase", "key", "token", "pin", "signaltoken", "apitoken");
    static final Alias CONFIDENCE = names("confidence", "signalstrength");
    static final Alias POSITION = names("marketposition", "position", "sentiment");
    static final Alias POSITION_SIZE = names("marketpositionsize");
    static final Alias SIGNED_SIZE = names("positionsize");
    static final Alias PREVIOUS = names("prevmarketposition", "previousmarketposition", "prevposition");
    static final Alias PREVIOUS_SIZE =
            names("prevmarketpositionsize", "previousmarketpositionsize", "prevpositionsize");
    static final Alias MESSAGE = names("message", "intent");
    static final Alias COMMENT = names("comment", "ordercomment", "order.comment");
    static final Alias ORDER_TYPE = names("ordertype", "type", "order.type");
    static final Alias LIMIT = names("limitprice", "limit", "orderlimitprice");
    static final Alias STOP = names("stopprice");
    static final Alias STOP_LOSS =
            names("sl", "stoploss", "stoplossprice", "slprice", "stoploss.price", "stoploss.stopprice");
    static final Alias STOP_LOSS_PERCENT =
            names("slpercent", "slpct", "stoplosspercent", "stoplosspct", "stoploss.percent");
    static final Alias TAKE_PROFIT =
            names("tp", "takeprofit", "takeprofitprice", "tpprice", "takeprofit.price", "takeprofit.limitprice");
    static final Alias TAKE_PROFIT_PERCENT =
            names("tppercent", "tppct", "takeprofitpercent", "takeprofitpct", "takeprofit.percent");
    static final Alias LONG_STOP_LOSS = names("longsl", "longstoploss");
    static final Alias LONG_TAKE_PROFIT = names("longtp", "longtakeprofit");
    static final Alias SHORT_STOP_LOSS = names("shortsl", "shortstoploss");
    static final Alias SHORT_TAKE_PROFIT = names("shorttp", "shorttakeprofit");
    static final Alias TRAILING = names("trailingstop", "trailingstoploss", "trail", "trailing");
    static final Alias TRAILING_PERCENT = names(
            "trailingstoppercent",
            "trailingpercent",
            "trailpercent",
            "trailingstoppct",
            "trailpct",
            "trailingpct",
            "stoploss.trailpercent");
    static final Alias TIME_IN_FORCE = names("timeinforce", "tif");
    static final Alias POST_ONLY = names("postonly");
    static final Alias REDUCE_ONLY = names("reduceonly");
    static final Alias MAX_LAG = names("maxlag");
    static final Alias MAX_SIZE = names("maxsize", "maxquantity", "maxqty", "maxposition", "maxpositionsize");
    static final Alias LEVERAGE = names("leverage", "lev");
    static final Alias MARKET_TYPE =
            names("markettype", "contracttype", "producttype", "syminfo.type", "syminfotype", "instrumenttype");
    static final Alias SEQUENCE = names("sequence", "seq", "sequencenumber");
    static final Alias STREAM = names("strategyname", "strategy", "botname", "alertname", "bottype");
    static final Alias REVERSE = names("reverse");
    static final Alias BAR = names("open", "high", "low");
    static final Alias EXIT_TYPE = names("stoploss.type", "takeprofit.type");

    private Aliases() {}

    private static Alias names(String... keys) {
        Alias alias = new Alias(1L << count++);
        for (String key : keys) {
            if (BY_KEY.put(key, alias) != null) {
                throw new IllegalStateException(key + " means two things");
            }
        }
        return alias;
    }

    /** What a field of that key means; null if that is not understood. */
    static @Nullable Alias of(String key) {
        return BY_KEY.get(key);
    }
}
