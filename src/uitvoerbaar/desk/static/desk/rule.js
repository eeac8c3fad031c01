// The editor of a rule: line numbers, what `check` says at its line, and figures that follow what is typed. The field itself stays
// an ordinary text field: without this script it works with the button, and no key is taken from whoever does not look for it.
(function () {
  "use strict";
  const form = document.getElementById("regelvorm");
  const field = document.getElementById("regel");
  if (!form || !field || !window.htmx) return;
  const place = document.getElementById("regel-plek");
  const SIZE = 20000;
  let number = Date.now();
  let waiting = 0;
  let proving = 0;
  let composing = false;
  let told = field.value;

  document.querySelectorAll(".scripted").forEach((each) => { each.hidden = false; });

  // Line numbers and marks: a column beside the field, and a copy of its text under it in which only marks can be seen.
  const gutter = document.createElement("div");
  const held = document.createElement("div");
  const marks = document.createElement("pre");
  gutter.className = "gutter";
  held.className = "held";
  marks.className = "marks";
  gutter.setAttribute("aria-hidden", "true");
  marks.setAttribute("aria-hidden", "true");
  field.parentNode.insertBefore(held, field);
  held.append(marks, field);
  held.parentNode.insertBefore(gutter, held);

  function findings() {
    const panel = document.getElementById("uitkomst");
    if (!panel || panel.classList.contains("old")) return [];
    return Array.from(panel.querySelectorAll("[data-line]")).map((row) => ({
      line: Number(row.dataset.line),
      column: Number(row.dataset.column),
      level: row.dataset.level,
      what: row.querySelector(".what").textContent,
      mend: (row.querySelector(".mend") || { textContent: "" }).textContent,
    }));
  }
  function draw() {
    const rows = field.value.split("\n");
    const found = findings();
    const at = new Map();
    found.forEach((one) => { if (!at.has(one.line) || one.level === "error") at.set(one.line, one); });
    const numbers = document.createDocumentFragment();
    const copy = document.createDocumentFragment();
    const whole = rows.length <= SIZE;
    rows.slice(0, whole ? undefined : SIZE).forEach((row, index) => {
      const one = at.get(index + 1);
      const label = document.createElement("span");
      label.textContent = String(index + 1);
      if (one) label.className = one.level;
      numbers.append(label);
      if (!one) { copy.append(row + "\n"); return; }
      const start = Math.min(Math.max(one.column - 1, 0), row.length);
      const word = /^[^\s,{}[\]:]+/.exec(row.slice(start));
      const end = start + Math.max(word ? word[0].length : 1, 1);
      const mark = document.createElement("mark");
      mark.className = one.level;
      mark.textContent = row.slice(start, end) || " ";
      copy.append(row.slice(0, start), mark, row.slice(end) + "\n");
    });
    gutter.replaceChildren(numbers);
    marks.replaceChildren(copy);
    follow();
    tell();
  }
  function follow() {
    gutter.scrollTop = field.scrollTop;
    marks.scrollTop = field.scrollTop;
    marks.scrollLeft = field.scrollLeft;
  }
  // What is wrong under the cursor; nothing is said while somebody types on.
  function tell() {
    const before = field.value.slice(0, field.selectionStart).split("\n");
    const line = before.length;
    const here = findings().filter((one) => one.line === line);
    const where = place.dataset.place.replace("{line}", line).replace("{column}", before[line - 1].length + 1);
    const said = here.map((one) => (one.mend ? one.what + ". " + one.mend : one.what)).join(" – ");
    place.classList.toggle("trouble", here.some((one) => one.level === "error"));
    const text = said ? where + ": " + said : where;
    if (place.textContent !== text) place.textContent = text;
  }
  function go(line, column) {
    const rows = field.value.split("\n");
    let at = 0;
    for (let row = 0; row < Math.min(line - 1, rows.length); row += 1) at += rows[row].length + 1;
    at += Math.min(Math.max(column - 1, 0), (rows[line - 1] || "").length);
    field.focus();
    field.setSelectionRange(at, at);
    const high = parseFloat(getComputedStyle(field).lineHeight) || 20;
    field.scrollTop = Math.max(0, (line - 4) * high);
    follow();
    tell();
  }
  function next(step) {
    const found = findings().sort((one, other) => one.line - other.line);
    if (!found.length) return;
    const line = field.value.slice(0, field.selectionStart).split("\n").length;
    const after = step > 0 ? found.find((one) => one.line > line) : found.filter((one) => one.line < line).pop();
    const one = after || (step > 0 ? found[0] : found[found.length - 1]);
    go(one.line, one.column);
  }

  // Asking: the newest text wins; what is of an older one is dimmed at once, and its lamps go out.
  function ask(delay) {
    number += 1;
    form.elements.nummer.value = String(number);
    const panel = document.getElementById("uitkomst");
    panel.classList.add("old");
    panel.setAttribute("aria-busy", "true");
    darken();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      window.htmx.ajax("POST", form.dataset.answer, { source: form, target: "#uitkomst", swap: "outerHTML" });
    }, delay);
  }
  function darken() {
    const panel = document.getElementById("bewijzen");
    if (!panel) return;
    panel.classList.add("old");
    panel.setAttribute("aria-busy", "true");
    panel.querySelectorAll("ul.lamps > li").forEach((lamp) => { lamp.className = "grijs"; });
    panel.querySelectorAll("ul.lamps details").forEach((each) => each.remove());
    window.clearTimeout(proving);
    proving = window.setTimeout(function () {
      window.htmx.ajax("POST", form.dataset.proofs, { source: form, target: "#bewijzen", swap: "outerHTML" });
    }, 2000);
  }
  field.addEventListener("input", function () {
    draw();
    if (composing || field.value === told) return;
    told = field.value;
    ask(350);
  });
  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () { composing = false; told = field.value; ask(350); });
  field.addEventListener("scroll", follow);
  document.addEventListener("selectionchange", function () { if (document.activeElement === field) tell(); });
  field.addEventListener("keydown", function (event) {
    if (event.key === "F8") {
      event.preventDefault();
      next(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask(0);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
      // A new line begins where this one does; through the browser, so that it can be undone.
      const row = field.value.slice(0, field.selectionStart).split("\n").pop();
      const indent = /^ */.exec(row)[0];
      if (indent && document.execCommand("insertText", false, "\n" + indent)) event.preventDefault();
    }
  });
  document.body.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-goes]");
    if (!link) return;
    event.preventDefault();
    const row = link.closest("[data-line]");
    go(Number(row.dataset.line), Number(row.dataset.column));
  });
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    const target = event.detail.target;
    if (!target || (target.id !== "uitkomst" && target.id !== "bewijzen")) return;
    const found = /data-number="(\d+)"/.exec(event.detail.serverResponse || "");
    if (found && Number(found[1]) < number && target.classList.contains("old")) event.detail.shouldSwap = false;
  });
  // A panel that takes the place of another is told as loaded; the old one is no part of the page by then.
  document.body.addEventListener("htmx:load", function () {
    const panel = document.getElementById("uitkomst");
    if (!panel || panel.classList.contains("old")) return;
    if (panel.dataset.link) history.replaceState(null, "", panel.dataset.link);
    document.getElementById("getallen").setAttribute("href", panel.dataset.numbers);
    draw();
  });
  // An answer that did not come is said, and what was typed stays.
  let failures = 0;
  function failed(event) {
    const target = event.detail.target, status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (!target || target.id !== "uitkomst") return;
    failures += 1;
    if (failures <= 5 && (status === 0 || status >= 500)) return ask(1000 * failures);
    const said = document.createElement("p");
    said.className = "trouble";
    said.setAttribute("role", "alert");
    said.textContent = document.documentElement.dataset.lost;
    target.setAttribute("aria-busy", "false");
    target.prepend(said);
  }
  document.body.addEventListener("htmx:sendError", failed);
  document.body.addEventListener("htmx:responseError", failed);
  document.body.addEventListener("htmx:afterSwap", function () { failures = 0; });
  new ResizeObserver(follow).observe(field);
  draw();
})();
