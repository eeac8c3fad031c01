// The workbench: a slider and a field that say the same, and figures that follow the hand. Without this script the button does.
(function () {
  "use strict";
  const form = document.getElementById("knoppen");
  if (!form || !window.htmx) return;
  const who = crypto.randomUUID();
  let number = Number(document.getElementById("cijfers").dataset.number) || 0;
  let waiting = 0, drawing = 0, proving = 0;

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
  // Every panel is of one movement: at the next one all are dimmed at once, and each comes back with what is of the newest.
  const bench = form.closest(".bench");
  function age() {
    bench.querySelectorAll("[data-of]").forEach((panel) => {
      panel.classList.add("old");
      panel.setAttribute("aria-busy", "true");
    });
    const proofs = document.getElementById("bewijzen");
    if (proofs) darken(proofs);
  }
  // Lamps go out, in colour and in words: none stays lit of an older text.
  function darken(proofs) {
    proofs.querySelectorAll("ul.lamps > li").forEach((lamp) => { lamp.className = "grijs"; });
    proofs.querySelectorAll("ul.lamps .result").forEach((said) => { said.textContent = proofs.dataset.seeking; });
    proofs.querySelectorAll("ul.lamps details").forEach((each) => each.remove());
  }
  function ask() {
    number += 1;
    age();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      history.replaceState(null, "", form.getAttribute("action") + "?" + query());
      load("cijfers", form.dataset.figures, {});
    }, 15);
    window.clearTimeout(drawing);
    drawing = window.setTimeout(function () { form.querySelectorAll("details.along").forEach(draw); }, 600);
    window.clearTimeout(proving);
    proving = window.setTimeout(function () { load("bewijzen", form.getAttribute("action") + "/bewijzen", {}); }, 700);
  }
  // Settled at once: while it settles, htmx gives what is new the attributes of what was, and would put back what is dimmed.
  // One request of each panel at a time; a newer one takes its place. What fails is tried again, and then said.
  const running = new Map();
  function load(id, address, besides) {
    const told = query();
    for (const [name, value] of Object.entries(besides)) told.set(name, value);
    told.set("wie", who);
    told.set("nummer", String(number));
    fetchInto(id, address + "?" + told, 1);
  }
  function fetchInto(id, address, attempt) {
    if (running.has(id)) running.get(id).abort();
    const mine = new AbortController(), asked = number;
    running.set(id, mine);
    fetch(address, { signal: mine.signal, headers: { "HX-Request": "true" } })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then(function (text) {
        const panel = document.getElementById(id);
        if (asked === number && panel) window.htmx.swap(panel, text, { swapStyle: "outerHTML", settleDelay: 0 });
      })
      .catch(function (error) {
        if (error.name === "AbortError" || asked !== number) return;
        failed(id, address, attempt);
      });
  }
  function failed(id, address, attempt) {
    const asked = number;
    if (attempt < 5) {
      window.setTimeout(function () { if (asked === number) fetchInto(id, address, attempt + 1); }, 1000);
      return;
    }
    const panel = document.getElementById(id), said = document.createElement("p");
    if (!panel) return;
    panel.setAttribute("aria-busy", "false");
    said.className = "trouble";
    said.textContent = form.dataset.lost;
    panel.prepend(said);
  }
  // The course along a number: drawn when it is opened, and anew when a number moves.
  function draw(details) {
    const place = details.querySelector("[data-course]");
    if (details.open) load(place.firstElementChild.id, place.dataset.course, { knop: place.dataset.knob });
    else place.firstElementChild.replaceChildren();
  }
  form.querySelectorAll("details.along").forEach((details) => {
    details.addEventListener("toggle", function () { if (details.open) draw(details); });
  });
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
      const value = plain(input.value), range = slider(input.name);
      if (range && value !== null) range.value = String(value);
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
  // What a panel asked for by itself (polls) is of one movement too: that of an older one takes no place any more.
  function asked(event) {
    return event.detail.pathInfo && event.detail.target && event.detail.target.closest(".bench")
      ? new URLSearchParams(event.detail.pathInfo.requestPath.split("?")[1] || "") : null;
  }
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    const of = asked(event);
    if (of && (Number(of.get("nummer")) || 0) !== number) event.detail.shouldSwap = false;
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(name, function (event) {
      const of = asked(event);
      if (!of || (Number(of.get("nummer")) || 0) !== number || !event.detail.target.id) return;
      const address = event.detail.pathInfo.requestPath, id = event.detail.target.id, then = number;
      window.setTimeout(function () { if (then === number) fetchInto(id, address, 2); }, 1000);
    });
  }
})();
