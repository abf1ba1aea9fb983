// What CCXT's binance class, unmodified, watches at the venue in lockstep.
const ccxt = require('ccxt');
const url = process.argv[2];
const ws = url.replace('http', 'ws');
const exchange = new ccxt.pro.binance({ apiKey: 'alice', secret: 'secret', options: { defaultType: 'spot', fetchMarkets: { types: ['spot'] } } });
for (const name of Object.keys(exchange.urls.api)) {
  const value = exchange.urls.api[name];
  if (typeof value === 'string') exchange.urls.api[name] = value.replace(/^https:\/\/[^/]+/, url);
}
exchange.urls.api.ws.spot = ws + '/ws';
exchange.urls.api.ws['ws-api'].spot = ws + '/ws-api/v3';

async function next() {
  await fetch(url + '/tandem/next', { method: 'POST' });
}
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function driven(promise) {
  let done = false;
  const watched = promise.then((value) => { done = true; return value; }, (e) => { done = true; throw e; });
  await sleep(300);
  for (let i = 0; i < 40 && !done; i++) {
    await next();
    await sleep(100);
  }
  return Promise.race([watched, sleep(3000).then(() => { throw new Error('nothing came'); })]);
}
function say(name, value) {
  console.log(name + ' ' + (typeof value === 'string' ? value : JSON.stringify(value)));
}
(async () => {
  await exchange.loadHttpProxyAgent(); // CCXT's way to allow ws:// without TLS
  await exchange.loadMarkets();
  await next();
  await next();
  say('trades', (await driven(exchange.watchTrades('BTC/USDT')))[0].symbol);
  say('ticker', (await driven(exchange.watchTicker('BTC/USDT'))).last);
  say('candle', (await driven(exchange.watchOHLCV('BTC/USDT', '1m')))[0][1]);
  say('best', (await driven(exchange.watchBidsAsks(['BTC/USDT'])))['BTC/USDT'].bid > 0);
  const book = await driven(exchange.watchOrderBook('BTC/USDT'));
  say('book', book.bids.length + ' ' + book.asks.length);

  const first = exchange.watchOrders('BTC/USDT');
  await sleep(500);
  const order = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 90);
  const seen = await first;
  say('order', [seen[0].id === order.id, seen[0].status, seen[0].price].join(' '));
  const canceled = exchange.watchOrders('BTC/USDT');
  await exchange.cancelOrder(order.id, 'BTC/USDT');
  const end = await canceled;
  say('order', end[end.length - 1].status);
  const filled = exchange.watchMyTrades('BTC/USDT');
  const balance = exchange.watchBalance();
  await sleep(300);
  const placed = await exchange.createOrderWs('BTC/USDT', 'market', 'buy', 1);
  say('placed over the websocket', placed.status);
  const trade = await driven(filled);
  say('my trade', [trade[0].side, trade[0].amount, trade[0].fee.currency, trade[0].takerOrMaker].join(' '));
  say('balance', (await balance).BTC.total > 0);
  await exchange.close();
})().catch((e) => {
  console.log('FAILED ' + e.stack);
  process.exitCode = 1;
}).finally(() => process.exit());
