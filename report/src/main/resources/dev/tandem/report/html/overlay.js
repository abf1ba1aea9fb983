// Draws the trades over the candles: from entry to exit, with stop and target where they are known and there is room.
function tradeOverlay(trades, bars, trailing, late) {
  const charted = trades.filter((t) => t.charted);
  const overlay = { selected: null, hovered: null, shown: true, palette: colors(), drawn: 0, full: 0 };
  let chart;
  let series;

  const x = (bar) => chart.timeScale().logicalToCoordinate(bar);
  const y = (price) => series.priceToCoordinate(price);

  const segment = (c, x1, y1, x2, y2) => {
    c.beginPath();
    c.moveTo(x1, y1);
    c.lineTo(x2, y2);
    c.stroke();
  };

  const level = (c, from, to, price, color, label) => {
    const at = price === null ? null : y(price);
    if (at === null) {
      return;
    }
    c.strokeStyle = color;
    segment(c, from - 4, at, to + 4, at);
    if (label) {
      c.fillStyle = color;
      c.fillText(label, to + 8, at + 4);
    }
  };

  const tone = (trade) => (trade.earned > 0 ? overlay.palette.up : overlay.palette.down);

  const entryMark = (c, trade, at, price) => {
    const size = trade === overlay.selected ? 7 : 5;
    const way = trade.long ? 1 : -1;
    c.beginPath();
    c.moveTo(at, price - way * size);
    c.lineTo(at + size, price + way * size);
    c.lineTo(at - size, price + way * size);
    c.closePath();
    c.fillStyle = overlay.palette.ink;
    c.strokeStyle = overlay.palette.panel;
    c.lineWidth = 1.5;
    c.stroke();
    c.fill();
  };

  const exitMark = (c, trade, at, price) => {
    c.beginPath();
    c.arc(at, price, trade === overlay.selected ? 6 : 4.5, 0, 2 * Math.PI);
    c.fillStyle = trade.open ? overlay.palette.panel : tone(trade);
    c.strokeStyle = trade.open ? tone(trade) : overlay.palette.panel;
    c.lineWidth = 1.5;
    c.fill();
    c.stroke();
  };

  // The engine raises a trailing stop at each close; a merged bar does not tell how.
  const trailed = (c, trade) => {
    if (!(trailing > 0) || bars.merged > 1) {
      return;
    }
    const way = trade.long ? 1 : -1;
    // told to begin a bar late, it begins from that bar's close
    const first = late ? trade.entryBar + 1 : trade.entryBar;
    let stop = (late ? bars.close[trade.entryBar] : trade.entry) * (1 - way * trailing);
    c.strokeStyle = overlay.palette.down;
    c.beginPath();
    for (let bar = first; bar <= trade.exitBar; bar++) {
      c.lineTo(x(bar - 0.5), y(stop));
      c.lineTo(x(bar + 0.5), y(stop));
      const raised = bars.close[bar] * (1 - way * trailing);
      stop = trade.long ? Math.max(stop, raised) : Math.min(stop, raised);
    }
    c.stroke();
  };

  const spelled = (price) => aligned(String(price), decimalsOf(String(price)));

  const highlight = (c, trade, height, labels) => {
    const from = x(trade.entryBar);
    const to = x(trade.exitBar);
    const palette = overlay.palette;
    c.fillStyle = palette.band;
    c.fillRect(from - 3, 0, to - from + 6, height);
    c.lineWidth = 1.5;
    c.setLineDash([5, 4]);
    level(c, from, to, trade.stop, palette.down, labels ? "stop " + spelled(trade.stop) : "");
    level(c, from, to, trade.target, palette.up, labels ? "target " + spelled(trade.target) : "");
    trailed(c, trade);
    c.setLineDash([]);
    c.strokeStyle = tone(trade);
    c.lineWidth = 2.5;
    segment(c, from, y(trade.entry), to, y(trade.exit));
    entryMark(c, trade, from, y(trade.entry));
    exitMark(c, trade, to, y(trade.exit));
  };

  const draw = (target) =>
    target.useMediaCoordinateSpace(({ context: c, mediaSize }) => {
      overlay.drawn = 0;
      overlay.full = 0;
      const range = chart.timeScale().getVisibleLogicalRange();
      if (!overlay.shown || range === null || charted.length === 0) {
        return;
      }
      const visible = charted.filter((t) => t.exitBar >= range.from - 1 && t.entryBar <= range.to + 1);
      const room = mediaSize.width / Math.max(1, visible.length);
      c.save();
      c.font = "11px system-ui, sans-serif";
      c.lineWidth = room > 12 ? 1.75 : 1.25;
      c.globalAlpha = room > 4 ? 1 : 0.7;
      for (const trade of visible) {
        c.strokeStyle = tone(trade);
        segment(c, x(trade.entryBar), y(trade.entry), x(trade.exitBar), y(trade.exit));
        overlay.drawn++;
      }
      c.globalAlpha = 1;
      // a strip at the foot shows when there was a position, however far away
      for (const trade of visible) {
        c.fillStyle = tone(trade);
        const from = x(trade.entryBar);
        c.fillRect(from, mediaSize.height - 6, Math.max(1, x(trade.exitBar) - from), 5);
      }
      if (room > 48) {
        c.lineWidth = 1;
        c.setLineDash([3, 3]);
        for (const trade of visible) {
          level(c, x(trade.entryBar), x(trade.exitBar), trade.stop, overlay.palette.down, "");
          level(c, x(trade.entryBar), x(trade.exitBar), trade.target, overlay.palette.up, "");
        }
        c.setLineDash([]);
      }
      if (room > 12) {
        for (const trade of visible) {
          entryMark(c, trade, x(trade.entryBar), y(trade.entry));
          exitMark(c, trade, x(trade.exitBar), y(trade.exit));
          overlay.full++;
        }
      }
      for (const trade of [overlay.hovered, overlay.selected]) {
        if (trade !== null && trade.charted) {
          highlight(c, trade, mediaSize.height, trade === overlay.selected);
        }
      }
      c.restore();
    });

  // The trade nearest to a point of the pane, if any is near.
  overlay.at = (px, py) => {
    const bar = chart.timeScale().coordinateToLogical(px);
    let best = null;
    let distance = 24;
    const slack = Math.max(1, Math.abs(chart.timeScale().coordinateToLogical(px + 8) - bar));
    for (const trade of charted) {
      if (trade.entryBar - slack > bar || trade.exitBar + slack < bar) {
        continue;
      }
      const [x1, y1, x2, y2] = [x(trade.entryBar), y(trade.entry), x(trade.exitBar), y(trade.exit)];
      const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / length));
      const off = Math.hypot(px - x1 - along * (x2 - x1), py - y1 - along * (y2 - y1));
      if (off < distance) {
        distance = off;
        best = trade;
      }
    }
    return best;
  };

  overlay.middle = (t) => [(x(t.entryBar) + x(t.exitBar)) / 2, (y(t.entry) + y(t.exit)) / 2];

  // Stop and target of the selected trade have to be in the picture.
  overlay.autoscaleInfo = () => {
    const trade = overlay.selected;
    if (trade === null || !trade.charted) {
      return null;
    }
    const range = chart.timeScale().getVisibleLogicalRange();
    if (range === null || trade.exitBar < range.from || trade.entryBar > range.to) {
      return null;
    }
    let low = Math.min(trade.entry, trade.exit);
    let high = Math.max(trade.entry, trade.exit);
    const last = Math.min(bars.count - 1, Math.ceil(range.to));
    for (let bar = Math.max(0, Math.floor(range.from)); bar <= last; bar++) {
      low = Math.min(low, (bars.low ?? bars.close)[bar]);
      high = Math.max(high, (bars.high ?? bars.close)[bar]);
    }
    // but one that is far away must not make the candles flat
    const near = (p) => p !== null && p > low - 1.2 * (high - low) && p < high + 1.2 * (high - low);
    const prices = [trade.entry, trade.exit, trade.stop, trade.target].filter(near);
    return { priceRange: { minValue: Math.min(...prices), maxValue: Math.max(...prices) } };
  };
  const views = [{ zOrder: () => "top", renderer: () => ({ draw }) }];
  overlay.paneViews = () => views;
  overlay.attached = (parameters) => {
    chart = parameters.chart;
    series = parameters.series;
    overlay.update = parameters.requestUpdate;
  };
  return overlay;
}
