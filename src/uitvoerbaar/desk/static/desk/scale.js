// A table of a rule whose line can be dragged. A hand only fills the fields; the server writes the rule, as it does for the button,
// and the text that it gives back takes the place of that in the editor. Without this script fields and button do the same.
(function () {
  "use strict";
  const form = document.getElementById("regelvorm");
  const text = document.getElementById("regel");
  if (!form || !text) return;
  const LEFT = 64, RIGHT = 624, TOP = 14, BOTTOM = 206;
  let newest = 0;
  let held = null;

  function number(written) {
    return Number(written.replace(/\./g, "").replace(",", "."));
  }
  function written(value, step) {
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const parts = Math.abs(value).toFixed(decimals).split(".");
    const whole = parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, ".");
    const rest = (parts[1] || "").replace(/0+$/, "");
    return (value < 0 ? "-" : "") + whole + (rest ? "," + rest : "");
  }
  function scaleOf(svg, axis) {
    return {
      lo: Number(svg.dataset[axis + "Lo"]),
      hi: Number(svg.dataset[axis + "Hi"]),
      step: Number(svg.dataset[axis + "Step"]),
    };
  }
  function at(svg, event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }
  function value(scale, axis, place) {
    const share = axis === "x" ? (place.x - LEFT) / (RIGHT - LEFT) : (BOTTOM - place.y) / (BOTTOM - TOP);
    const exact = scale.lo + Math.min(Math.max(share, 0), 1) * (scale.hi - scale.lo);
    return Math.round(exact / scale.step) * scale.step;
  }
  function place(scale, axis, found) {
    const share = (found - scale.lo) / (scale.hi - scale.lo);
    return axis === "x" ? LEFT + share * (RIGHT - LEFT) : BOTTOM - share * (BOTTOM - TOP);
  }
  function between(svg, handle, scale) {
    // A limit stays between the limits beside it: a table whose limits do not rise is another rule.
    const limits = Array.from(svg.querySelectorAll('line[data-axis="x"]'));
    const here = limits.indexOf(handle);
    const known = limits.map((each) => number(form.elements[each.dataset.field].value));
    const low = here > 0 ? known[here - 1] + scale.step : scale.lo;
    const high = here < limits.length - 1 ? known[here + 1] - scale.step : scale.hi;
    return { low: low, high: high };
  }

  async function write(details, which) {
    // Of two answers the newest holds both changes; one that comes while a hand is on the line is asked again when it lets go.
    newest += 1;
    const asked = newest, sent = text.value;
    const told = details.querySelector("[data-told]");
    const body = new FormData(form);
    body.set("vorm", which);
    told.textContent = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asked !== newest || held) return;
      if (text.value !== sent) { write(details, which); return; } // what was typed meanwhile stays
      const found = page.getElementById("regel");
      const mine = page.getElementById(details.id);
      const trouble = page.getElementById("moeite");
      if (!answer.ok || !found || !mine || trouble) {
        told.textContent = trouble ? trouble.textContent.trim() : String(answer.status);
        return;
      }
      details.replaceWith(document.adoptNode(mine));
      mine.open = true;
      hold(mine);
      text.value = found.value;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    } catch (error) {
      told.textContent = String(error.message || error);
    }
  }

  function hold(details) {
    const svg = details.querySelector("svg.scale");
    details.querySelectorAll(".scripted").forEach((each) => { each.hidden = false; });
    if (!svg) return;
    const fields = Array.from(details.querySelectorAll("input[data-law]"));
    svg.addEventListener("pointerdown", function (event) {
      const handle = event.target.closest("line[data-field]");
      if (!handle || event.button) return;
      event.preventDefault();
      held = handle;
      handle.classList.add("held");
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", function (event) {
      if (!held || !svg.contains(held)) return;
      const axis = held.dataset.axis, scale = scaleOf(svg, axis);
      let found = value(scale, axis, at(svg, event));
      if (axis === "x") {
        const room = between(svg, held, scale);
        found = Math.min(Math.max(found, room.low), room.high);
      }
      form.elements[held.dataset.field].value = written(found, scale.step);
      const where = place(scale, axis, found);
      held.setAttribute(axis + "1", where);
      held.setAttribute(axis + "2", where);
    });
    function let_go(event) {
      if (!held || !svg.contains(held)) return;
      held.classList.remove("held");
      const moved = fields.some((field) => field.value !== field.dataset.law);
      held = null;
      if (event.type === "pointerup" && moved) write(details, svg.dataset.table);
    }
    svg.addEventListener("pointerup", let_go);
    svg.addEventListener("pointercancel", let_go);
  }
  document.querySelectorAll("details.scale").forEach(hold);
})();
