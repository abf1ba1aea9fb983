package dev.tandem.webhook.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names under which people and products write the same thing: all were seen in public templates. */
final class Aliases {
    private static final Set<String> ALL = new HashSet<>(Set.of("stoploss.type", "takeprofit.type"));

    static final String[] SYMBOL =
            names("symbol", "ticker", "market", "instrument", "pair", "tvinstrument", "tickerid", "syminfo.tickerid");
    static final String[] EXCHANGE = names("exchange", "prefix", "syminfo.prefix");
    static final String[] SIDE = names(
            "action", "side", "order", "direction", "signal", "orderaction", "order.action", "order.side", "data");
    static final String[] QUANTITY = names(
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
    static final String[] QUOTE_QUANTITY = names(
            "quotequantity", "quoteqty", "quoteorderqty", "quoteamount", "cashamount", "dollaramount", "usdamount");
    static final String[] EQUITY_PERCENT = names(
            "equitypercent",
            "percentofequity",
            "percentequity",
            "equitypct",
            "quantitypercent",
            "qtypercent",
            "sizepercent");
    static final String[] QUANTITY_TYPE = names(
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
    static final String[] PRICE =
            names("price", "close", "orderprice", "order.price", "entry", "entryprice", "signalprice", "triggerprice");
    static final String[] FIRED = names("timenow", "timestamp", "date", "signalts");
    static final String[] BAR_TIME = names("time");
    static final String[] ID = names("id", "alertid", "orderid", "clientref");
    static final String[] SECRET = names("secret", "passphrase", "key", "token", "pin", "signaltoken", "apitoken");
    static final String[] CONFIDENCE = names("confidence", "signalstrength");
    static final String[] POSITION = names("marketposition", "position", "sentiment");
    static final String[] POSITION_SIZE = names("marketpositionsize");
    static final String[] SIGNED_SIZE = names("positionsize");
    static final String[] PREVIOUS = names("prevmarketposition", "previousmarketposition", "prevposition");
    static final String[] PREVIOUS_SIZE =
            names("prevmarketpositionsize", "previousmarketpositionsize", "prevpositionsize");
    static final String[] MESSAGE = names("message", "intent");
    static final String[] COMMENT = names("comment", "ordercomment", "order.comment");
    static final String[] ORDER_TYPE = names("ordertype", "type", "order.type");
    static final String[] LIMIT = names("limitprice", "limit", "orderlimitprice");
    static final String[] STOP = names("stopprice");
    static final String[] STOP_LOSS =
            names("sl", "stoploss", "stoplossprice", "slprice", "stoploss.price", "stoploss.stopprice");
    static final String[] STOP_LOSS_PERCENT =
            names("slpercent", "slpct", "stoplosspercent", "stoplosspct", "stoploss.percent");
    static final String[] TAKE_PROFIT =
            names("tp", "takeprofit", "takeprofitprice", "tpprice", "takeprofit.price", "takeprofit.limitprice");
    static final String[] TAKE_PROFIT_PERCENT =
            names("tppercent", "tppct", "takeprofitpercent", "takeprofitpct", "takeprofit.percent");
    static final String[] LONG_STOP_LOSS = names("longsl", "longstoploss");
    static final String[] LONG_TAKE_PROFIT = names("longtp", "longtakeprofit");
    static final String[] SHORT_STOP_LOSS = names("shortsl", "shortstoploss");
    static final String[] SHORT_TAKE_PROFIT = names("shorttp", "shorttakeprofit");
    static final String[] TRAILING = names("trailingstop", "trailingstoploss", "trail", "trailing");
    static final String[] TRAILING_PERCENT = names(
            "trailingstoppercent",
            "trailingpercent",
            "trailpercent",
            "trailingstoppct",
            "trailpct",
            "trailingpct",
            "stoploss.trailpercent");
    static final String[] TIME_IN_FORCE = names("timeinforce", "tif");
    static final String[] POST_ONLY = names("postonly");
    static final String[] REDUCE_ONLY = names("reduceonly");
    static final String[] MAX_LAG = names("maxlag");
    static final String[] MAX_SIZE = names("maxsize", "maxquantity", "maxqty", "maxposition", "maxpositionsize");
    static final String[] LEVERAGE = names("leverage", "lev");
    static final String[] MARKET_TYPE =
            names("markettype", "contracttype", "producttype", "syminfo.type", "syminfotype", "instrumenttype");
    static final String[] SEQUENCE = names("sequence", "seq", "sequencenumber");
    static final String[] STREAM = names("strategyname", "strategy", "botname", "alertname", "bottype");
    static final String[] REVERSE = names("reverse");

    private Aliases() {}

    private static String[] names(String... names) {
        ALL.addAll(List.of(names));
        return names;
    }

    /** Whether a field of that key is understood, whatever it means. */
    static boolean understands(String key) {
        return ALL.contains(key);
    }
}
