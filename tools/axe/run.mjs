// Every page given, at three widths, with all its parts open: what axe-core finds against WCAG 2.2 AA and its best
// practices, whether the page is wider than its window, and whether it asks anything of the network.
// Usage: node run.mjs PAGE.html...   Exit code 1 when a page fails. CHROMIUM names the browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import puppeteer from "puppeteer-core";

const WIDTHS = [320, 768, 1280]; // 320 pixels is what is left of 1280 at 400 percent
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function problems(browser, file, width) {
  const page = await browser.newPage();
  const found = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) found.push(`asks ${request.url()}`);
  });
  await page.setBypassCSP(true);
  await page.setViewport({ width, height: 900 });
  await page.goto(`file://${resolve(file)}`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (excess > 0) found.push(`${excess} pixels wider than the window`);
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
  for (const rule of result.violations) found.push(`${rule.id}: ${rule.help} (${rule.nodes.length}) ${rule.nodes[0].target}`);
  await page.close();
  return [found, result.passes.length];
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let failed = 0;
for (const file of process.argv.slice(2)) {
  for (const width of WIDTHS) {
    const [found, passed] = await problems(browser, file, width);
    console.log(`${file} at ${width} pixels: ${passed} rules passed, ${found.length} violations`);
    for (const line of found) console.log(`  ${line}`);
    failed += found.length;
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
