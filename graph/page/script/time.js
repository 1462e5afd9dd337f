/** Time: a range of dates over a histogram of what happened, and the day by which things were known. */

import { isDay, lastOf, ordinal } from "./dates.js";
import { announce, byId, narrow, svg } from "./dom.js";
import { ALWAYS } from "./knowledge.js";
import { Scale } from "./scale.js";

/** @typedef {import("./page.js").Page} Page */

const BINS = 64;
const STEPS = 400;
const YEAR = 366;
const ENDS = /** @type {const} */ (["since", "until"]);
const OPEN = { since: 0, until: STEPS };

/** @param {number} place */
const bin = (place) => Math.min(Math.floor(place * BINS), BINS - 1);

/** The first or the last day of a day, month or year; empty for nothing, null for what is none.
 * @param {string} text
 * @param {boolean} isFirst */
export function dayIn(text, isFirst) {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(text)) return text === "" ? "" : null;
  const [year, month, day] = text.split("-");
  const whole = isFirst ? `${year}-${month ?? "01"}-${day ?? "01"}` : (day && text) || lastOf(text);
  return isDay(whole) ? whole : null;
}

/** Show a day in its field.
 * @param {string} key
 * @param {string} day */
function settleDay(key, day) {
  const field = byId(`${key}-day`);
  if (field.value !== day && field.getAttribute("aria-invalid") !== "true") field.value = day;
}

export class Time {
  /** How wide the bars are, as far as it is known. */
  #width = 400;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    const spans = page.graph.marks.map((_, number) => page.knowledge.fact(number).span).filter((span) => span !== null);
    this.scale = new Scale(spans.map(([first]) => first));
    const days = new Set(page.graph.sources.map((source) => source.from));
    /** The days on which sources became public. */
    this.knownDays = [...days].filter((day) => day !== ALWAYS).sort();
    this.#connect();
  }

  #connect() {
    new ResizeObserver(([{ contentRect }]) => {
      this.#width = contentRect.width;
      byId("bars").lastElementChild?.replaceWith(this.#years());
    }).observe(byId("bars"));
    for (const end of ENDS) {
      const slider = byId(end);
      Object.assign(slider, { min: 0, max: STEPS, step: 1, value: OPEN[end] });
      slider.addEventListener("input", () => this.#moveRange(end));
      byId(`${end}-day`).addEventListener("change", () => this.#type(end));
    }
    byId("bars").addEventListener("click", (/** @type {MouseEvent} */ event) => this.#chooseAt(event.clientX));
    const last = Math.max(this.knownDays.length - 1, 0);
    Object.assign(byId("known"), { min: 0, max: last, step: 1, value: last });
    byId("known").addEventListener("input", () => {
      const at = Number(byId("known").value);
      this.page.change({ known: at === last ? "" : this.knownDays[at], step: null }, "known");
    });
    byId("known-day").addEventListener("change", () => this.#type("known"));
  }

  /** Take the year of the bar that was pointed at, however low it is; all years of one that holds several.
   * @param {number} x */
  #chooseAt(x) {
    const { left, width } = byId("bars").getBoundingClientRect();
    const at = bin(Math.min(Math.max((x - left) / width, 0), 1));
    const [first, middle, last] = [at, at + 0.5, at + 1].map((place) => this.scale.day(place / BINS));
    const [from, to] = ordinal(last) - ordinal(first) > YEAR ? [first, last] : [middle, middle];
    this.page.change({ since: `${from.slice(0, 4)}-01-01`, until: `${to.slice(0, 4)}-12-31` });
    this.#bringUp();
  }

  /** On a phone, bring up the picture with the dates below it: the answer follows them. */
  #bringUp() {
    if (!narrow()) return;
    byId("main").scrollIntoView({ block: "start" });
    byId("card").querySelector("h2")?.scrollIntoView({ block: "nearest" });
  }

  /** Take a day, month or year that was typed; nothing takes the limit away.
   * @param {"since" | "until" | "known"} key */
  #type(key) {
    const field = byId(`${key}-day`);
    const day = dayIn(field.value.trim(), key === "since");
    field.setAttribute("aria-invalid", String(day === null));
    if (day === null) announce(this.page.t("no_day", { what: field.value }));
    if (day === null) return;
    /** @type {Partial<import("./types").State>} */
    const patch = key === "known" ? { known: day, step: null } : { [key]: day };
    const { since, until } = { ...this.page.state, ...patch };
    if (since && until && since > until) Object.assign(patch, { since: day, until: day });
    this.page.change(patch);
    this.#bringUp();
  }

  /** The day at which a handle stands; empty at its end.
   * @param {"since" | "until"} end */
  #dayOf(end) {
    const value = Number(byId(end).value);
    return value === OPEN[end] ? "" : this.scale.day(value / STEPS);
  }

  /** Put a handle where its day is. One that stands for that day already stays, or rounding would hold it fast.
   * @param {"since" | "until"} end */
  #settle(end) {
    const day = this.page.state[end];
    if (this.#dayOf(end) !== day) byId(end).value = day ? Math.round(STEPS * this.scale.place(day)) : OPEN[end];
    byId(end).setAttribute(
      "aria-valuetext",
      this.page.dates.day(day || (end === "since" ? this.scale.first : this.scale.last)),
    );
    settleDay(end, day);
  }

  /** @param {"since" | "until"} end */
  #moveRange(end) {
    const [since, until] = ENDS.map((one) => byId(one));
    if (Number(since.value) > Number(until.value)) (end === "since" ? until : since).value = byId(end).value;
    this.page.change({ since: this.#dayOf("since"), until: this.#dayOf("until") }, end);
  }

  /** Show what is chosen. */
  show() {
    this.#bars();
    for (const end of ENDS) this.#settle(end);
    const { page } = this;
    const { known } = page.state;
    const at = this.#knownPlace(known);
    if (Number(byId("known").value) !== at) byId("known").value = at;
    settleDay("known", known);
    const text = known
      ? page.t("known_then", { day: page.dates.day(known), count: page.knowledge.sources })
      : page.t("known_now", { count: page.graph.sources.length });
    byId("known-help").textContent = text;
    byId("known").setAttribute(
      "aria-valuetext",
      known ? page.dates.day(known) : page.t("known_now", { count: page.graph.sources.length }),
    );
  }

  /** @param {string} known */
  #knownPlace(known) {
    const { length } = this.knownDays;
    if (!known) return length - 1;
    const after = this.knownDays.findIndex((day) => day > known);
    return Math.max((after < 0 ? length : after) - 1, 0);
  }

  #bars() {
    const { page, scale } = this;
    const counts = new Array(BINS).fill(0);
    for (const number of page.graph.marks.keys()) {
      const { span } = page.fact(number);
      if (span) counts[bin(scale.place(span[0]))] += 1;
    }
    const most = Math.max(...counts, 1);
    const { since, until } = page.state;
    const [from, to] = [since ? bin(scale.place(since)) : 0, until ? bin(scale.place(until)) : BINS - 1];
    const bars = counts.map((count, index) => {
      const tall = count ? 3 + (27 * count) / most : 0;
      const inside = index >= from && index <= to;
      const paint = { fill: `var(--${inside ? "accent" : "edge"})`, opacity: inside ? 0.75 : 0.3 };
      return svg("rect", { x: index + 0.12, y: 32 - tall, width: 0.76, height: tall, ...paint });
    });
    byId("bars").replaceChildren(
      svg("svg", { viewBox: `0 0 ${BINS} 34`, preserveAspectRatio: "none" }, ...bars),
      this.#years(),
    );
  }

  /** Years below the bars, as far as there is room. */
  #years() {
    const box = svg("svg", { class: "years" });
    const width = this.#width;
    let end = -Infinity;
    for (const { year, place } of this.scale.years()) {
      const x = place * width;
      if (x - end < 26 || x > width - 14) continue;
      end = Math.max(x, 14) + 14;
      box.append(svg("text", { x: Math.max(x, 14), y: 11, "text-anchor": "middle" }, String(year)));
    }
    return box;
  }
}
