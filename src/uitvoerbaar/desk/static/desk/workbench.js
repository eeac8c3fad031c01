// The workbench: a slider and a field that say the same, and figures that follow the hand. Without this script the button does.
(function () {
  "use strict";
  const form = document.getElementById("knoppen");
  if (!form || !window.htmx) return;
  const who = crypto.randomUUID();
  let number = Date.now();
  let waiting = 0;

  // Numbers as the text writes them: 1.879,5.
  function dutch(text) {
    const parts = String(text).split(".");
    const whole = parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, ".");
    return parts[1] ? whole + "," + parts[1] : whole;
  }
  function plain(text) {
    const said = text.replace(/[^\d.,-]/g, "").replace(/\./g, "").replace(",", ".");
    return said === "" || isNaN(said) ? null : Number(said);
  }
  function field(name) {
    return Array.from(form.elements).find((each) => each.name === name);
  }
  function slider(name) {
    return form.querySelector('input[type="range"][data-of="' + CSS.escape(name) + '"]');
  }
  function show(input) {
    const law = input.closest(".dial").dataset.law;
    const moved = input.value.trim() !== law;
    document.querySelectorAll('[data-shows="' + CSS.escape(input.name) + '"]').forEach((shown) => {
      const around = shown.closest(".number");
      const was = around.querySelector("del");
      shown.textContent = moved ? input.value : was.textContent;
      was.hidden = !moved;
      around.classList.toggle("moved", moved);
    });
  }
  function query() {
    const told = new URLSearchParams();
    for (const each of form.elements) {
      if (!each.name || each.name === "maat") continue;
      const dial = each.closest(".dial");
      if (dial && each.value.trim() === dial.dataset.law) continue;
      told.append(each.name, each.value);
    }
    return told;
  }
  // Links to other pages of the workbench take every change along, those of this article as well.
  function carry() {
    const law = form.dataset.law;
    const along = [];
    query().forEach((value, name) => {
      if (name === "w") along.push(value);
      else if (name.startsWith("d.")) along.push(law + "~" + name.slice(2) + "~" + value);
    });
    document.querySelectorAll('nav a[href^="/werkbank"], a[data-carries]').forEach((link) => {
      const to = new URL(link.href);
      if (!to.searchParams.has("op")) return;
      to.searchParams.delete("w");
      along.forEach((each) => to.searchParams.append("w", each));
      link.setAttribute("href", to.pathname + to.search);
    });
  }
  // The first movement after a rest is a step of its own in the history, so that the browser's back undoes it.
  let rested = true;
  let resting = 0;
  let here = location.search;
  function remember(told) {
    const address = form.getAttribute("action") + "?" + told;
    if (rested) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    here = location.search;
    rested = false;
    window.clearTimeout(resting);
    resting = window.setTimeout(function () { rested = true; }, 1000);
  }
  window.addEventListener("popstate", function () {
    if (location.search !== here) location.reload();
  });
  function ask() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      number += 1;
      const told = query();
      remember(told);
      carry();
      const rule = document.getElementById("naar-regel");
      if (rule) rule.setAttribute("href", form.getAttribute("action") + "/regel?" + told);
      told.set("wie", who);
      told.set("nummer", String(number));
      const panel = document.getElementById("cijfers");
      panel.classList.add("old");
      redraw();
      darken();
      closer();
      panel.setAttribute("aria-busy", "true");
      window.htmx.ajax("GET", form.dataset.figures + "?" + told, { target: "#cijfers", swap: "outerHTML" });
    }, 15);
  }
  // The course along a number: drawn when it is opened, and anew when another number moves.
  function draw(details) {
    const place = details.querySelector("[data-course]");
    const told = query();
    told.set("knop", place.dataset.knob);
    const figure = details.querySelector('select[name="maat"]');
    if (figure) told.set("maat", figure.value);
    told.set("wie", who);
    told.set("nummer", String(number));
    window.htmx.ajax("GET", place.dataset.course + "?" + told, { target: place, swap: "innerHTML" });
  }
  const strips = form.querySelectorAll("details.along");
  strips.forEach((details) => {
    details.addEventListener("toggle", function () {
      if (details.open) draw(details);
    });
    details.querySelector("p > a[data-knob]").addEventListener("click", function (event) {
      const told = query();
      told.set("knop", event.currentTarget.dataset.knob);
      const figure = details.querySelector('select[name="maat"]');
      if (figure) told.set("maat", figure.value);
      event.currentTarget.href = form.getAttribute("action") + "/verloop?" + told;
    });
  });
  // The strip of the number at hand fills in the background; at first that of a moved number, else the first.
  const first = Array.from(strips).find((each) => each.closest(".dial").querySelector("input").value.trim() !== each.closest(".dial").dataset.law) || strips[0];
  if (first) first.open = true;
  form.addEventListener("focusin", function (event) {
    const dial = event.target.matches("input") && event.target.closest(".dial");
    const strip = dial && dial.querySelector("details.along");
    if (strip && !strip.dataset.seen) {
      strip.dataset.seen = "yes";
      strip.open = true;
    }
  });
  // A mark, a place on the line or a value in the table sets the number; without this script it is a link.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-sets]");
    const input = link && field(link.getAttribute("data-sets"));
    if (!input || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    input.value = link.getAttribute("data-value");
    const range = slider(input.name);
    const value = plain(input.value);
    if (range && value !== null) range.value = String(value);
    show(input);
    ask();
  });
  // What is searched for goes with the numbers as they stand now.
  const search = document.getElementById("oplossen");
  if (search) search.addEventListener("submit", function () {
    search.querySelectorAll('input[type="hidden"]').forEach((each) => each.remove());
    query().forEach((value, name) => {
      const held = document.createElement("input");
      held.type = "hidden";
      held.name = name;
      held.value = value;
      search.append(held);
    });
  });
  // Lamps go out at once: none stays lit of an older text.
  let proving = 0;
  function darken() {
    const panel = document.getElementById("bewijzen");
    if (!panel) return;
    panel.classList.add("old");
    panel.setAttribute("aria-busy", "true");
    panel.querySelectorAll("ul.lamps > li").forEach((lamp) => { lamp.className = "grijs"; });
    panel.querySelectorAll("ul.lamps details").forEach((each) => each.remove());
    window.clearTimeout(proving);
    proving = window.setTimeout(function () {
      const told = query();
      told.set("wie", who);
      told.set("nummer", String(number));
      window.htmx.ajax("GET", form.getAttribute("action") + "/bewijzen?" + told, { target: "#bewijzen", swap: "outerHTML" });
    }, 700);
  }
  // The panels that look closer: dimmed at once, asked anew from cheap to dear when the hand rests. Each asks by itself:
  // of requests of one element htmx keeps only the last that waits.
  let looking = [];
  function closer() {
    looking.forEach(window.clearTimeout);
    looking = Array.from(document.querySelectorAll("section.panel[data-panel]"), (panel, place) => {
      panel.classList.add("old");
      panel.setAttribute("aria-busy", "true");
      return window.setTimeout(function () {
        const told = query();
        told.set("wie", who);
        told.set("nummer", String(number));
        window.htmx.ajax("GET", form.getAttribute("action") + "/onderdeel/" + panel.dataset.panel + "?" + told, { source: document.getElementById(panel.id), target: "#" + panel.id, swap: "outerHTML" });
      }, 500 + 250 * place);
    });
  }
  let redrawing = 0;
  function redraw() {
    form.querySelectorAll("details.along[open]").forEach((details) => details.classList.add("old"));
    window.clearTimeout(redrawing);
    redrawing = window.setTimeout(function () {
      form.querySelectorAll("details.along[open]").forEach((details) => {
        details.classList.remove("old");
        draw(details);
      });
    }, 600);
  }
  form.querySelectorAll('input[type="range"]').forEach((range) => {
    range.hidden = false;
    range.addEventListener("input", function () {
      const input = field(range.dataset.of);
      input.value = dutch(range.value);
      show(input);
      ask();
    });
  });
  form.querySelectorAll('input[inputmode="decimal"]').forEach((input) => {
    input.addEventListener("input", function () {
      const value = plain(input.value);
      if (value === null) return;
      const range = slider(input.name);
      if (range) range.value = String(value);
      show(input);
      ask();
    });
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  document.querySelectorAll("a.grip").forEach((grip) => {
    const input = field(grip.dataset.goes);
    grip.setAttribute("href", "#" + input.id);
    grip.addEventListener("click", function (event) {
      event.preventDefault();
      (slider(input.name) || input).focus();
    });
  });
  // What a page asks by itself is asked under the name of this tab as well, so that a movement stops it.
  document.body.addEventListener("htmx:configRequest", function (event) {
    const asking = event.detail;
    if (!asking.elt.matches("section.panel[data-panel]") || /[?&]wie=/.test(asking.path)) return;
    asking.path += "&" + new URLSearchParams({ wie: who, nummer: String(number) });
  });
  // What is of an earlier movement never takes the place of what is of a later one.
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target && event.detail.target.id === "bewijzen" && document.getElementById("bewijzen").classList.contains("old")) {
      const asked = new URLSearchParams(event.detail.pathInfo.requestPath.split("?")[1] || "");
      if (Number(asked.get("nummer")) < number) event.detail.shouldSwap = false;
      return;
    }
    if (event.detail.target && event.detail.target.matches("section.panel[data-panel]")) {
      const asked = Number(new URLSearchParams(event.detail.pathInfo.requestPath.split("?")[1] || "").get("nummer") || 0);
      const now = document.getElementById(event.detail.target.id);
      const newest = now && now.classList.contains("old") ? number : Number((now && now.dataset.number) || 0);
      if (asked < newest) event.detail.shouldSwap = false;
      return;
    }
    const found = /data-number="(\d+)"/.exec(event.detail.serverResponse || "");
    const shown = document.getElementById("cijfers");
    if (found && shown && number > 0 && shown.classList.contains("old") && Number(found[1]) < number) {
      event.detail.shouldSwap = false;
    }
  });
})();
