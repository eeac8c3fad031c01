// Stamps of one movement: when the figures of it are asked, answered and painted. Of the sample and of all households.
(() => {
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(0);
  });
  window.tick = (at, value, wait) => new Promise((resolve, reject) => {
    const range = document.querySelectorAll('#knoppen input[type="range"]')[at];
    const seen = { draws: 0 };
    const before = Number(document.getElementById("cijfers").dataset.number);
    performance.clearResourceTimings();
    const late = setTimeout(() => { watcher.disconnect(); reject(new Error("no figures in time")); }, wait);
    let last = null;
    const watcher = new MutationObserver(() => {
      const panel = document.getElementById("cijfers");
      if (!panel || panel === last || Number(panel.dataset.number) <= before || panel.classList.contains("old")) return;
      last = panel;
      if (!panel.querySelector(".facts.keys") && panel.getAttribute("aria-busy") === "true") return;
      seen.draws += 1;
      const now = performance.now() - start;
      if (seen.put === undefined) {
        seen.put = now;
        painted((then) => { seen.first = then - start; });
      }
      if (panel.getAttribute("aria-busy") !== "false") return;
      clearTimeout(late);
      watcher.disconnect();
      seen.end = now;
      seen.amount = panel.querySelector(".facts.keys strong")?.title || "";
      seen.of = panel.dataset.of;
      painted((then) => {
        seen.whole = then - start;
        const asked = performance.getEntriesByType("resource").filter((each) => each.startTime >= start);
        seen.beside = asked.filter((each) => !each.name.includes("/cijfers")).length;
        seen.asked = asked.filter((each) => each.name.includes("/cijfers"))
          .map((each) => [each.requestStart, each.responseStart, each.responseEnd].map((when) => when - start));
        resolve(seen);
      });
    });
    watcher.observe(document.querySelector(".beside"), { childList: true, subtree: true, attributes: true });
    range.value = value;
    const start = performance.now();
    range.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
