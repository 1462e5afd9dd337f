/** A reader of the page in Chromium or Firefox: asks questions, goes through all views. Told in JSON, tells in JSON. */

import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

/** After so many milliseconds a browser hangs; before, it is slow. */
const PATIENCE = 180_000;

const STEPS = ["click", "address"];

/** So far back it goes. */
const HISTORY = 12;

/** What is done for lack of a printer, and kept of what is saved. */
const STANDINS = `
  window.print = () => { dispatchEvent(new Event("beforeprint")); window.isPrinted = true; };
  const addressOf = URL.createObjectURL;
  window.saved = new Promise((done) => {
    URL.createObjectURL = (blob) => { done(blob); return addressOf.call(URL, blob); };
  });
  true;`;

const PAINTED = `(() => {
  const small = new OffscreenCanvas(200, 150).getContext("2d", { willReadFrequently: true });
  small.drawImage(document.querySelector("#picture canvas"), 0, 0, 200, 150);
  return small.getImageData(0, 0, 200, 150).data.filter((part, at) => at % 4 === 3 && part).length;
})()`;

const task = JSON.parse(readFileSync(process.argv[2], "utf8"));
/** @type {string[]} */
const faults = [];

async function launched(still) {
  const { browser, executablePath } = task;
  return puppeteer.launch({
    browser,
    executablePath,
    headless: true,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
    args: browser === "chrome" ? ["--no-sandbox", ...(still ? ["--force-prefers-reduced-motion"] : [])] : [],
    extraPrefsFirefox: {
      "ui.prefersReducedMotion": still ? 1 : 0,
      "dom.ipc.processPrelaunch.enabled": false,
      "layout.frame_rate": 20,
    },
  });
}

async function visit(browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(task.address);
  await page.waitForSelector("html[data-ready]");
  await page.evaluate(STANDINS);
  return page;
}

/** What is wrong with a view that should be open and alone, and show what is drawn. */
async function wrong(page, view) {
  const [state, inside, shown, network] = await page.evaluate(
    async (id, content) => {
      await panmunjom.settled();
      const open = document.getElementById(`view-${id}`).getAttribute("aria-pressed");
      const boxes = [...document.querySelectorAll(".view:not(.off)")].map((box) => box.classList[1]);
      const { marks, labels, held } = (id === "network" && panmunjom.standing()) || {};
      return [
        open,
        document.querySelector(`.view.${id} ${content}`) !== null,
        boxes.join(),
        marks && { marks: marks.length, labels: labels.length, held, things: panmunjom.counts().things },
      ];
    },
    view,
    task.content[view] ?? "svg",
  );
  if (state !== "true" || shown !== view) return `is not open alone: ${shown}`;
  if (!inside) return "is empty";
  if (!network) return "";
  const { marks, labels, held, things } = network;
  const isDrawn = marks === things && things > 100 && labels > 5 && held > 100;
  return isDrawn && (await page.evaluate(PAINTED)) > 1000 ? "" : "does not hold what is drawn";
}

async function works(page, view, how) {
  const fault = await wrong(page, view);
  if (fault) faults.push(`${view} ${fault}, by ${how}`);
}

/** A way from the first view that comes to every one from every other (Hierholzer). */
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
  await page.evaluate(
    (text) =>
      new Promise((done) => {
        if (location.hash === text) return done();
        addEventListener("popstate", () => done(), { once: true });
        location.hash = text;
      }),
    hash,
  );
}

const goBack = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener("popstate", () => done(), { once: true });
        history.back();
      }),
  );

/** Every view after every other, every second one by click, the rest by address; some of it back by history; and the
 * guided reading. Who goes twice, beginning with the other, has gone each step by both. */
async function goThrough(page, begin) {
  await goTo(page, "#view=story");
  const views = await page.$$eval("#views button", (all) => all.map(({ id }) => id.replace("view-", "")));
  const [, ...way] = walk(views);
  for (const [step, view] of way.entries()) {
    const how = STEPS[(step + STEPS.indexOf(begin)) % STEPS.length];
    if (how === "click") await page.click(`#view-${view}`);
    else await goTo(page, `#view=${view}`);
    await works(page, view, how);
  }
  for (const view of way.slice(0, -1).reverse().slice(0, HISTORY)) {
    await goBack(page);
    await works(page, view, "history");
  }
  await goTo(page, "#step=7");
  await page.click("#tour-back");
  await works(page, await page.evaluate(() => panmunjom.state.view), "the guided reading");
  await goTo(page, "#view=network");
  await works(page, "network", "the guided reading");
  return way.length;
}

/** What a reader can do. */
const DOING = {
  click: (page, selector) => page.click(selector),
  choose: (page, selector, value) => page.select(selector, value),
  back: goBack,
  async type(page, selector, text) {
    await page.focus(selector);
    await page.$eval(selector, (field) => field.select());
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  },
};

/** Do what leads to an answer, and tell what is missing in it. */
async function missing(page, { actions, seen, holds }) {
  await goTo(page, "");
  for (const [what, ...rest] of actions) {
    await DOING[what](page, ...rest);
    await page.evaluate("panmunjom.settled()");
  }
  const lacking = [];
  for (const [selector, texts] of Object.entries(seen)) {
    const words = await page.$$eval(selector, (all) => all.map((one) => one.innerText).join(" "));
    const told = words.replace(/\s+/g, " ");
    const left = texts.filter((text) => !told.includes(text));
    if (left.length) lacking.push(`${selector} lacks ${left.join(" | ")}; it says: ${told}`);
  }
  for (const one of holds) {
    if (!(await page.evaluate(one))) lacking.push(`not so: ${one}`);
  }
  return lacking;
}

const browser = await launched(task.still);
try {
  const page = await visit(browser);
  const answers = {};
  for (const question of task.questions ?? []) {
    answers[question.asks] = await missing(page, question).catch((error) => [String(error)]);
  }
  const seen = await goThrough(page, task.begin);
  console.log(JSON.stringify({ answers, seen, faults }));
} finally {
  await browser.close();
}
