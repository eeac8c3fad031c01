// The workbench: a slider and a field that say the same, and figures that follow the hand. Without this script the button does.
(function () {
  "use strict";
  const form = document.getElementById("knoppen");
  if (!form || !window.htmx) return;
  const figures = document.getElementById("cijfers");
  // What the page asks by itself it asks under a name; the tab goes on with that name, so that a movement stops it.
  const who = new URLSearchParams((figures.getAttribute("hx-get") || "").split("?")[1] || "").get("wie") || crypto.randomUUID();
  let number = Number(figures.dataset.number) || 0;
  let waiting = 0, moved = false;

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
  // Whether something else is said than the law says: 100.000,00 is 100.000.
  function differs(said, law) {
    const one = said.trim();
    if (one === "" || one === law) return false;
    return !/^[\d.,]+$/.test(one) || plain(one) !== plain(law);
  }
  // Without the unit that stands beside the number already.
  function bare(said) {
    return said.trim().replace(/^€\s*/, "").replace(/\s*(%|€)$/, "");
  }
  function field(name) {
    return Array.from(form.elements).find((each) => each.name === name);
  }
  function slider(name) {
    return form.querySelector('input[type="range"][data-field="' + CSS.escape(name) + '"]');
  }
  function show(input) {
    const law = input.closest(".dial").dataset.law;
    const moved = differs(input.value, law);
    document.querySelectorAll('[data-shows="' + CSS.escape(input.name) + '"]').forEach((shown) => {
      const around = shown.closest(".number");
      const was = around.querySelector("del");
      shown.textContent = moved ? bare(input.value) : was.textContent;
      was.hidden = !moved;
      around.classList.toggle("moved", moved);
    });
  }
  function query() {
    const told = new URLSearchParams();
    for (const each of form.elements) {
      if (!each.name || each.name === "maat") continue;
      const dial = each.closest(".dial");
      if (dial && !differs(each.value, dial.dataset.law)) continue;
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
  // Links to this page in another language or colour, and to its data, are of the numbers as they stand now.
  function follow(told) {
    document.querySelectorAll(".choices a[href], a[data-twin], link[rel=alternate]").forEach((link) => {
      const to = new URL(link.getAttribute("href"), location.href), words = new URLSearchParams(told);
      for (const name of ["taal", "thema"]) if (to.searchParams.has(name)) words.set(name, to.searchParams.get(name));
      link.setAttribute("href", to.pathname + "?" + words);
    });
  }
  // The first movement after a rest is a step of its own in the history, so that the browser's back undoes it.
  let rested = true;
  let resting = 0;
  let here = location.search;
  function remember(told) {
    const words = new URLSearchParams(told), now = new URLSearchParams(location.search);
    for (const name of ["taal", "thema"]) if (now.has(name)) words.set(name, now.get(name));
    const address = form.getAttribute("action") + "?" + words;
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
  // Figures are asked first: what else follows a movement is done while they are computed. The first movement is asked at once,
  // those that come within a picture of the screen together.
  let asked_at = 0;
  function ask() {
    number += 1;
    moved = true;
    window.clearTimeout(waiting);
    const since = performance.now() - asked_at;
    if (since > 50) send();
    else waiting = window.setTimeout(send, 15);
    age();
    rest(3000);
  }
  function send() {
    asked_at = performance.now();
    load("cijfers", form.dataset.figures, {});
    window.setTimeout(tell, 0);
  }
  function tell() {
    const told = query();
    remember(told);
    carry();
    follow(told);
    for (const [id, end] of [["naar-regel", "/regel?"], ["naar-jaren", "/jaren?"]]) {
      const link = document.getElementById(id);
      if (link) link.setAttribute("href", form.getAttribute("action") + end + told);
    }
  }
  // When the hand rests the others are asked anew, from cheap to dear: after the figures, or while those take long.
  let fillings = [];
  function rest(after) {
    fillings.forEach(window.clearTimeout);
    const here = form.getAttribute("action"), turns = [
      function () { form.querySelectorAll("details.along").forEach(draw); },
      function () { load("bewijzen", here + "/bewijzen", {}); },
      ...Array.from(document.querySelectorAll("section.panel[data-panel]"), (panel) =>
        function () { load(panel.id, here + "/onderdeel/" + panel.dataset.panel, {}); }),
    ];
    fillings = turns.map((turn, place) => window.setTimeout(turn, after + 150 * place));
  }
  document.body.addEventListener("htmx:load", function (event) {
    const shown = event.detail.elt;
    if (shown.id === "cijfers" && moved && Number(shown.dataset.number) === number && shown.getAttribute("aria-busy") === "false") rest(300);
  });
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
    fetch(address, { signal: mine.signal, headers: { "HX-Request": "true", "Page-Language": document.documentElement.lang } })
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
  // The strip under a number: drawn when it is opened, and anew when a number moves; with the figure that was chosen.
  function draw(details) {
    const place = details.querySelector("[data-course]"), strip = place.firstElementChild;
    if (!details.open) {
      strip.replaceChildren();
      return;
    }
    load(strip.id, place.dataset.course, { knop: place.dataset.knob, ...chosen(details) });
  }
  function chosen(details) {
    const figure = details.querySelector('select[name="maat"]');
    return figure ? { maat: figure.value } : {};
  }
  const strips = form.querySelectorAll("details.along");
  strips.forEach((details) => {
    details.addEventListener("toggle", function () {
      if (details.open) draw(details);
    });
    details.querySelector("p > a[data-knob]").addEventListener("click", function (event) {
      const told = query();
      told.set("knop", event.currentTarget.dataset.knob);
      for (const [name, value] of Object.entries(chosen(details))) told.set(name, value);
      event.currentTarget.href = form.getAttribute("action") + "/verloop?" + told;
    });
  });
  // The strip of the number at hand fills in the background; at first that of a moved number, else the first.
  const first = Array.from(strips).find((each) => differs(each.closest(".dial").querySelector("input").value, each.closest(".dial").dataset.law)) || strips[0];
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
  form.querySelectorAll('input[type="range"]').forEach((range) => {
    range.hidden = false;
    range.addEventListener("input", function () {
      const input = field(range.dataset.field);
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
  // What a panel asks by itself is asked under the name of this tab as well, so that a movement stops it. It is of the numbers
  // that the page came with, also when it is asked later than the first movement.
  const came = number;
  document.body.addEventListener("htmx:configRequest", function (event) {
    const asking = event.detail;
    if (!asking.elt.closest(".bench") || /[?&]wie=/.test(asking.path)) return;
    asking.path += "&" + new URLSearchParams({ wie: who, nummer: String(came) });
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
  // Who leaves wants nothing more: what is computed for this tab makes place for others. Who comes back asks anew.
  window.addEventListener("pagehide", function () {
    navigator.sendBeacon("/werkbank/weg", new URLSearchParams({ wie: who }));
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) ask();
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
