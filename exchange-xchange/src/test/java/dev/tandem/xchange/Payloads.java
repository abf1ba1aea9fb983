package dev.tandem.xchange;

/** Answers of venues, in the form in which they were recorded. */
final class Payloads {
    /** Binance: two markets; today's filter is called NOTIONAL, which XChange's own metadata do not know. */
    static final String EXCHANGE_INFO = """
            {"timezone":"UTC","serverTime":1700000000000,
             "rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":60000},
                           {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100000},
                           {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":61000}],
             "exchangeFilters":[],
             "symbols":[
              {"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT",
               "quotePrecision":8,"quoteAssetPrecision":8,
               "orderTypes":["LIMIT","LIMIT_MAKER","MARKET","STOP_LOSS","STOP_LOSS_LIMIT","TAKE_PROFIT","TAKE_PROFIT_LIMIT"],
               "icebergAllowed":true,"ocoAllowed":true,"isSpotTradingAllowed":true,"isMarginTradingAllowed":false,
               "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000"},
                          {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},
                          {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true}]},
              {"symbol":"BNBUSDT","status":"TRADING","baseAsset":"BNB","quoteAsset":"USDT","orderTypes":["LIMIT","MARKET"],
               "ocoAllowed":false,
               "filters":[{"filterType":"PRICE_FILTER","tickSize":"0.10000000"},{"filterType":"LOT_SIZE","stepSize":"0.00100000"}]},
              {"symbol":"OLDUSDT","status":"BREAK","baseAsset":"OLD","quoteAsset":"USDT","filters":[]}]}
            """;

    /** Kraken: asset names of its own. */
    static final String KRAKEN_ASSETS = """
            {"error":[],"result":{"XXBT":{"aclass":"currency","altname":"XBT","decimals":10,"display_decimals":5,"status":"enabled"},
             "ZUSD":{"aclass":"currency","altname":"USD","decimals":4,"display_decimals":2,"status":"enabled"}}}
            """;

    static final String KRAKEN_PAIRS = """
            {"error":[],"result":{"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","aclass_base":"currency","base":"XXBT",
             "aclass_quote":"currency","quote":"ZUSD","lot":"unit","cost_decimals":5,"pair_decimals":1,"lot_decimals":8,
             "lot_multiplier":1,"fees":[[0,0.4]],"fees_maker":[[0,0.25]],"ordermin":"0.00005","costmin":"0.5",
             "tick_size":"0.1","status":"online"}}}
            """;

    static final String KRAKEN_BALANCE = """
            {"error":[],"result":{"ZUSD":"100000.0000","XXBT":"1.5000000000"}}
            """;

    static final String KRAKEN_PLACED = """
            {"error":[],"result":{"descr":{"order":"buy 0.00100000 XBTUSD @ limit 60000.0"},"txid":["OTXID1-AAAAA-BBBBBB"]}}
            """;

    /** An order as OpenOrders, ClosedOrders and QueryOrders tell it. */
    static String krakenOrder(String status, String executed) {
        return """
                {"refid":null,"userref":0,"cl_ord_id":"t1-1","status":"%s","opentm":1700000000.1234,"starttm":0,"expiretm":0,
                 "descr":{"pair":"XBTUSD","type":"buy","ordertype":"limit","price":"60000.0","price2":"0","leverage":"none",
                          "order":"buy 0.00100000 XBTUSD @ limit 60000.0","close":""},
                 "vol":"0.00100000","vol_exec":"%s","cost":"24.0","fee":"0.06","price":"60000.0","stopprice":"0.0",
                 "limitprice":"0.0","misc":"","oflags":"fciq"}
                """.formatted(status, executed);
    }

    static final String KRAKEN_TRADES = """
            {"error":[],"result":{"count":1,"trades":{"TTRAD1-AAAAA-BBBBBB":{"ordertxid":"OTXID1-AAAAA-BBBBBB",
             "postxid":"TKH2SE-M7IF5-CFI7LT","pair":"XXBTZUSD","time":1700000000.4,"type":"buy","ordertype":"limit",
             "price":"60000.0","cost":"24.0","fee":"0.06000","vol":"0.00040000","margin":"0.0","misc":"","maker":true}}}}
            """;

    private Payloads() {}
}
