// The pages of the desk, in both languages and themes, at three widths: axe-core, width, what is asked of other hosts, what
// the console says under the policy of the server itself (CSP), and whether the keyboard comes to the content and shows
// where it is. Usage: node desk.mjs UITVOERBAAR POPULATION [FOLDER [PAGE...]]
// FOLDER gets a picture of every page (or of those that are named). Exit code 1 on a failure.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WIDTHS, launch, problems } from "./check.mjs";

const DAY = "op=2026-01-01";
const LAW = "/wetten/wet_op_de_zorgtoeslag";
const PAGES = {
  home: "/", laws: "/wetten", law: `${LAW}?${DAY}`, changes: `${LAW}/verschil?van=2025-01-01&tot=2026-01-01`,
  article: `${LAW}/artikel/2?${DAY}`, search: "/zoeken?q=toeslagpartner", nothing: "/zoeken?q=zorgtoeslach",
  graph: "/samenhang", path: `/samenhang?van=loon_uit_dienstbetrekking&naar=huurtoeslag&${DAY}`, missing: `${LAW}/artikel/99`,
  pick: "/werkbank", bench: `/werkbank/wet_op_de_zorgtoeslag/artikel/2?${DAY}`, exchange: "/uitwisselen",
};
// The workbench asks on while the country is computed, so its network is never idle.
const THEMES = ["licht", "donker"];
const LANGUAGES = ["nl", "en"];
const [program, population, pictures, ...chosen] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "uitvoerbaar-axe-"));
const server = spawn(program, ["serve", "--port", "0", "--no-browser", "--data", join(home, "data"), "--population", population],
  { env: { ...process.env, UITVOERBAAR_CONFIG: join(home, "config"), PYTHONUNBUFFERED: "1" }, stdio: ["ignore", "pipe", "inherit"] });
const host = await new Promise((found, lost) => {
  let said = "";
  server.stdout.on("data", (data) => {
    said += data;
    const address = said.match(/(http:\/\/127\.0\.0\.1:\d+)\/binnen\//);
    if (address) found(address[1]);
  });
  server.on("exit", () => lost(new Error(said)));
});

const set = (path, lang, theme) => `${host}${path}${path.includes("?") ? "&" : "?"}taal=${lang}&thema=${theme}`;

async function checked(browser, name, width, lang, theme) {
  const address = set(PAGES[name], lang, theme), found = [];
  const policed = await browser.newPage(); // as a visitor has it: the policy is in force
  policed.on("console", (message) => {
    // A page that is not there is said to be so by its status.
    if (name !== "missing" && ["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  policed.on("pageerror", (error) => found.push(`script: ${error.message}`));
  policed.on("request", (request) => {
    if (!request.url().startsWith(host) && !request.url().startsWith("data:")) found.push(`asks ${request.url()}`);
  });
  await policed.setViewport({ width, height: 900 });
  await policed.goto(address, { waitUntil: name === "bench" ? "load" : "networkidle0" });
  if (pictures && lang === "nl") await policed.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`), fullPage: true });
  if (width === 1280) found.push(...await keyboard(policed));
  await policed.close();
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.goto(address);
  const [wrong, passed] = await problems(page);
  await page.close();
  return [[...found, ...wrong], passed];
}

// The first stop of Tab is the way past the menu; every stop shows where it is.
async function keyboard(page) {
  const found = [];
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
      return { text: here.textContent.trim().slice(0, 40), href: here.getAttribute("href"), wide: box.width,
        shown: style.outlineStyle !== "none" || style.backgroundColor !== "rgba(0, 0, 0, 0)" || here.closest("svg") !== null };
    });
    if (stop === 0 && at.href !== "#inhoud") found.push(`the first stop is '${at.text}'`);
    if (!at.shown || !at.wide) found.push(`stop ${stop} ('${at.text}') is not seen`);
  }
  return found;
}

let failed = 0;
const browser = await launch();
try {
  for (const name of chosen.length ? chosen : Object.keys(PAGES)) for (const lang of LANGUAGES) for (const theme of THEMES) for (const width of WIDTHS) {
    const [found, passed] = await checked(browser, name, width, lang, theme);
    console.log(`${name} ${lang} ${theme} at ${width} pixels: ${passed} rules passed, ${found.length} violations`);
    for (const line of found) console.log(`  ${line}`);
    failed += found.length;
  }
} finally {
  await browser.close();
  server.removeAllListeners("exit");
  server.kill("SIGTERM");
  await new Promise((stopped) => server.on("exit", stopped));
  rmSync(home, { recursive: true, force: true });
}
console.log(`${failed} violations`);
process.exitCode = failed ? 1 : 0;
