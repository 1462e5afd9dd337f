/** A person with Firefox: from a name to its card, a claim, its source, a question, a table, a file. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [address, executablePath, folder] = process.argv.slice(2);
const faults = [];

function expect(holds, what) {
  if (!holds) faults.push(what);
}

async function follow(page, selector) {
  await page.waitForSelector(selector);
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

async function file(name) {
  for (let turn = 0; turn < 100 && !existsSync(join(folder, name)); turn++) {
    await new Promise((done) => setTimeout(done, 100));
  }
  return existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
}

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  extraPrefsFirefox: { "browser.download.folderList": 2, "browser.download.dir": folder },
});
const page = await browser.newPage();
page.setDefaultTimeout(120_000);
const LOCAL = ["data:", "about:"];
page.on("request", (request) => {
  const url = request.url();
  expect(url.startsWith(address) || LOCAL.some((start) => url.startsWith(start)), `asked ${url}`);
});
page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
page.on("console", (message) => {
  if (message.type() === "error") faults.push(`error: ${message.text()}`);
});

await page.goto(address);
await page.type("#find", "лавр");
await page.waitForSelector("[role=option]");
await page.keyboard.press("ArrowDown");
await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
expect((await page.$eval("h1", (h1) => h1.textContent)) === "Sergey Lavrov", "the name leads elsewhere");
await follow(page, "a.evidence");
expect(page.url().includes("/claim/"), "the evidence leads to no claim");
await follow(page, 'dl.facts a[href^="/source/"]');
expect(page.url().includes("/source/"), "the claim leads to no source");
await page.goto(new URL("/queries/visits-of?who=Lavrov", address).href);
const rows = await page.$eval("main table", (table) => table.innerText);
expect(rows.includes("Lavrov's visit to Pyongyang, May 2018"), "the question has no answer");
await page.click('a[download][href*=".csv"]');
expect((await file("visits-of.csv")).includes("lavrov-in-dprk-2018"), "the file is not what was asked for");
await follow(page, 'main a[href*="/sparql?"]');
const painted = await page.$eval("#painted", (pre) => pre.querySelectorAll("span").length);
expect(painted > 5, "the query is not painted");
await browser.close();
if (faults.length) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log("nothing went wrong");
