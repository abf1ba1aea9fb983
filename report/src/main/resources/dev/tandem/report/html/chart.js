// Prices with trades, equity against buying and holding, and drawdown: three panes over one axis of time.
function drawChart(bars, trades, data, chosen) {
  const id = (name) => document.getElementById(name);
  const box = id("canvas");
  const charts = LightweightCharts;
  const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: bars.equityDecimals, maximumFractionDigits: bars.equityDecimals });
  const sums = (value) => money.format(value).replace("-", "−");
  const largest = bars.close.reduce((n, price) => Math.max(n, Math.abs(price)), 0);
  const decimals = Math.min(bars.decimals, largest > 0 ? Math.max(2, 6 - Math.floor(Math.log10(largest))) : 2, 12);
  const prices = new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const intraday = bars.interval < 86400;
  const when = timeFormat(Array.from(bars.time.subarray(0, 1000), (t) => Math.round(t * 1000)));
  const date = (bar) => when(Math.round(bars.time[bar] * 1000));

  const options = (palette) => ({
    layout: {
      background: { color: palette.panel },
      textColor: palette.faint,
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: palette.line, separatorHoverColor: palette.band },
    },
    grid: { vertLines: { color: palette.line }, horzLines: { color: palette.line } },
    crosshair: { mode: 0 },
  });
  const chart = charts.createChart(box, {
    autoSize: true,
    ...options(colors()),
    rightPriceScale: { borderVisible: false },
    timeScale: {
      borderVisible: false,
      timeVisible: intraday,
      secondsVisible: bars.interval < 60,
      minBarSpacing: 0.0001,
      rightOffset: 0,
      enableConflation: bars.count > 3000,
    },
    localization: { locale: "en-US", timeFormatter: (time) => when(Math.round(time * 1000)) },
  });

  const priceFormat = { type: "custom", minMove: 10 ** -decimals, formatter: (v) => prices.format(v) };
  const candles = bars.open !== undefined;
  const price = chart.addSeries(candles ? charts.CandlestickSeries : charts.LineSeries, { priceFormat, priceLineVisible: false }, 0);
  const moneyFormat = { type: "custom", minMove: 10 ** -bars.equityDecimals, formatter: sums };
  const lines = { priceLineVisible: false, lineWidth: 1.5, lastValueVisible: true };
  const hold = chart.addSeries(charts.LineSeries, { ...lines, lineWidth: 1, priceFormat: moneyFormat }, 1);
  const equity = chart.addSeries(charts.LineSeries, { ...lines, lineWidth: 2, priceFormat: moneyFormat }, 1);
  const percents = { type: "custom", minMove: 0.0001, formatter: (v) => (v * 100).toFixed(v > -0.001 && v < 0 ? 2 : 1).replace("-", "−") + " %" };
  // From 0 downwards, so that what is filled is drawdown; without one there is an empty pane with a line on top.
  const below = (found) => ({ priceRange: { minValue: Math.min(found === null ? 0 : found.priceRange.minValue, -0.001), maxValue: 0 } });
  const drawdown = chart.addSeries(
    charts.AreaSeries,
    { ...lines, lineWidth: 1, priceFormat: percents, invertFilledArea: true, autoscaleInfoProvider: (original) => below(original()) },
    2,
  );

  const points = (values) => Array.from(values, (value, i) => ({ time: bars.time[i], value }));
  price.setData(
    candles
      ? Array.from(bars.time, (time, i) => ({ time, open: bars.open[i], high: bars.high[i], low: bars.low[i], close: bars.close[i] }))
      : points(bars.close),
  );
  equity.setData(points(bars.equity));
  hold.setData(points(bars.hold));
  drawdown.setData(points(bars.drawdown));
  price.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.07 } });
  drawdown.priceScale().applyOptions({ scaleMargins: { top: 0.01, bottom: 0.08 } });
  chart.panes()[0].setStretchFactor(5);
  chart.panes()[1].setStretchFactor(2.4);
  chart.panes()[2].setStretchFactor(1.2);

  const overlay = tradeOverlay(trades, bars, data.trailing, data.late);
  price.attachPrimitive(overlay);

  const paint = () => {
    const palette = colors();
    overlay.palette = palette;
    chart.applyOptions(options(palette));
    price.applyOptions(
      candles
        ? { upColor: palette.candleUp, downColor: palette.candleDown, wickUpColor: palette.candleUp, wickDownColor: palette.candleDown, borderVisible: false }
        : { color: palette.ink, lineWidth: 1 },
    );
    equity.applyOptions({ color: palette.accent });
    hold.applyOptions({ color: palette.hold });
    drawdown.applyOptions({ lineColor: palette.down, topColor: palette.down + "55", bottomColor: palette.down + "18" });
  };
  paint();

  // Where buying and holding moved so much more that the equity would be a flat line, it waits to be asked for.
  const height = (values) => values.reduce((n, v) => Math.max(n, v), -Infinity) - values.reduce((n, v) => Math.min(n, v), Infinity);
  if (height(bars.equity) > 0 && height(bars.hold) > 12 * height(bars.equity)) {
    id("hold").checked = false;
    hold.applyOptions({ visible: false });
  }

  const legend = id("legend");
  const say = (parts) => {
    legend.replaceChildren(
      ...parts.map(([text, kind]) => {
        const part = document.createElement("span");
        part.textContent = text;
        part.className = kind ?? "";
        return part;
      }),
    );
  };
  const told = (trade) =>
    "trade " + trade.number + " " + (trade.long ? "long" : "short") + " " + percent(trade.result) + " (" + trade.reason + ")";
  const describe = (bar) => {
    const parts = [[date(bar), "strong"]];
    if (candles) {
      parts.push(["O " + prices.format(bars.open[bar])], ["H " + prices.format(bars.high[bar])], ["L " + prices.format(bars.low[bar])]);
    }
    parts.push(["C " + prices.format(bars.close[bar])], ["equity " + sums(bars.equity[bar]), "equity"]);
    parts.push(["buy and hold " + sums(bars.hold[bar]), "hold"], ["drawdown " + percents.formatter(bars.drawdown[bar]), "down"]);
    const trade = overlay.hovered ?? overlay.selected;
    if (trade !== null) {
      parts.push([told(trade), trade.earned > 0 ? "up" : "down"]);
    }
    say(parts);
  };
  describe(bars.count - 1);

  chart.subscribeCrosshairMove((event) => {
    const inside = event.point !== undefined && event.logical !== undefined && event.logical !== null;
    const before = overlay.hovered;
    overlay.hovered = inside && (event.paneIndex ?? 0) === 0 ? overlay.at(event.point.x, event.point.y) : null;
    describe(inside ? Math.min(bars.count - 1, Math.max(0, Math.round(event.logical))) : bars.count - 1);
    if (before !== overlay.hovered) {
      box.classList.toggle("over", overlay.hovered !== null);
      overlay.update();
    }
  });
  chart.subscribeClick((event) => {
    const trade = event.point === undefined || (event.paneIndex ?? 0) !== 0 ? null : overlay.at(event.point.x, event.point.y);
    if (trade !== null) {
      overlay.selected = trade;
      overlay.update();
      chosen(trade);
    }
  });

  const scale = chart.timeScale();
  const whole = () => scale.setVisibleLogicalRange({ from: -0.5, to: bars.count - 0.5 });
  // A window that changes its width keeps what is shown, not how wide a bar is.
  let width = box.clientWidth;
  let kept = null;
  scale.subscribeVisibleLogicalRangeChange((range) => {
    if (range !== null && box.clientWidth === width) {
      kept = range;
    }
  });
  new ResizeObserver(() => {
    if (box.clientWidth !== width) {
      requestAnimationFrame(() => {
        width = box.clientWidth;
        if (kept !== null) {
          scale.setVisibleLogicalRange(kept);
        }
      });
    }
  }).observe(box);
  const zoom = (factor) => {
    const range = scale.getVisibleLogicalRange();
    if (range !== null) {
      const middle = (range.from + range.to) / 2;
      const half = Math.min(Math.max(((range.to - range.from) / 2) * factor, 3), bars.count);
      scale.setVisibleLogicalRange({ from: middle - half, to: middle + half });
    }
  };
  const move = (share) => {
    const range = scale.getVisibleLogicalRange();
    if (range !== null) {
      const by = (range.to - range.from) * share;
      scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    }
  };
  const goTo = (trade) => {
    overlay.selected = trade;
    if (trade.charted) {
      const length = trade.exitBar - trade.entryBar;
      const pad = Math.max(15, length * 0.6);
      scale.setVisibleLogicalRange({ from: trade.entryBar - pad, to: trade.exitBar + pad });
      price.priceScale().applyOptions({ autoScale: true });
      describe(trade.exitBar);
    }
    overlay.update();
  };

  id("whole").addEventListener("click", whole);
  id("closer").addEventListener("click", () => zoom(0.5));
  id("farther").addEventListener("click", () => zoom(2));
  id("log").addEventListener("change", (event) => price.priceScale().applyOptions({ mode: event.target.checked ? 1 : 0 }));
  id("hold").addEventListener("change", (event) => hold.applyOptions({ visible: event.target.checked }));
  id("marks").addEventListener("change", (event) => {
    overlay.shown = event.target.checked;
    overlay.update();
  });
  box.addEventListener("keydown", (event) => {
    const acts = {
      ArrowLeft: () => move(-0.15),
      ArrowRight: () => move(0.15),
      "+": () => zoom(0.5),
      "=": () => zoom(0.5),
      "-": () => zoom(2),
      Home: whole,
      n: () => id("next").click(),
      p: () => id("previous").click(),
    };
    if (event.key in acts && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      acts[event.key]();
    }
  });
  whole();
  return { chart, overlay, paint, goTo, whole, visible: () => scale.getVisibleLogicalRange(), onMove: (f) => scale.subscribeVisibleLogicalRangeChange(f) };
}
