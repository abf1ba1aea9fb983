// What CCXT's binance class, unmodified, finds out after answers that were lost. First: places orders while the line is bad.
// Both times: prints what it is told of them, of the trades and of the balances.
const ccxt = require('ccxt');
const url = process.argv[2];
const exchange = new ccxt.binance({ apiKey: 'alice', secret: 'secret', options: { defaultType: 'spot', fetchCurrencies: false } });
for (const name of Object.keys(exchange.urls.api)) {
  const value = exchange.urls.api[name];
  if (typeof value === 'string') exchange.urls.api[name] = value.replace(/^https:\/\/[^/]+/, url);
}
async function next() {
  await (await fetch(url + '/tandem/next', { method: 'POST' })).json();
}
const symbol = 'BTC/USDT';

(async () => {
  await exchange.loadMarkets();
  if (process.argv[3] === 'first') {
    await next();
    for (let i = 1; i <= 7; i++) {
      try {
        const order = i % 2 === 1
          ? await exchange.createOrder(symbol, 'market', 'buy', i, undefined, { clientOrderId: 'c' + i })
          : await exchange.createOrder(symbol, 'limit', 'buy', i, 90, { clientOrderId: 'c' + i });
        console.log('placed c' + i + ' ' + order.status);
      } catch (e) {
        console.log('placed c' + i + ' ' + (e instanceof ccxt.NetworkError ? 'unclear' : 'refused') + ' ' + e.constructor.name);
      }
    }
    await next();
    await exchange.cancelOrder(undefined, symbol, { origClientOrderId: 'c2' });
  }
  for (let i = 1; i <= 7; i++) {
    try {
      const order = await exchange.fetchOrder(undefined, symbol, { origClientOrderId: 'c' + i });
      console.log('found c' + i + ' ' + [order.type, order.side, order.status, order.amount, order.filled, order.cost].join(' '));
    } catch (e) {
      console.log('found c' + i + ' ' + e.constructor.name);
    }
  }
  const trades = await exchange.fetchMyTrades(symbol);
  console.log('trades ' + trades.map((t) => [t.id, t.side, t.amount, t.price, t.fee.cost, t.fee.currency].join(' ')).join('; '));
  const balance = await exchange.fetchBalance();
  console.log('balance ' + JSON.stringify([balance.USDT, balance.BTC]));
})().catch((e) => {
  console.log('FAILED ' + e.stack);
  process.exitCode = 1;
});
