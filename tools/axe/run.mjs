// Every page given, in each of its languages, with its script and without, at three widths, with all its parts open: what axe-core finds against WCAG 2.2 AA and its best
// practices, whether the page is wider than its window, and whether it asks anything of the network.
// Usage: node run.mjs PAGE.html...   Exit code 1 when a page fails. CHROMIUM names the browser.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { WIDTHS, launch, problems } from "./check.mjs";

async function checked(browser, file, half, width) {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) asked.push(`asks ${request.url()}`);
  });
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.goto(`file://${resolve(file)}${half}`);
  const [found, passed] = await problems(page);
  await page.close();
  return [[...asked, ...found], passed];
}

// axe-core needs a page that runs scripts, so a page without its script is a copy that has none.
function withoutScript(file, folder) {
  const page = readFileSync(file, "utf8");
  const bare = page.replace(/<script>[^]*?<\/script>/g, "");
  if (bare === page) return null;
  const place = join(folder, basename(file));
  writeFileSync(place, bare);
  return place;
}

// A page in two languages shows one of them; the address says which.
const halves = (file) => ["", ...[...readFileSync(file, "utf8").matchAll(/<div class="tongue" id="(\w+)"[^>]* hidden>/g)].map((half) => `#${half[1]}`)];

const browser = await launch();
const folder = mkdtempSync(join(tmpdir(), "axe-"));
let failed = 0;
for (const file of process.argv.slice(2)) {
  for (const [place, how] of [[file, "as it is"], [withoutScript(file, folder), "without script"]]) {
    if (place === null) continue;
    for (const half of halves(place)) {
      for (const width of WIDTHS) {
        const [found, passed] = await checked(browser, place, half, width);
        console.log(`${file}${half} ${how} at ${width} pixels: ${passed} rules passed, ${found.length} violations`);
        for (const line of found) console.log(`  ${line}`);
        failed += found.length;
      }
    }
  }
}
rmSync(folder, { recursive: true });
await browser.close();
process.exitCode = failed ? 1 : 0;
