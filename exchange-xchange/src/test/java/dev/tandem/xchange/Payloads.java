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

    private Payloads() {}
}
