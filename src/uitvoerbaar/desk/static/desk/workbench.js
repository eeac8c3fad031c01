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
      if (!each.name) continue;
      const dial = each.closest(".dial");
      if (dial && each.value.trim() === dial.dataset.law) continue;
      told.set(each.name, each.value);
    }
    return told;
  }
  function ask() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      number += 1;
      const told = query();
      history.replaceState(null, "", form.getAttribute("action") + "?" + told);
      const rule = document.getElementById("naar-regel");
      if (rule) rule.setAttribute("href", form.getAttribute("action") + "/regel?" + told);
      told.set("wie", who);
      told.set("nummer", String(number));
      const panel = document.getElementById("cijfers");
      panel.classList.add("old");
      redraw();
      darken();
      panel.setAttribute("aria-busy", "true");
      window.htmx.ajax("GET", form.dataset.figures + "?" + told, { target: "#cijfers", swap: "outerHTML" });
    }, 15);
  }
  // The course along a number: drawn when it is opened, and anew when another number moves.
  function draw(details) {
    const place = details.querySelector("[data-course]");
    const told = query();
    told.set("knop", place.dataset.knob);
    told.set("wie", who);
    told.set("nummer", String(number));
    window.htmx.ajax("GET", place.dataset.course + "?" + told, { target: place, swap: "innerHTML" });
  }
  form.querySelectorAll("details.along").forEach((details) => {
    details.addEventListener("toggle", function () {
      if (details.open) draw(details);
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
  // What is of an earlier movement never takes the place of what is of a later one.
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target && event.detail.target.id === "bewijzen" && document.getElementById("bewijzen").classList.contains("old")) {
      const asked = new URLSearchParams(event.detail.pathInfo.requestPath.split("?")[1] || "");
      if (Number(asked.get("nummer")) < number) event.detail.shouldSwap = false;
      return;
    }
    const found = /data-number="(\d+)"/.exec(event.detail.serverResponse || "");
    const shown = document.getElementById("cijfers");
    if (found && shown && number > 0 && shown.classList.contains("old") && Number(found[1]) < number) {
      event.detail.shouldSwap = false;
    }
  });
})();
