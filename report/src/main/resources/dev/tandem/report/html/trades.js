// The trades as objects, and their list: sorted, filtered, and with no more rows in the document than can be seen.
const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function decimalsOf(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

// A decimal with thousands separators and exactly so many decimals; only where it has more it is rounded.
function aligned(text, decimals) {
  const plain = decimalsOf(text) > decimals ? Number(text).toFixed(decimals) : text;
  const negative = plain.startsWith("-");
  const [whole, fraction = ""] = (negative ? plain.slice(1) : plain).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (negative ? "−" : "") + grouped + (decimals > 0 ? "." + fraction.padEnd(decimals, "0") : "");
}

function signed(text) {
  return text.startsWith("−") || /^[0.,]+$/.test(text) ? text : "+" + text;
}

function percent(fraction, decimals = 2) {
  return fraction === null ? "–" : signed((fraction * 100).toFixed(decimals).replace(/^-/, "−")) + " %";
}

// Two largest units: 2 d 4 h.
function duration(ms) {
  const units = [["d", 86400000], ["h", 3600000], ["m", 60000], ["s", 1000], ["ms", 1]];
  let i = units.findIndex(([, length]) => ms >= length);
  if (i < 0) {
    return "0 s";
  }
  const [name, length] = units[i];
  const rest = i + 1 < units.length ? Math.floor((ms % length) / units[i + 1][1]) : 0;
  return WHOLE.format(Math.floor(ms / length)) + " " + name + (rest > 0 && i < 3 ? " " + rest + " " + units[i + 1][0] : "");
}

function readTrades(data) {
  const at = Object.fromEntries(data.fields.map((name, i) => [name, i]));
  const last = data.bars.count - 1;
  const price = (text) => (text === null ? null : Number(text));
  return data.trades.map((row, i) => ({
    number: i + 1,
    charted: row[at.instrument] === 0,
    symbol: data.instruments[row[at.instrument]],
    long: row[at.long] === 1,
    open: row[at.reason] === null,
    quantity: row[at.quantity],
    entryBar: Math.max(0, row[at.entryBar]),
    entryTime: row[at.entryTime],
    entryPrice: row[at.entryPrice],
    exitBar: row[at.exitBar] === null ? last : Math.max(0, row[at.exitBar]),
    exitTime: row[at.exitTime],
    exitPrice: row[at.exitPrice],
    reason: row[at.reason] === null ? "open" : data.reasons[row[at.reason]],
    fees: row[at.fees],
    pnl: row[at.pnl],
    earned: Number(row[at.pnl]),
    result: row[at.result],
    confidence: row[at.confidence],
    entry: Number(row[at.entryPrice]),
    exit: Number(row[at.exitPrice]),
    stop: price(row[at.stop]),
    target: price(row[at.target]),
  }));
}

// As short as all times together allow: dates, minutes, seconds or milliseconds.
function timeFormat(times) {
  const fits = (unit) => times.every((time) => time % unit === 0);
  const length = fits(86400000) ? 10 : fits(60000) ? 16 : fits(1000) ? 19 : 23;
  return (time) => new Date(time).toISOString().slice(0, length).replace("T", " ");
}

function tradeColumns(trades, data) {
  const most = (field) => trades.reduce((n, t) => Math.max(n, decimalsOf(t[field])), 0);
  const largest = trades.reduce((n, t) => Math.max(n, t.entry, t.exit), 1e-12);
  const prices = Math.min(Math.max(most("entryPrice"), most("exitPrice")), Math.max(2, 6 - Math.floor(Math.log10(largest))));
  const quantities = most("quantity");
  const money = data.moneyDecimals;
  const time = timeFormat(trades.flatMap((t) => (t.open ? [t.entryTime] : [t.entryTime, t.exitTime])));
  const columns = [
    { key: "number", title: "#", value: (t) => t.number, text: (t) => String(t.number) },
    { key: "symbol", title: "Instrument", left: true, value: (t) => t.symbol, text: (t) => t.symbol },
    { key: "side", title: "Side", left: true, value: (t) => (t.long ? 0 : 1), text: (t) => (t.long ? "long" : "short") },
    { key: "quantity", title: "Quantity", wide: true, value: (t) => Number(t.quantity), text: (t) => aligned(t.quantity, quantities) },
    { key: "entryTime", title: "Entry", left: true, value: (t) => t.entryTime, text: (t) => time(t.entryTime) },
    { key: "entryPrice", title: "at", wide: true, name: "Entry price", value: (t) => t.entry, text: (t) => aligned(t.entryPrice, prices), exact: (t) => t.entryPrice },
    { key: "exitTime", title: "Exit", left: true, wide: true, value: (t) => t.exitTime, text: (t) => (t.open ? "–" : time(t.exitTime)) },
    { key: "exitPrice", title: "at", wide: true, name: "Exit price", value: (t) => (t.open ? null : t.exit), text: (t) => (t.open ? "–" : aligned(t.exitPrice, prices)), exact: (t) => t.exitPrice },
    { key: "reason", title: "Left by", left: true, wide: true, value: (t) => t.reason, text: (t) => t.reason },
    { key: "held", title: "Held", wide: true, value: (t) => (t.open ? null : t.exitTime - t.entryTime), text: (t) => (t.open ? "–" : duration(t.exitTime - t.entryTime)) },
    { key: "fees", title: "Fees", wide: true, value: (t) => Number(t.fees), text: (t) => aligned(t.fees, money), exact: (t) => t.fees },
    { key: "pnl", title: "Net " + data.quote, tone: true, value: (t) => t.earned, text: (t) => signed(aligned(t.pnl, money)), exact: (t) => t.pnl },
    { key: "result", title: "Result", tone: true, value: (t) => t.result, text: (t) => percent(t.result) },
    { key: "confidence", title: "Conf.", wide: true, name: "Confidence", value: (t) => t.confidence, text: (t) => (t.confidence === null ? "–" : t.confidence.toFixed(2)) },
  ];
  const stated = trades.some((t) => t.confidence !== null && t.confidence !== 1);
  return columns.filter(
    (c) => (c.key !== "symbol" || data.instruments.length > 1) && (c.key !== "confidence" || stated),
  );
}

function tradeList(trades, data, chosen, visible) {
  const ROW = 28;
  const id = (name) => document.getElementById(name);
  const box = id("rows");
  const table = box.querySelector("table");
  const body = table.querySelector("tbody");
  const columns = tradeColumns(trades, data);
  const list = { sort: { key: "number", down: false }, shown: trades.slice(), selected: null };
  const pool = [];
  let printing = false;

  if (trades.length === 0) {
    box.hidden = true;
    document.querySelector("#trades .tools").hidden = true;
    id("shown").textContent = "There are no trades.";
  }
  table.setAttribute("aria-rowcount", String(trades.length + 1));
  const widths = columns.map((c) =>
    trades.reduce((n, t) => Math.max(n, c.text(t).length), c.title.length + 1.5),
  );
  columns.forEach((column, i) => {
    const col = document.createElement("col");
    col.style.width = "calc(" + widths[i] + "ch + var(--cell))";
    col.className = column.wide ? "wide" : "";
    table.querySelector("colgroup").append(col);
    const head = document.createElement("th");
    head.scope = "col";
    head.className = (column.left ? "left " : "") + (column.wide ? "wide" : "");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = column.title;
    if (column.name) {
      button.setAttribute("aria-label", column.name);
    }
    button.addEventListener("click", () => list.sortBy(column.key));
    head.append(button);
    table.querySelector("thead tr").append(head);
    column.head = head;
  });
  const spacer = () => {
    const row = document.createElement("tr");
    row.className = "spacer";
    row.setAttribute("aria-hidden", "true");
    row.append(document.createElement("td"));
    row.firstChild.colSpan = columns.length;
    return row;
  };
  const above = spacer();
  const below = spacer();
  body.append(above, below);

  const rowElement = () => {
    const row = document.createElement("tr");
    row.className = "trade";
    columns.forEach((column) => {
      const cell = document.createElement("td");
      cell.className = (column.left ? "left " : "") + (column.wide ? "wide" : "");
      row.append(cell);
    });
    row.addEventListener("click", () => {
      list.select(row.trade);
      chosen(row.trade, true);
    });
    return row;
  };

  const fill = (row, trade, index) => {
    row.trade = trade;
    row.setAttribute("aria-rowindex", String(index + 2));
    row.setAttribute("aria-selected", String(trade === list.selected));
    columns.forEach((column, i) => {
      const cell = row.children[i];
      cell.textContent = column.text(trade);
      if (column.exact) {
        cell.title = column.exact(trade);
      }
      if (column.tone) {
        const value = column.value(trade);
        cell.className = value > 0 ? "up" : value < 0 ? "down" : "";
      }
    });
  };

  const render = () => {
    const count = list.shown.length;
    const from = printing ? 0 : Math.max(0, Math.min(count, Math.floor(box.scrollTop / ROW) - 4));
    const to = printing ? Math.min(count, 60) : Math.min(count, from + Math.ceil(box.clientHeight / ROW) + 9);
    while (pool.length < to - from) {
      pool.push(rowElement());
    }
    above.firstChild.style.height = from * ROW + "px";
    below.firstChild.style.height = (printing ? 0 : (count - to) * ROW) + "px";
    for (let i = from; i < to; i++) {
      const row = pool[i - from];
      fill(row, list.shown[i], i);
      if (!row.isConnected) {
        below.before(row);
      }
    }
    for (let i = Math.max(0, to - from); i < pool.length; i++) {
      pool[i].remove();
    }
  };
  list.rendered = () => body.querySelectorAll("tr.trade");

  const order = (a, b) => {
    const column = columns.find((c) => c.key === list.sort.key);
    const x = column.value(a);
    const y = column.value(b);
    if (x === null || y === null) {
      return x === y ? a.number - b.number : x === null ? 1 : -1;
    }
    const way = x < y ? -1 : x > y ? 1 : 0;
    return way === 0 ? a.number - b.number : list.sort.down ? -way : way;
  };

  list.refresh = () => {
    const side = id("by-side").value;
    const result = id("by-result").value;
    const reason = id("by-reason").value;
    const range = id("by-view").checked ? visible() : null;
    list.shown = trades.filter(
      (t) =>
        (side === "" || (side === "long") === t.long) &&
        (result === "" || (result === "open" ? t.open : !t.open && (result === "gain") === t.earned > 0)) &&
        (reason === "" || t.reason === reason) &&
        (range === null || (t.charted && t.exitBar >= range.from && t.entryBar <= range.to)),
    );
    list.shown.sort(order);
    columns.forEach((c) => {
      const sorted = c.key === list.sort.key;
      c.head.setAttribute("aria-sort", sorted ? (list.sort.down ? "descending" : "ascending") : "none");
    });
    const height = Math.min(list.shown.length, 14) * ROW + 34;
    box.style.height = (list.shown.length === 0 ? 2 * ROW + 34 : height) + "px";
    summary();
    render();
  };

  const summary = () => {
    if (trades.length === 0) {
      return;
    }
    const closed = list.shown.filter((t) => !t.open);
    const won = closed.filter((t) => t.earned > 0).length;
    const net = list.shown.reduce((sum, t) => sum + t.earned, 0);
    const all = list.shown.length === trades.length;
    id("shown").textContent =
      (all ? "All " : WHOLE.format(list.shown.length) + " of ") + WHOLE.format(trades.length) + (trades.length === 1 ? " trade" : " trades") +
      " · net " + signed(aligned(net.toFixed(data.moneyDecimals), data.moneyDecimals)) + " " + data.quote +
      (closed.length > 0 ? " · " + ((won / closed.length) * 100).toFixed(1) + " % won" : "") +
      (all ? "" : " · the others are filtered out");
  };

  list.sortBy = (key) => {
    list.sort = { key, down: list.sort.key === key ? !list.sort.down : key === "pnl" || key === "result" };
    box.scrollTop = 0;
    list.refresh();
  };

  // Marks a trade; the list goes where it is.
  list.select = (trade) => {
    list.selected = trade;
    const index = list.shown.indexOf(trade);
    if (index >= 0) {
      const top = index * ROW;
      const room = box.clientHeight - 34;
      if (top < box.scrollTop || top + ROW > box.scrollTop + room) {
        box.scrollTop = Math.max(0, top - room / 2);
      }
    }
    render();
  };

  // The trade so many places further in the list as it stands.
  list.step = (by) => {
    if (list.shown.length === 0) {
      return null;
    }
    const at = list.shown.indexOf(list.selected);
    const next = at < 0 ? (by > 0 ? 0 : list.shown.length - 1) : Math.min(Math.max(at + by, 0), list.shown.length - 1);
    list.select(list.shown[next]);
    return list.shown[next];
  };

  box.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity };
    if (event.target === box && event.key in steps) {
      event.preventDefault();
      const trade = list.step(steps[event.key]);
      if (trade !== null) {
        chosen(trade, false);
      }
    }
  });
  box.addEventListener("scroll", render, { passive: true });
  addEventListener("resize", render);
  addEventListener("beforeprint", () => {
    printing = true;
    id("print-hint").textContent = list.shown.length > 60 ? "The first 60 of " + WHOLE.format(list.shown.length) + " trades; trades.csv has all." : "";
    render();
  });
  addEventListener("afterprint", () => {
    printing = false;
    render();
  });
  const reasons = [...new Set(trades.map((t) => t.reason))].filter((reason) => reason !== "open");
  reasons.sort().forEach((reason) => id("by-reason").add(new Option(reason, reason)));
  ["by-side", "by-result", "by-reason", "by-view"].forEach((name) =>
    id(name).addEventListener("change", () => {
      box.scrollTop = 0;
      list.refresh();
    }),
  );
  list.refresh();
  return list;
}
