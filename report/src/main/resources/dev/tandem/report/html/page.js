// Puts the page together. `tandem.state()` tells tests, and whoever is curious, what is on it.
const errors = [];
addEventListener("error", (event) => errors.push(String(event.message)));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));
document.addEventListener("securitypolicyviolation", (event) => errors.push("policy: " + event.violatedDirective + " " + event.blockedURI));

const data = JSON.parse(document.getElementById("data").textContent);
const trades = readTrades(data);
let drawn = null;
let list = null;

theme(() => drawn?.paint());
if (data.bars.count > 0) {
  drawn = drawChart(readBars(data.bars), trades, data, (trade) => list.select(trade));
}
const show = (trade, scroll) => {
  if (drawn === null) {
    return;
  }
  drawn.goTo(trade);
  const top = document.getElementById("chart").getBoundingClientRect();
  if (scroll && (top.bottom < 160 || top.top > innerHeight - 160)) {
    document.getElementById("canvas").scrollIntoView({ block: "start" });
  }
};
list = tradeList(trades, data, show, () => drawn?.visible() ?? null);

if (drawn !== null) {
  const step = (by) => {
    const trade = list.step(by);
    if (trade !== null) {
      show(trade, false);
    }
  };
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  let waiting = 0;
  drawn.onMove(() => {
    if (document.getElementById("by-view").checked) {
      clearTimeout(waiting);
      waiting = setTimeout(list.refresh, 120);
    }
  });
}

const readyAfter = performance.now();
window.tandem = {
  // where in the chart the middle of a trade is
  place: (number) => drawn.overlay.middle(trades[number - 1]),
  forget: () => {
    drawn.overlay.selected = null;
    drawn.overlay.update();
    list.select(null);
  },
  state: () => ({
    bars: data.bars.count,
    trades: trades.length,
    shown: list.shown.length,
    rows: list.rendered().length,
    first: list.shown[0]?.number ?? null,
    sort: list.sort,
    selected: list.selected?.number ?? null,
    marked: drawn?.overlay.selected?.number ?? null,
    range: drawn?.visible() ?? null,
    lines: drawn?.overlay.drawn ?? 0,
    marks: drawn?.overlay.full ?? 0,
    theme: document.documentElement.dataset.theme,
    readyAfter,
    errors,
  }),
};
