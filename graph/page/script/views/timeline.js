/**
 * The timeline: time runs downwards; an event is a row with its date, a dot in the column of each state that took part,
 * and its name. Nothing stands where it was not: what is undated stands at the end.
 */

import { el, svg } from "../dom.js";
import { drawn } from "../figure.js";
import { overlaps, sideOf } from "../filter.js";
import { compare } from "../knowledge.js";
import { HOLLOW } from "../marks.js";
import { rove } from "../rove.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{text: string, kind: string}} Line
 * @typedef {{number: number, dates: string[], lines: Line[], tall: number}} Row
 * @typedef {{x: number, dates: number, names: number, column: (index: number) => number}} Geometry
 */

/** The sides that have a column, from the left. */
const COLUMNS = ["united-states", "rok", "dprk", "russia", "china", "japan", "other"];

/** The groups that have a time of their own. */
const TIMED = new Set(["event", "act"]);

const LINE = 17;
const FONT = 13.5;
const HEAD = 46;
const MARGIN = 14;

/** A box narrower than this has narrow columns, and dates below the names. */
const SMALL = 560;

class Timeline {
  #width = 0;
  /** @type {Geometry} */
  #geometry = geometryOf(600);
  #face = "sans-serif";
  #svg = svg("svg");
  #pen = document.createElement("canvas").getContext("2d");

  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    box.classList.add("scrolls");
    rove(box, page);
    new ResizeObserver(() => {
      if (box.clientWidth && box.clientWidth !== this.#width) this.show();
    }).observe(box);
  }

  show() {
    const { box, page } = this;
    this.#width = box.clientWidth;
    if (!this.#width) return;
    this.#geometry = geometryOf(this.#width);
    this.#face = getComputedStyle(box).fontFamily;
    const told = this.#told();
    const { shapes, height } = this.#rows(told);
    const size = { width: this.#width, height, viewBox: `0 0 ${this.#width} ${height}` };
    this.#svg = svg(
      "svg",
      { ...size, role: "group", "aria-label": page.t("timeline_help") },
      this.#columns(height),
      ...shapes,
    );
    const { scrollTop } = box;
    const empty = told.length ? "" : el("p", { className: "soft empty" }, page.t("happened_none"));
    box.replaceChildren(empty, this.#svg);
    box.scrollTop = scrollTop;
  }

  /** What is told, by time, the undated last. */
  #told() {
    const { page } = this;
    const { graph, shown, state } = page;
    const asked = shown.marks
      .filter((number) => TIMED.has(graph.marks[number].group))
      .map((number) => ({ number, span: page.fact(number).span }))
      .filter(({ number, span }) => span || graph.isEvent(number));
    const inTime = asked.filter(({ span }) => (state.since || state.until ? span && overlaps(span, state) : true));
    inTime.sort((a, b) => compare(a.span?.[0] ?? "9999", b.span?.[0] ?? "9999") || a.number - b.number);
    return inTime.map(({ number }) => number);
  }

  /** @param {number[]} told */
  #rows(told) {
    const { page } = this;
    /** @type {SVGElement[]} */
    const shapes = [];
    let y = HEAD;
    let year = "";
    for (const number of told) {
      const own = page.fact(number).span?.[0].slice(0, 4) ?? page.t("lane_undated");
      if (own !== year) {
        y += year ? 24 : 6;
        shapes.push(svg("text", { x: MARGIN, y: y - 8, class: "year" }, own));
        year = own;
      }
      const row = this.#row(number);
      shapes.push(this.#draw(row, y));
      y += row.tall;
    }
    return { shapes, height: y + 20 };
  }

  /** @param {number} number
   * @returns {Row} */
  #row(number) {
    const { page } = this;
    const small = this.#width < SMALL;
    const room = this.#width - this.#geometry.names - MARGIN;
    const kind = page.graph.isEvent(number) ? "name" : "name act";
    const when = page.when(number);
    const dates = small ? [] : this.#broken(when, this.#geometry.dates - MARGIN - 8);
    const names = this.#broken(page.name(number), room, 600).map((text) => ({ text, kind }));
    const below = small ? this.#broken(when, room).map((text) => ({ text, kind: "date" })) : [];
    const lines = [...names, ...below];
    return { number, dates, lines, tall: Math.max(lines.length, dates.length, 1) * LINE + 9 };
  }

  /** Break a text into lines no wider than there is room.
   * @param {string} text
   * @param {number} room
   * @param {number} weight */
  #broken(text, room, weight = 400) {
    if (this.#pen) this.#pen.font = `${weight} ${FONT}px ${this.#face}`;
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      const longer = lines[last] ? `${lines[last]} ${word}` : word;
      if (lines[last] && (this.#pen?.measureText(longer).width ?? 0) > room) lines.push(word);
      else lines[last] = longer;
    }
    return lines;
  }

  /** The columns of the states, with their codes.
   * @param {number} height */
  #columns(height) {
    const { graph } = this.page;
    const parts = COLUMNS.flatMap((side, index) => {
      const number = graph.numbers.get(`state/${side}`);
      const x = this.#geometry.column(index);
      const guide = svg("line", { x1: x, y1: 32, x2: x, y2: height - 10, class: "guide" });
      const isHeld = graph.isMark(number);
      if (!isHeld && side !== "other") return [guide];
      const code = svg(
        "text",
        { x, y: 24, "text-anchor": "middle", class: this.#width < SMALL ? "code small" : "code" },
        (isHeld && graph.marks[number].code) || "…",
      );
      code.append(svg("title", {}, isHeld ? this.page.name(number) : this.page.words.tt("side_names", side)));
      return [guide, code];
    });
    return svg("g", {}, ...parts);
  }

  /** In which columns a thing has a dot: those of the states that took part, or that it belongs to.
   * @param {number} number */
  #seats(number) {
    const { graph } = this.page;
    const mark = graph.marks[number];
    /** @type {number[]} */
    const sides = graph.views.timeline.sides[number] ?? [];
    const slugs = graph.isEvent(number) ? sides.map((side) => graph.things[side].slug) : [mark.side ?? ""];
    const seated = new Set(slugs.filter(Boolean).map((slug) => sideOf({ side: slug, group: mark.group })));
    return COLUMNS.flatMap((side, index) => (seated.has(side) ? [{ side, x: this.#geometry.column(index) }] : []));
  }

  /** @param {Row} row
   * @param {number} y */
  #draw({ number, dates, lines, tall }, y) {
    const { page } = this;
    const { stage, differ } = page.fact(number);
    const middle = y + LINE / 2 + 1;
    const seats = this.#seats(number);
    const [first, last] = [seats[0], seats[seats.length - 1]];
    /** @type {SVGElement[]} */
    const parts = [svg("rect", { x: 4, y: y - 3, width: this.#width - 8, height: tall - 1, rx: 5, class: "hit" })];
    if (first !== last) parts.push(svg("line", { x1: first.x, y1: middle, x2: last.x, y2: middle, class: "join" }));
    for (const { side, x } of seats) parts.push(dot(x, middle, `var(--${side})`, stage));
    if (!first) parts.push(dot(this.#geometry.x, middle, "var(--soft)", stage, 3.5));
    const write =
      (/** @type {number} */ x) =>
      (/** @type {Line} */ { text, kind }, /** @type {number} */ index) =>
        svg("text", { x, y: y + FONT - 1 + index * LINE, class: kind }, text);
    parts.push(
      ...dates.map((text) => ({ text, kind: "date" })).map(write(MARGIN)),
      ...lines.map(write(this.#geometry.names)),
    );
    const disputed = differ.length ? page.t("disputes") : "";
    const label = [page.name(number), page.when(number), page.standing(number), disputed].filter(Boolean).join(", ");
    const kinds = ["row", number === page.state.node ? "chosen" : "", this.#isFaded(number) ? "faded" : ""];
    const role = { role: "button", tabindex: -1, "aria-label": label, "data-mark": number };
    return svg("g", { class: kinds.filter(Boolean).join(" "), ...role }, ...parts);
  }

  /** @param {number} number */
  #isFaded(number) {
    const { lit } = this.page;
    return Boolean(lit && !lit.marks.has(number));
  }

  figure() {
    return drawn(this.#svg);
  }
}

/** Where dates, columns and names lie in a box of some width.
 * @param {number} width
 * @returns {Geometry} */
function geometryOf(width) {
  const step = width < SMALL ? 19 : 30;
  const dates = width < SMALL ? 8 : Math.min(210, width * 0.26);
  const left = dates + 24;
  const column = (/** @type {number} */ index) => left + (index + 0.5) * step;
  return { x: dates + 12, dates, names: left + COLUMNS.length * step + 10, column };
}

/** @param {number} x
 * @param {number} y
 * @param {string} fill
 * @param {import("../types").Stage} stage
 * @param {number} r */
function dot(x, y, fill, stage, r = 5.5) {
  const how = HOLLOW[stage];
  if (!how) return svg("circle", { cx: x, cy: y, r, fill });
  const open = svg("circle", { cx: x, cy: y, r: r - 0.5, fill: "var(--paper)", stroke: fill, "stroke-width": 2 });
  if (how === "dotted") {
    open.setAttribute("stroke-dasharray", "0.1 3");
    open.setAttribute("stroke-linecap", "round");
  }
  const cross = svg("path", { d: `M${x - r} ${y + r}L${x + r} ${y - r}`, stroke: fill, "stroke-width": 2 });
  return svg("g", {}, open, ...(how === "crossed" ? [cross] : []));
}

/** @type {import("../types").View} */
export const timeline = { id: "timeline", make: (box, page) => new Timeline(box, page) };
