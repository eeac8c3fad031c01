// What is wrong with a page: what axe-core finds against WCAG 2.2 AA and its best practices, and whether it is wider than
// its window. CHROMIUM names the browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

export const WIDTHS = [320, 768, 1280]; // 320 pixels is what is left of 1280 at 400 percent
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  protocolTimeout: 900_000, // an assessment is waited for
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// The page must have been opened with setBypassCSP(true), or axe-core cannot be put into it.
export async function problems(page) {
  const found = [];
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (excess > 0) found.push(`${excess} pixels wider than the window`);
  await page.addScriptTag({ content: axe });
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
  for (const rule of result.violations) found.push(`${rule.id}: ${rule.help} (${rule.nodes.length}) ${rule.nodes[0].target}`);
  return [found, result.passes.length];
}
