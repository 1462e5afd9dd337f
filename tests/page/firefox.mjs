/** The page in Firefox: every view after every other, by click, address and guided reading, with and without motion. */

import puppeteer from "puppeteer-core";

const [address, executablePath] = process.argv.slice(2);
const VIEWS = ["network", "timeline", "table"];

const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const faults = [];

async function visit(hash, still) {
  const page = await browser.newPage();
  page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(address + hash);
  await page.waitForSelector("html[data-ready]");
  if (still)
    await page.evaluate(() => {
      globalThis.matchMedia = stillMedia(globalThis.matchMedia.bind(globalThis));
      function stillMedia(ask) {
        return (query) => (query.includes("reduced-motion") ? { matches: true, addEventListener() {} } : ask(query));
      }
    });
  return page;
}

async function works(page, view) {
  const found = await page.evaluate(async (id) => {
    await panmunjom.settled();
    const { things } = panmunjom.counts();
    const standing = panmunjom.standing?.();
    return {
      pressed: document.getElementById(`view-${id}`).getAttribute("aria-pressed"),
      marks: id === "network" ? standing.marks.length === things && standing.labels.length > 5 : true,
      rows: document.querySelectorAll(".timeline .row").length,
      cells: document.querySelectorAll("#tables tbody tr").length,
    };
  }, view);
  if (found.pressed !== "true") faults.push(`${view} is not open`);
  if (!found.marks) faults.push(`${view} does not hold what is drawn`);
  if (view === "timeline" && found.rows < 50) faults.push("the timeline has no rows");
  if (view === "table" && found.cells < 100) faults.push("the tables have no rows");
}

for (const still of [true, false]) {
  const page = await visit("", still);
  for (const first of VIEWS) {
    for (const second of VIEWS.filter((view) => view !== first)) {
      for (const view of [first, second]) {
        await page.click(`#view-${view}`);
        await works(page, view);
      }
      for (const view of [first, second]) {
        await page.evaluate((id) => {
          location.hash = `#view=${id}`;
        }, view);
        await new Promise((done) => setTimeout(done, 50));
        await works(page, view);
      }
    }
  }
  await page.evaluate(() => {
    location.hash = "#step=7";
  });
  await new Promise((done) => setTimeout(done, 50));
  await page.click("#tour-back");
  await works(page, "network");
  await page.goBack();
  await page.goForward();
  await works(page, "network");
  await page.close();
}
await browser.close();
if (faults.length) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log("nothing went wrong");
