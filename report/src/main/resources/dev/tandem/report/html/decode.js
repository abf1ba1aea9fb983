// Reads what Packed.java wrote: zigzag numbers, seven bits to a byte, the lowest first, in Base64.
function unpack(text, count) {
  const bytes = atob(text);
  const values = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = bytes.charCodeAt(at++);
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    values[i] = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  return values;
}

// The sums of differences: each number is what it is more than the one before it.
function summed(values) {
  for (let i = 1; i < values.length; i++) {
    values[i] += values[i - 1];
  }
  return values;
}

function scaled(values, factor) {
  return values.map((value) => value * factor);
}

// Columns of the chart, one entry a bar, from the page's data.
function readBars(packed) {
  const count = packed.count;
  const bars = { count, merged: packed.merged, interval: packed.interval, cash: packed.cash };
  bars.time = summed(unpack(packed.times, count)).map((steps) => packed.start + steps * packed.step);
  // dividing gives the nearest number, multiplying by a fraction does not
  const grid = (values, decimals) =>
    decimals >= 0 ? values.map((v) => v / 10 ** decimals) : scaled(values, 10 ** -decimals);
  bars.decimals = Math.max(0, packed.decimals);
  const close = unpack(packed.close, count);
  if (packed.open) {
    const open = unpack(packed.open, count);
    const high = unpack(packed.high, count);
    const low = unpack(packed.low, count);
    let before = 0;
    for (let i = 0; i < count; i++) {
      open[i] += before;
      close[i] += open[i];
      high[i] += Math.max(open[i], close[i]);
      low[i] = Math.min(open[i], close[i]) - low[i];
      before = close[i];
    }
    bars.open = grid(open, packed.decimals);
    bars.high = grid(high, packed.decimals);
    bars.low = grid(low, packed.decimals);
    bars.close = grid(close, packed.decimals);
  } else {
    bars.close = grid(summed(close), packed.decimals);
  }
  bars.equityDecimals = Math.max(0, packed.equityDecimals);
  bars.equity = grid(summed(unpack(packed.equity, count)), packed.equityDecimals);
  bars.drawdown = scaled(summed(unpack(packed.drawdown, count)), -1e-6);
  const first = bars.close[0];
  bars.hold = bars.close.map((price) => (first > 0 ? (packed.cash * price) / first : packed.cash));
  return bars;
}
