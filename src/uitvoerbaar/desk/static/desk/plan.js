// A bar of the plan is dragged to another quarter: the same as choosing it in the form below, which stays for who cannot drag.
"use strict";

(() => {
  let held = null;

  const cellAt = (event) => {
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("td[data-quarter]");
    return found && held && found.closest("tr") === held.row ? found : null;
  };

  const mark = (cell) => {
    held.row.querySelectorAll(".aim").forEach((each) => each.classList.remove("aim"));
    if (cell) cell.classList.add("aim");
    held.cell = cell;
  };

  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("table[data-plan] tr[data-measure]");
    const cell = event.target.closest("td.work, td.on");
    if (!row || !cell || event.button !== 0) return;
    event.preventDefault();
    held = { row, cell: null };
    row.classList.add("held");
  });

  document.addEventListener("pointermove", (event) => {
    if (held) mark(cellAt(event) || held.cell);
  });

  const drop = (event) => {
    if (!held) return;
    const { row, cell } = held;
    row.classList.remove("held");
    row.querySelectorAll(".aim").forEach((each) => each.classList.remove("aim"));
    held = null;
    if (event.type === "pointercancel" || !cell || cell.classList.contains("on")) return;
    const form = document.getElementById("schuif");
    form.elements.maatregel.value = row.dataset.measure;
    form.elements.naar.value = cell.dataset.quarter;
    form.requestSubmit();
  };
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) drop({ type: "pointercancel" });
  });
})();
