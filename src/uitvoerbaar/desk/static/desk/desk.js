// Every page: what it asks for by itself comes in the language of the page, and is asked again when the server does not answer.
(function () {
  "use strict";
  const root = document.documentElement;
  document.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["Page-Language"] = root.lang;
  });
  // The page of the numbers counts movements and asks again by itself (workbench.js).
  if (document.getElementById("knoppen")) return;
  const tried = new Map();
  function again(event) {
    const panel = event.detail.elt, status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (!panel || !panel.isConnected || !/\bload\b/.test(panel.getAttribute("hx-trigger") || "")) return;
    if (status > 0 && status < 500) return say(panel);
    const count = (tried.get(panel.id) || 0) + 1;
    tried.set(panel.id, count);
    if (count <= 5) {
      window.setTimeout(function () {
        const post = panel.getAttribute("hx-post"), address = post || panel.getAttribute("hx-get");
        if (panel.isConnected) window.htmx.ajax(post ? "POST" : "GET", address, { source: panel, target: panel, swap: "outerHTML" });
      }, 1000 * count);
      return;
    }
    say(panel);
  }
  function say(panel) {
    const said = document.createElement("p");
    said.className = "trouble";
    said.setAttribute("role", "alert");
    said.textContent = root.dataset.lost;
    panel.setAttribute("aria-busy", "false");
    panel.querySelectorAll(".busy").forEach((each) => each.remove());
    panel.prepend(said);
  }
  document.addEventListener("htmx:sendError", again);
  document.addEventListener("htmx:responseError", again);
  document.addEventListener("htmx:afterSwap", function (event) { tried.delete(event.detail.target.id); });
})();
