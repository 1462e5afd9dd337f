/** The page in Firefox: every view after every other, by click, address, history and guided reading, still and moving. */

import puppeteer from "puppeteer-core";

const [address, executablePath, content] = process.argv.slice(2);
/** So far back it goes: browsers keep some fifty entries. */
const HISTORY = 40;
const CONTENT = JSON.parse(content);

const faults = [];

async function visit(browser) {
  const page = await browser.newPage();
  page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(address);
  await page.waitForSelector("html[data-ready]");
  return page;
}

/** Check that a view is open, and shows what is drawn. */
async function works(page, view, how) {
  const found = await page.evaluate(
    async (id, inside) => {
      await panmunjom.settled();
      const { things } = panmunjom.counts();
      const standing = id === "network" ? panmunjom.standing() : null;
      return {
        open: document.getElementById(`view-${id}`).getAttribute("aria-pressed"),
        full: document.querySelector(`.view.${id}:not(.off) ${inside}`) !== null,
        drawn: !standing || (standing.marks.length === things && standing.labels.length > 5),
      };
    },
    view,
    CONTENT[view] ?? "svg",
  );
  if (found.open !== "true") faults.push(`${view} is not open, by ${how}`);
  if (!found.full) faults.push(`${view} is empty, by ${how}`);
  if (!found.drawn) faults.push(`${view} does not hold what is drawn, by ${how}`);
}

/** A way from the first view that comes to every one from every other. */
function walk(views) {
  const left = Object.fromEntries(views.map((view) => [view, views.filter((other) => other !== view)]));
  const way = [];
  const stack = [views[0]];
  while (stack.length) {
    const next = left[stack.at(-1)].pop();
    if (next) stack.push(next);
    else way.push(stack.pop());
  }
  return way.reverse();
}

async function goTo(page, hash) {
  await page.evaluate((text) => {
    location.hash = text;
  }, hash);
  await new Promise((done) => setTimeout(done, 30));
}

async function goThrough(page) {
  const views = await page.$$eval("#views button", (all) => all.map(({ id }) => id.replace("view-", "")));
  const [, ...way] = walk(views);
  for (const view of way) {
    await page.click(`#view-${view}`);
    await works(page, view, "click");
  }
  for (const view of way) {
    await goTo(page, `#view=${view}`);
    await works(page, view, "address");
  }
  for (const view of way.slice(0, -1).reverse().slice(0, HISTORY)) {
    await page.goBack();
    await works(page, view, "history");
  }
  await goTo(page, "#step=7");
  await page.click("#tour-back");
  await works(page, await page.evaluate(() => panmunjom.state.view), "the guided reading");
  await goTo(page, "#view=network");
  await works(page, "network", "the guided reading");
}

for (const still of [1, 0]) {
  const extraPrefsFirefox = { "ui.prefersReducedMotion": still };
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox });
  await goThrough(await visit(browser));
  await browser.close();
}
if (faults.length) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log("nothing went wrong");
