// Light, dark, or as the system has it; what was chosen is kept where the browser allows it.
const themes = ["auto", "light", "dark"];

function theme(changed) {
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "auto";
  try {
    const kept = localStorage.getItem("tandem.theme");
    chosen = themes.includes(kept) ? kept : chosen;
  } catch {
    // a browser that keeps nothing for files
  }
  let printing = false;
  const show = () => {
    const seen = chosen === "auto" ? (system.matches ? "dark" : "light") : chosen;
    document.documentElement.dataset.theme = printing ? "light" : seen;
    button.textContent = "Theme: " + chosen;
  };
  show();
  button.addEventListener("click", () => {
    chosen = themes[(themes.indexOf(chosen) + 1) % themes.length];
    try {
      localStorage.setItem("tandem.theme", chosen);
    } catch {
      // as above
    }
    show();
    changed();
  });
  system.addEventListener("change", () => {
    show();
    changed();
  });
  addEventListener("beforeprint", () => {
    printing = true;
    show();
    changed();
  });
  addEventListener("afterprint", () => {
    printing = false;
    show();
    changed();
  });
}

// The colors that the style sheet has chosen for what is drawn by script.
function colors() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue("--" + name).trim();
  return {
    page: of("page"),
    panel: of("panel"),
    ink: of("ink"),
    faint: of("faint"),
    line: of("line"),
    up: of("up"),
    down: of("down"),
    accent: of("accent"),
    band: of("band"),
    hold: of("hold"),
    candleUp: of("candle-up"),
    candleDown: of("candle-down"),
  };
}
