/** Play: the day of knowledge goes on by itself, and everything follows. */

import { dayOf, ordinal } from "./dates.js";
import { button } from "./dom.js";

/** @typedef {import("./page.js").Page} Page */

/** How long a day of knowledge stands, in milliseconds, and how many days it goes on at least. */
const BEAT = 150;
const STRIDE = 3;

/** How many years are looked at together where no span was chosen. */
const YEARS = 2;

/** The span that is looked at: the chosen one, else the years in which most events lie.
 * @param {Page} page
 * @returns {[string, string]} */
export function frameOf(page) {
  const { since, until } = page.state;
  const days = page.graph.concluded
    .slice(0, page.graph.marks.length)
    .map((entries, number) => (page.graph.isEvent(number) ? entries[entries.length - 1] : undefined))
    .flatMap((entry) => entry?.when?.first ?? []);
  if (since || until) {
    const sorted = [...days].sort();
    return [since || sorted[0], until || sorted[sorted.length - 1]];
  }
  const counts = new Map();
  for (const day of days) counts.set(Number(day.slice(0, 4)), (counts.get(Number(day.slice(0, 4))) ?? 0) + 1);
  const worth = (/** @type {number} */ year) => {
    let sum = 0;
    for (let at = year; at < year + YEARS; at += 1) sum += counts.get(at) ?? 0;
    return sum;
  };
  const [best] = [...counts.keys()].sort((a, b) => worth(b) - worth(a) || a - b);
  return best === undefined ? ["2018-01-01", "2019-12-31"] : [`${best}-01-01`, `${best + YEARS - 1}-12-31`];
}

class Player {
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  #timer = 0;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.days = [...new Set(page.graph.sources.map((source) => source.from))].sort();
  }

  get plays() {
    return this.#timer !== 0;
  }

  /** A button that starts and stops. */
  button() {
    const made = button("", () => this.toggle(), { className: "small play" });
    this.#buttons = [...this.#buttons.filter((one) => one.isConnected), made];
    this.label();
    return made;
  }

  /** Name the buttons after what they do, in the reader's language. */
  label() {
    for (const one of this.#buttons) {
      one.textContent = this.page.t(this.plays ? "play_stop" : "play");
      one.setAttribute("aria-pressed", String(this.plays));
    }
  }

  toggle() {
    if (this.plays) this.#stop();
    else {
      const { known } = this.page.state;
      const [first, last] = frameOf(this.page);
      this.#turn(known && known < last ? known : first);
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.label();
  }

  /** @param {string} day */
  #turn(day) {
    const [, last] = frameOf(this.page);
    const isOver = day > last;
    this.page.change({ known: isOver ? "" : day, step: null }, "known");
    const next = this.days.find((one) => one >= dayOf(ordinal(day) + STRIDE));
    if (isOver || !next) this.#stop();
    else {
      this.#timer = window.setTimeout(() => this.#turn(next), BEAT);
      this.label();
    }
  }
}

/** @type {Player | undefined} */
let made;

/** The one player of a page.
 * @param {Page} page */
export function player(page) {
  made ??= new Player(page);
  return made;
}
