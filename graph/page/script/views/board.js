/**
 * The two-clock board: across, when it happened; upwards, when it became known. On the diagonal lies the news of the
 * day, below it what was foretold, above it what was told afterwards. Each dot is what sources said of an event.
 */

import { el, isLaidOut, svg } from "../dom.js";
import { drawn } from "../figure.js";
import { across, columns, upwards, worth } from "../ladder/field.js";
import { stepSign } from "../ladder/rungs.js";
import { frameOf, player } from "../play.js";
import { rove } from "../rove.js";
import { fitting, wide } from "../ruler.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../ladder/field.js").Column} Column
 * @typedef {import("../ladder/field.js").Field} Field
 */

const NAMED = { usual: 14, small: 4 };
const FONT = 12.5;

/** The most room that a name gets. */
const LONG = { usual: 320, small: 200 };
const SMALL = 620;

/** Where along the diagonal its word may stand, the best first. */
const NEWS = [0.74, 0.7, 0.66, 0.78, 0.62, 0.58, 0.54, 0.5, 0.46, 0.42, 0.38, 0.34, 0.3];

/** So many dots that word may cover. */
const COVERED = 2;

/** How much room a month takes on the clock that goes upwards. */
const MONTH = 26;

/** The signs that the key explains. */
const KEY = /** @type {{kind: "" | "plan" | "off", sure: number, key: string}[]} */ ([
  { kind: "", sure: 7, key: "sure" },
  { kind: "", sure: 5, key: "less" },
  { kind: "", sure: 1, key: "least" },
  { kind: "plan", sure: 7, key: "plan" },
  { kind: "off", sure: 7, key: "off" },
]);

class Board {
  #size = "";
  #svg = svg("svg");

  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.bar = el("div", { className: "bar" });
    this.play = player(page).button();
    this.picture = el("div", { className: "field" });
    box.append(this.bar, this.picture);
    rove(box, page);
    new ResizeObserver(() => {
      if (`${box.clientWidth} ${box.clientHeight}` !== this.#size) this.show();
    }).observe(box);
  }

  show() {
    const { box, page } = this;
    if (!isLaidOut(box)) return;
    this.#size = `${box.clientWidth} ${box.clientHeight}`;
    const held = document.activeElement === this.play;
    this.bar.replaceChildren(this.play, this.#key());
    player(page).label();
    if (held) this.play.focus();
    const [first, last] = frameOf(page);
    const width = box.clientWidth;
    const height = Math.max(box.clientHeight - this.bar.offsetHeight - 8, 300);
    /** @type {Field} */
    const field = { left: 52, right: width - 16, top: 26, foot: height - 40, late: 46, first, last };
    const found = columns(page, [first, last]);
    const spots = found.flatMap((column) =>
      column.dots.map((dot) => [across(field, column.day), upwards(field, dot.day)]),
    );
    const news = alongDiagonal(field, wide(page.words.tt("board_zones", "news"), 13), spots);
    const parts = [
      ...this.#grid(field, news),
      ...found.map((column) => this.#column(field, column)),
      svg("g", { class: "names", "aria-hidden": "true" }, ...this.#names(field, found, spots, news.boxes)),
      ...this.#now(field),
    ];
    const size = { width, height, viewBox: `0 0 ${width} ${height}` };
    this.#svg = svg("svg", { ...size, role: "group", "aria-label": page.t("board_help") }, ...parts);
    this.picture.replaceChildren(this.#svg);
  }

  #key() {
    const signs = KEY.map(({ kind, sure, key }) => {
      const sample = svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, stepSign(7, 7, 4, { kind, sure }));
      return el("span", {}, sample, this.page.words.tt("board_key", key));
    });
    return el("p", { className: "key" }, signs);
  }

  /** Months on both clocks, the diagonal, and what lies where.
   * @param {Field} field
   * @param {ReturnType<typeof alongDiagonal>} news Where along the diagonal its word stands. */
  #grid(field, { share, boxes }) {
    const { page } = this;
    const { left, right, top, foot, late, first, last } = field;
    const parts = [];
    const all = ticks(page, first, last);
    const isLow = (foot - top - late) / all.filter(({ isYear }) => !isYear).length < MONTH;
    for (const { day, isYear, text } of all) {
      const [x, y] = [across(field, day), upwards(field, day)];
      parts.push(
        svg("line", { x1: x, x2: x, y1: top, y2: foot + (isYear ? 6 : 0), class: "grid" }),
        svg("line", { x1: left, x2: right, y1: y, y2: y, class: "grid" }),
        svg("text", { x: x + 3, y: foot + (isYear ? 29 : 15), class: isYear ? "year" : "month" }, text),
      );
      if (isLow && !isYear) continue;
      const up = isYear && !isLow ? 15 : 3;
      parts.push(svg("text", { x: left - 6, y: y - up, "text-anchor": "end", class: isYear ? "year" : "month" }, text));
    }
    const diagonal = { x1: left, y1: foot, x2: right, y2: top + late, class: "diagonal" };
    const turn = (Math.atan2(top + late - foot, right - left) * 180) / Math.PI;
    const at = [left + (right - left) * share, foot + (top + late - foot) * share - 7];
    const late_ = page.t("board_late", { day: page.dates.day(last) });
    const zone = (/** @type {string} */ key, /** @type {Record<string, any>} */ place) =>
      svg("text", { ...place, class: "zone" }, page.words.tt("board_zones", key));
    return [
      ...parts,
      svg("line", { x1: left, x2: right, y1: top + late, y2: top + late, class: "grid" }),
      svg("line", diagonal),
      zone("after", { x: left + 12, y: top + late + 22 }),
      zone("foretold", { x: right - 8, y: foot - 12, "text-anchor": "end" }),
      ...(boxes.length ? [zone("news", { transform: `translate(${at.join(" ")}) rotate(${turn})` })] : []),
      svg("text", { x: left, y: top - 8, class: "month" }, fitting(late_, right - left, 11.5)),
    ];
  }

  /** What was said of one event.
   * @param {Field} field
   * @param {Column} column */
  #column(field, { event, day, last, dots }) {
    const { page } = this;
    const x = across(field, day);
    const ys = dots.map((dot) => upwards(field, dot.day));
    const [low, high] = [Math.max(...ys), Math.min(...ys)];
    const parts = dots.map((dot, index) =>
      stepSign(x, ys[index], 2.4 + Math.min(Math.sqrt(dot.count) - 0.4, 2.6), dot),
    );
    const rail = low - high > 6 ? [svg("line", { x1: x, x2: x, y1: low, y2: high, class: "rail" })] : [];
    const end = Math.min(across(field, [last, field.last].sort()[0]), field.right);
    const spread = end - x > 12 ? [svg("line", { x1: x, x2: end, y1: low, y2: low, class: "spread" })] : [];
    const hit = svg("rect", { x: x - 6, y: high - 7, width: 12, height: low - high + 14, rx: 6, class: "hit" });
    const label = [page.name(event), page.when(event), page.standing(event)].filter(Boolean).join(", ");
    const role = { role: "button", tabindex: -1, "data-mark": event, "aria-label": label };
    const chosen = event === page.state.node ? " chosen" : "";
    return svg("g", { ...role, class: `column${chosen}` }, hit, ...spread, ...rail, ...parts);
  }

  /** The names of the columns that deserve it most, as far as there is room: below the foot, beside it, above the head.
   * @param {Field} field
   * @param {Column[]} found
   * @param {number[][]} spots Where dots are.
   * @param {number[][]} news What the word on the diagonal takes up. */
  #names(field, found, spots, news) {
    const { page } = this;
    const size = field.right < SMALL ? "small" : "usual";
    const { text: known, y: line } = this.#known(field);
    const taken = [...news, [field.right - wide(known, FONT, 700) - 2, line - 17, field.right, line + 1]];
    const named = new Set();
    /** @type {SVGElement[]} */
    const names = [];
    const { node } = page.state;
    const rank = (/** @type {Column} */ column) => (column.event === node ? 1e6 : worth(page, column));
    for (const column of [...found].sort((a, b) => rank(b) - rank(a) || a.event - b.event)) {
      if (names.length >= NAMED[size]) break;
      if (named.has(column.event)) continue;
      const weight = column.event === node ? 700 : 400;
      const text = fitting(page.name(column.event), LONG[size], FONT, weight);
      const x = across(field, column.day);
      const ys = column.dots.map((dot) => upwards(field, dot.day));
      const [low, high, room] = [Math.max(...ys), Math.min(...ys), wide(text, FONT, weight)];
      const places = [
        [x - room / 2, low + 17],
        [x + 8, low + 4],
        [x - room - 8, low + 4],
        [x - room / 2, high - 9],
      ];
      const place = places.find(([a, y]) => isFree([a - 2, y - 11, a + room + 2, y + 4], field, taken, spots));
      if (!place) continue;
      named.add(column.event);
      taken.push([place[0] - 2, place[1] - 11, place[0] + room + 2, place[1] + 4]);
      const chosen = column.event === node ? "name chosen" : "name";
      names.push(svg("text", { x: place[0], y: place[1], class: chosen }, text));
    }
    return names;
  }

  /** The day of knowledge, as a line that rises.
   * @param {Field} field */
  #now(field) {
    if (!this.page.state.known) return [];
    const { text, y } = this.#known(field);
    return [
      svg("line", { x1: field.left, x2: field.right, y1: y, y2: y, class: "now" }),
      svg("text", { x: field.right, y: y - 5, "text-anchor": "end", class: "now" }, text),
    ];
  }

  /** What stands on that line, and how high it is.
   * @param {Field} field */
  #known(field) {
    const { page } = this;
    const { known } = page.state;
    if (!known) return { text: "", y: field.top };
    return { text: `${page.t("known_by")} ${page.dates.day(known)}`, y: upwards(field, known) };
  }

  figure() {
    return drawn(this.#svg);
  }
}

/** Where along the diagonal its word covers least, and what it takes up there, as boxes along it; none where it would
 * lie on more than a few dots.
 * @param {Field} field
 * @param {number} long
 * @param {number[][]} spots Where dots are. */
function alongDiagonal({ left, right, top, foot, late }, long, spots) {
  const [dx, dy] = [right - left, top + late - foot];
  const reach = Math.hypot(dx, dy);
  const seats = NEWS.map((share) => {
    const boxes = Array.from({ length: Math.ceil(long / 8) + 1 }, (_, index) => {
      const part = share + (index * 8) / reach;
      const [x, y] = [left + dx * part, foot + dy * part];
      return [x - 6, y - 20, x + 6, y - 2];
    });
    const isOn = (/** @type {number[]} */ [x, y]) =>
      boxes.some((box) => x > box[0] && x < box[2] && y > box[1] - 3 && y < box[3] + 3);
    return { share, boxes, covered: spots.filter(isOn).length };
  });
  const best = seats.reduce((least, seat) => (seat.covered < least.covered ? seat : least));
  return best.covered > COVERED ? { ...best, boxes: [] } : best;
}

/** Whether a box lies inside and on no name, and on no dot.
 * @param {number[]} box
 * @param {Field} field
 * @param {number[][]} taken
 * @param {number[][]} spots */
function isFree([a, b, c, d], field, taken, spots) {
  if (a < field.left || c > field.right || d > field.foot - 2 || b < field.top + field.late) return false;
  if (taken.some((one) => a < one[2] && c > one[0] && b < one[3] && d > one[1])) return false;
  return !spots.some(([x, y]) => x > a - 3 && x < c + 3 && y > b - 1 && y < d + 1);
}

/** Days for the grid: of each quarter, or of each year where the span is long.
 * @param {Page} page
 * @param {string} first
 * @param {string} last */
function ticks(page, first, last) {
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4)));
  const months = to - from > 3 ? ["01"] : ["01", "04", "07", "10"];
  const each = Math.ceil((to - from + 1) / 12);
  const format = new Intl.DateTimeFormat(page.state.lang, { month: "short", timeZone: "UTC" });
  const found = [];
  for (let year = from; year <= to; year += 1) {
    for (const month of months) {
      const day = `${year}-${month}-01`;
      if (day < first || day > last || (year - from) % each) continue;
      if (month === "01") found.push({ day, isYear: true, text: String(year) });
      if (months.length > 1) found.push({ day, isYear: false, text: format.format(new Date(`${day}T00:00Z`)) });
    }
  }
  return found;
}

/** @type {import("../types").View} */
export const board = {
  id: "board",
  fits: (page) => Object.keys(page.graph.views.ladder).length > 0,
  make: (box, page) => new Board(box, page),
};
