/** The ladder of an event: day by day what was said of it, rumoured at the left, asserted at the right; a line across
 * where the event itself lies, two where sources differ on its day. */

import { ordinal } from "../dates.js";
import { button, el, svg } from "../dom.js";
import { CLOSED } from "../page.js";
import { broken, fitting, wide } from "../ruler.js";
import { firstDay } from "../storyline/rows.js";
import { speaker } from "../voices.js";
import { rungsOf, stepSign, wordOf } from "./rungs.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("./rungs.js").Rung} Rung
 * @typedef {{kind: "rung", rung: Rung, first: boolean} | {kind: "itself", text: string} | {kind: "gap", days: number} |
 *   {kind: "more", count: number}} Line
 */

const TRACK = { left: 102, wide: 84, text: 14 };
const FONT = 13;

/** From line to line of what does not fit into one. */
const LINE = 16;

const TALL = { rung: 24, itself: 36, gap: 20, more: 18 };

/** Many steps of one day are folded. */
const MOST = 4;

/** A gap of so many days is told. */
const LONG = 20;

/** The days of the event itself: all of those on which sources differ.
 * @param {Page} page
 * @param {number} event */
function daysOf(page, event) {
  const { when, span } = page.fact(event);
  const dates = when.dates.map((date) => ({ day: firstDay(date), text: page.dates.date(date) }));
  if (dates.length > 1) return dates.filter(({ day }) => day);
  return span ? [{ day: span[0], text: page.when(event) }] : [];
}

/** The lines of a ladder, from above.
 * @param {Page} page
 * @param {number} event
 * @returns {Line[]} */
export function linesOf(page, event) {
  const rungs = rungsOf(page, event);
  const ahead = daysOf(page, event);
  /** @type {Line[]} */
  const lines = [];
  let before = "";
  let alike = 0;
  const reach = (/** @type {string} */ day) => {
    while (ahead.length && ahead[0].day <= day) {
      const [{ text }] = ahead.splice(0, 1);
      lines.push({ kind: "itself", text });
    }
  };
  for (const rung of rungs) {
    const isNew = rung.day !== before;
    if (isNew) reach(rung.day);
    const days = before ? ordinal(rung.day) - ordinal(before) : 0;
    if (days > LONG) lines.push({ kind: "gap", days });
    alike = isNew ? 1 : alike + 1;
    before = rung.day;
    const last = lines[lines.length - 1];
    if (alike <= MOST) lines.push({ kind: "rung", rung, first: isNew });
    else if (last.kind === "more") last.count += 1;
    else lines.push({ kind: "more", count: 1 });
  }
  reach("9999");
  return lines;
}

/** Whether there is something to be seen on a ladder: steps of more than one day, or of more than one sort.
 * @param {Rung[]} rungs */
const isWorth = (rungs) => new Set(rungs.map(({ day, claim, status }) => `${day} ${claim.sure} ${status}`)).size > 1;

class Ladder {
  /**
   * @param {Page} page
   * @param {number} width
   */
  constructor(page, width) {
    this.page = page;
    this.width = width;
    /** @type {SVGElement[]} */
    this.parts = [];
    /** @type {string[]} */
    this.way = [];
    this.y = 34;
  }

  /** @param {number} sure */
  #x(sure) {
    return TRACK.left + ((sure - 1) / 6) * TRACK.wide;
  }

  /** @param {number} x
   * @param {string} text
   * @param {Record<string, any>} more */
  #text(x, text, more = {}) {
    this.parts.push(svg("text", { x, y: this.y + 4.5, ...more }, text));
  }

  /** @param {Rung} rung
   * @param {boolean} isFirst */
  #rung(rung, isFirst) {
    const { page } = this;
    const { claim, day } = rung;
    const x = this.#x(claim.sure);
    this.way.push(`${x} ${this.y}`);
    if (isFirst) this.#text(0, page.dates.short(day), { class: "day" });
    const [word, who] = [wordOf(page, rung), ` · ${speaker(page, claim.source)}`];
    const words = word + who;
    const left = TRACK.left + TRACK.wide + TRACK.text;
    const room = this.width - left;
    const lines =
      wide(words, FONT) <= room ? [words] : [fitting(word, room, FONT), ...broken(who.slice(3), room, FONT)];
    const texts = lines.map((line, index) => svg("text", { x: left, y: this.y + 4.5 + LINE * index }, line));
    const more = LINE * (lines.length - 1);
    const open = () => page.change({ ...CLOSED, list: "claim", claim: claim.number });
    const label = [page.dates.day(day), words, page.words.certainty(claim.sure), claim.says].join(", ");
    const shape = svg(
      "g",
      { role: "button", tabindex: 0, "aria-label": label, class: "rung" },
      svg("rect", { x: 0, y: this.y - 12, width: this.width, height: 24 + more, rx: 5, class: "hit" }),
      stepSign(x, this.y, 5, { kind: rung.kind, sure: claim.sure }),
      svg("title", {}, claim.says),
    );
    shape.addEventListener("click", open);
    shape.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
    for (const text of texts) text.setAttribute("aria-hidden", "true");
    this.parts.push(shape, ...texts);
    this.y += more;
  }

  /** @param {Line} line */
  #line(line) {
    const { page } = this;
    if (line.kind === "rung") this.#rung(line.rung, line.first);
    else if (line.kind === "gap") this.#text(0, page.t("ladder_gap", { count: line.days }), { class: "gap" });
    else if (line.kind === "more") this.#text(TRACK.left + TRACK.wide + TRACK.text, `+${line.count}`, { class: "gap" });
    else {
      this.parts.push(svg("line", { x1: 0, x2: this.width, y1: this.y + 13, y2: this.y + 13, class: "itself" }));
      const text = fitting(page.t("ladder_itself", { date: line.text }), this.width, FONT, 600);
      this.#text(this.width, text, { "text-anchor": "end", class: "itself" });
    }
    this.y += TALL[line.kind];
  }

  /** @param {number} event */
  draw(event) {
    const { page, width } = this;
    const ends = [
      svg("text", { x: this.#x(1), y: 14, "text-anchor": "middle", class: "gap" }, page.words.certainty(1)),
      svg("text", { x: this.#x(7) - 8, y: 14, class: "gap" }, page.words.certainty(7)),
    ];
    for (const line of linesOf(page, event)) this.#line(line);
    const way = svg("polyline", { points: this.way.join(" "), class: "way" });
    const size = { width, height: this.y - 4, viewBox: `0 0 ${width} ${this.y - 4}` };
    return svg(
      "svg",
      { ...size, class: "ladder", role: "group", "aria-label": page.t("ladder") },
      ...ends,
      way,
      ...this.parts,
    );
  }
}

/** The ladder of an event as it stands on its card; nothing where there is nothing to climb.
 * @param {Page} page
 * @param {number} event
 * @param {number} width */
export function ladder(page, event, width) {
  const rungs = rungsOf(page, event);
  if (!isWorth(rungs)) return null;
  const board =
    page.state.view === "board"
      ? null
      : button(page.t("ladder_board"), () => page.change({ view: "board" }), {
          className: "quiet small",
        });
  return [el("h3", {}, page.t("ladder")), new Ladder(page, width).draw(event), board];
}
