"use strict";
// What a report can do more where a browser runs this: everything below stands on the page without it too.
(() => {
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  // A page, or each half of one that holds two languages, with its own words and its own way to write a number.
  const improve = (part) => {
    const words = JSON.parse(part.dataset.words);
    const { lang } = part.closest("[lang]");
    const dutch = lang === "nl";
    const said = make("p", { class: "visually-hidden", role: "status" });
    part.append(said);

    // A number as a cell writes it, with its decimals, "mln" and "%" in the language of the page; null for words.
    const numberOf = (text) => {
      const plain = text.replace(/[\u00a0\u2060\s]/g, "").replace("\u2212", "-");
      const found = plain.match(/-?[<]?€?-?([\d.,]+)(mln|mld|million|billion|bn|m)?/i);
      if (!found || !/\d/.test(plain)) return null;
      const digits = dutch ? found[1].replace(/\./g, "").replace(",", ".") : found[1].replace(/,/g, "");
      const times = { mln: 1e6, million: 1e6, m: 1e6, mld: 1e9, billion: 1e9, bn: 1e9 }[(found[2] || "").toLowerCase()] || 1;
      return (plain.startsWith("-") ? -1 : 1) * Number(digits) * times;
    };
    const words_of = (cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll(".ends").forEach((part) => part.remove());
      return copy.textContent.trim().replace(/\s+/g, " ");
    };

    // Tables: sort by a column, copy as CSV.
    const sortBy = (table, at, up) => {
      const body = table.tBodies[0];
      const key = (row) => words_of(row.cells[at]);
      const numbers = [...body.rows].every((row) => numberOf(key(row)) !== null || /^[–-]?$/.test(key(row)));
      const order = [...body.rows].sort((a, b) => {
        const [x, y] = numbers ? [numberOf(key(a)) ?? -Infinity, numberOf(key(b)) ?? -Infinity] : [key(a), key(b)];
        const less = numbers ? x - y : x.localeCompare(y, lang);
        return up ? less : -less;
      });
      body.append(...order);
    };
    const csvOf = (table) =>
      [...table.rows]
        .map((row) =>
          [...row.cells]
            .map((cell) => {
              const text = words_of(cell);
              const safe = /^'*[=+@\t\r\n-]/.test(text) && !/^[+-]\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
              return /[";,\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
            })
            .join(dutch ? ";" : ","),
        )
        .join("\r\n");
    const copied = async (text) => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = make("textarea", { readonly: "" });
        area.value = text;
        part.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
    };
    for (const table of part.querySelectorAll("figure .scroll table")) {
      if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) continue;
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, at) => {
        const button = make("button", { type: "button", class: "sort", title: words.sort });
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const up = head.getAttribute("aria-sort") !== "ascending";
          heads.forEach((other) => other.removeAttribute("aria-sort"));
          head.setAttribute("aria-sort", up ? "ascending" : "descending");
          sortBy(table, at, up);
        });
      });
      const copy = make("button", { type: "button", class: "copy" }, words.copy);
      copy.addEventListener("click", async () => {
        await copied(csvOf(table));
        said.textContent = words.copied;
        copy.textContent = words.copied;
        setTimeout(() => (copy.textContent = words.copy), 2000);
      });
      table.closest(".scroll").after(copy);
    }

    // Findings: show only those of one weight, of one part, and new or as before.
    const list = part.querySelector(".all-findings ul");
    if (list) {
      const items = [...list.children];
      const selects = ["severity", "part", "change"].map((name) => {
        const select = make("select", { name }, make("option", { value: "" }, words.all));
        for (const value of new Set(items.map((item) => item.dataset[name]))) {
          select.append(make("option", { value }, words[name][value] || value));
        }
        return select;
      });
      const count = make("span", { role: "status" });
      const show = () => {
        const shown = items.filter((item) => {
          item.hidden = selects.some((select) => select.value && item.dataset[select.name] !== select.value);
          return !item.hidden;
        });
        count.textContent = words.shown.replace("{count}", shown.length).replace("{all}", items.length);
      };
      const bar = make("p", { class: "filter" });
      for (const select of selects) {
        bar.append(make("label", {}, `${words.labels[select.name]} `, select), " ");
        select.addEventListener("change", show);
      }
      bar.append(count);
      list.before(bar);
      show();
    }

    // Drawings: what a mark says when it is pointed at, touched or reached with the arrow keys.
    for (const svg of part.querySelectorAll("svg.chart")) {
      const marks = [...svg.querySelectorAll(".hit")];
      if (!marks.length) continue;
      const told = make("p", { class: "told small", hidden: "" });
      let at = -1;
      const tell = (mark) => {
        marks.forEach((other) => other.classList.toggle("on", other === mark));
        at = marks.indexOf(mark);
        told.hidden = false;
        told.textContent = mark.querySelector("title").textContent;
        said.textContent = told.textContent;
      };
      svg.setAttribute("tabindex", "0");
      svg.addEventListener("pointerover", (event) => { const mark = event.target.closest(".hit"); if (mark) tell(mark); });
      svg.addEventListener("click", (event) => { const mark = event.target.closest(".hit"); if (mark) tell(mark); });
      svg.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        tell(marks[(at + step + marks.length) % marks.length]);
      });
      svg.closest(".drawing").append(told);
    }

    // Curves: a slider along the axis, with what each line says there and the difference between the first and the last.
    for (const figure of part.querySelectorAll("figure[data-x]")) {
      const table = figure.querySelector("table");
      const drawing = figure.querySelector(".drawing");
      if (!table || !drawing) continue;
      const { x, series, y } = figure.dataset;
      const rows = [...table.tBodies[0].rows];
      const heads = [...table.tHead.rows[0].cells].map(words_of);
      const lines = new Map();
      const point = (name, row, at) => {
        const [where, value] = [numberOf(words_of(row.cells[x])), numberOf(words_of(row.cells[at]))];
        if (where === null || value === null) return;
        if (!lines.has(name)) lines.set(name, []);
        lines.get(name).push([where, value]);
      };
      for (const row of rows) {
        if (series !== undefined) point(words_of(row.cells[series]), row, y);
        else heads.forEach((head, at) => at !== Number(x) && point(head, row, at));
      }
      const places = [...lines.values()].flat().map(([where]) => where);
      const [low, high] = [Math.min(...places), Math.max(...places)];
      if (!(high > low)) continue;
      const money = (cell) => (rows[0] && words_of(rows[0].cells[cell]).includes("€") ? { style: "currency", currency: "EUR", maximumFractionDigits: 0 } : { maximumFractionDigits: 1 });
      const show_x = new Intl.NumberFormat(dutch ? "nl-NL" : "en-GB", money(x));
      const show_y = new Intl.NumberFormat(dutch ? "nl-NL" : "en-GB", money(y ?? 1));
      const value_at = (points, where) => {
        const after = points.findIndex(([place]) => place >= where);
        if (after < 0) return null;
        if (after === 0) return points[0][0] === where ? points[0][1] : null;
        const [[x0, y0], [x1, y1]] = [points[after - 1], points[after]];
        return x1 === x0 ? y1 : y0 + ((where - x0) / (x1 - x0)) * (y1 - y0);
      };
      const slider = make("input", { type: "range", min: low, max: high, step: (high - low) / 200, value: (low + high) / 2 });
      const out = make("output");
      const show = () => {
        const where = Number(slider.value);
        const found = [...lines].map(([name, points]) => [name, value_at(points, where)]).filter(([, value]) => value !== null);
        const told = found.map(([name, value]) => `${name} ${show_y.format(value)}`);
        if (found.length > 1) told.push(`${words.difference} ${show_y.format(found[found.length - 1][1] - found[0][1])}`);
        out.textContent = `${heads[x]} ${show_x.format(where)}: ${told.join(", ")}`;
        slider.setAttribute("aria-valuetext", out.textContent);
      };
      slider.addEventListener("input", show);
      drawing.append(make("p", { class: "slider small" }, make("label", {}, `${words.slide} `, slider), " ", out));
      show();
    }
  };
  document.querySelectorAll("[data-words]").forEach(improve);

  // Two languages: the title and the language of the page are those of the half that is shown, and the contents hold the
  // way to the other half, which leads to the same place in it.
  const halves = [...document.querySelectorAll(".tongue")];
  const seen = (element) => element.getClientRects().length > 0;
  const show = () => {
    const half = document.getElementById(location.hash.slice(1))?.closest(".tongue") ?? halves[0];
    if (!half) return;
    document.title = half.dataset.title;
    document.documentElement.lang = half.lang;
  };
  const READ_FROM = 100; // what begins at most so many pixels below the top of the window is what is being read
  const place_in = (half, other) => {
    const prefix = (part) => (part.hasAttribute("hidden") ? `${part.lang}-` : "");
    const above = [...half.querySelectorAll("section[id], article[id], figure[id]")]
      .filter((place) => seen(place) && place.getBoundingClientRect().top < READ_FROM);
    const place = above.pop();
    return place ? prefix(other) + place.id.slice(prefix(half).length) : other.id;
  };
  for (const half of halves) {
    const other = halves.find((each) => each !== half);
    const contents = half.querySelector(".contents h2");
    if (!contents) continue; // a page without a list of contents has the switch at its top only
    const way = half.querySelector(".switch [hreflang]").cloneNode(true);
    way.addEventListener("click", (event) => {
      event.preventDefault();
      location.hash = place_in(half, other);
    });
    contents.after(make("p", { class: "switch" }, way));
  }
  addEventListener("hashchange", show);
  show();
})();
