// What CCXT's binance class, unmodified, does with the venue in lockstep. Prints one line per step: a name and a value.
const ccxt = require('ccxt');
const url = process.argv[2];

function client(apiKey, secret) {
  const exchange = new ccxt.binance({ apiKey, secret, options: { defaultType: 'spot', fetchCurrencies: true } });
  for (const name of Object.keys(exchange.urls.api)) {
    const value = exchange.urls.api[name];
    if (typeof value === 'string') exchange.urls.api[name] = value.replace(/^https:\/\/[^/]+/, url);
  }
  return exchange;
}
async function next() {
  const response = await fetch(url + '/tandem/next', { method: 'POST' });
  return response.json();
}
function say(name, value) {
  console.log(name + ' ' + (typeof value === 'string' ? value : JSON.stringify(value)));
}
async function refused(name, call) {
  try {
    await call();
    say(name, 'was not refused');
  } catch (e) {
    const code = /"code":(-\d+)/.exec(e.message);
    say(name, e.constructor.name + ' ' + (code ? code[1] : e.message));
  }
}
function short(order) {
  return [order.type, order.side, order.status, order.price, order.amount, order.filled, order.cost].join(' ');
}

(async () => {
  const exchange = client('alice', 'secret');
  const markets = await exchange.loadMarkets();
  const market = markets['BTC/USDT'];
  say('market', [market.id, market.precision.price, market.precision.amount, market.limits.cost.min].join(' '));
  await next();
  await next();
  say('time', Math.abs((await exchange.fetchTime()) - Date.now()) < 5000);
  say('ticker', (await exchange.fetchTicker('BTC/USDT')).last);
  say('candles', await exchange.fetchOHLCV('BTC/USDT', '1m'));
  const book = await exchange.fetchOrderBook('BTC/USDT', 5);
  say('book', book.bids[0].join('x') + ' ' + book.asks[0].join('x'));
  say('trades', (await exchange.fetchTrades('BTC/USDT')).length);
  say('balance', (await exchange.fetchBalance()).USDT);
  say('fee', (await exchange.fetchTradingFee('BTC/USDT')).taker);

  const market1 = await exchange.createOrder('BTC/USDT', 'market', 'buy', 1);
  say('placed', short(market1));
  const cost = await exchange.createMarketBuyOrderWithCost('BTC/USDT', 250);
  await next();
  say('market order', short(await exchange.fetchOrder(market1.id, 'BTC/USDT')));
  say('by cost', short(await exchange.fetchOrder(cost.id, 'BTC/USDT')));
  const mine = await exchange.fetchMyTrades('BTC/USDT');
  say('my trades', mine.map((t) => [t.side, t.price, t.amount, t.fee.cost, t.fee.currency, t.takerOrMaker].join(' ')));

  const limit = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 90);
  const maker = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 80, { postOnly: true });
  const stop = await exchange.createOrder('BTC/USDT', 'market', 'sell', 0.5, undefined, { stopLossPrice: 70 });
  const stopLimit = await exchange.createOrder('BTC/USDT', 'limit', 'sell', 0.5, 69, { stopLossPrice: 70 });
  const target = await exchange.createOrder('BTC/USDT', 'market', 'sell', 0.5, undefined, { takeProfitPrice: 200 });
  const targetLimit = await exchange.createOrder('BTC/USDT', 'limit', 'sell', 0.5, 210, { takeProfitPrice: 200 });
  const trailing = await exchange.createOrder('BTC/USDT', 'STOP_LOSS', 'sell', 0.5, undefined, { trailingDelta: 2000 });
  for (const [name, order] of Object.entries({ limit, maker, stop, stopLimit, target, targetLimit, trailing })) {
    const found = await exchange.fetchOrder(order.id, 'BTC/USDT');
    say(name, [found.info.type, found.status, found.triggerPrice].join(' '));
  }
  say('open', (await exchange.fetchOpenOrders('BTC/USDT')).length);
  const edited = await exchange.editOrder(limit.id, 'BTC/USDT', 'limit', 'buy', 1, 91);
  say('edited', short(edited));
  await exchange.cancelOrder(edited.id, 'BTC/USDT');
  say('canceled', (await exchange.fetchOrder(edited.id, 'BTC/USDT')).status);
  say('all canceled', (await exchange.cancelAllOrders('BTC/USDT')).length);
  say('open', (await exchange.fetchOpenOrders('BTC/USDT')).length);
  say('orders', (await exchange.fetchOrders('BTC/USDT')).length);
  say('closed', (await exchange.fetchClosedOrders('BTC/USDT')).length);
  const pair = await exchange.privatePostOrderListOco({
    symbol: 'BTCUSDT', side: 'SELL', quantity: '1', aboveType: 'LIMIT_MAKER', abovePrice: '120', belowType: 'STOP_LOSS_LIMIT',
    belowStopPrice: '80', belowPrice: '79', belowTimeInForce: 'GTC' });
  say('pair', pair.listOrderStatus + ' ' + pair.orderReports.length);
  await exchange.cancelAllOrders('BTC/USDT');

  await refused('insufficient balance', () => exchange.createOrder('BTC/USDT', 'limit', 'buy', 1000, 100));
  await refused('unknown symbol', () => exchange.publicGetTickerPrice({ symbol: 'XYZABC' }));
  await refused('bad precision', () => exchange.privatePostOrder({ symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '90.000000001' }));
  await refused('below minimum notional', () => exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 90));
  await refused('unknown order', () => exchange.fetchOrder('4711', 'BTC/USDT'));
  await refused('cancel of an unknown order', () => exchange.cancelOrder('4711', 'BTC/USDT'));
  await exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 90, { clientOrderId: 'mine' });
  await refused('duplicate client id', () => exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 90, { clientOrderId: 'mine' }));
  await refused('bad signature', () => client('alice', 'wrong').fetchBalance());
  await refused('unknown key', () => client('nobody', 'secret').fetchBalance());
  const late = client('alice', 'secret');
  late.nonce = () => Date.now() - 60000;
  await refused('stale timestamp', () => late.fetchBalance());
  await refused('too many orders', async () => {
    for (let i = 0; i < 200; i++) await exchange.cancelOrder((await exchange.createOrder('BTC/USDT', 'limit', 'buy', 1, 90)).id, 'BTC/USDT');
  });
})().catch((e) => {
  console.log('FAILED ' + e.stack);
  process.exitCode = 1;
});
