/**
 * The storyline: who met whom. Each person is a line that runs down through time, in a band by side with the DPRK in
 * the middle; each ring is an occasion that brought them together, with its words beside it. Or the career of one
 * person: whom they met, and in which offices.
 */

import { button, el, isLaidOut, svg } from "../dom.js";
import { drawn } from "../figure.js";
import { paintOf } from "../marks.js";
import { rove } from "../rove.js";
import { lineOf, passes, ringOf, stacked, wordsOf } from "../storyline/drawing.js";
import { names } from "../storyline/head.js";
import { homesOf } from "../storyline/layout.js";
import { rowsOf } from "../storyline/rows.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../storyline/rows.js").Plan} Plan
 * @typedef {import("../storyline/rows.js").Row} Row
 * @typedef {import("../storyline/rows.js").Meeting} Meeting
 * @typedef {import("../storyline/drawing.js").Placed} Placed
 * @typedef {import("../storyline/drawing.js").Geometry} Geometry
 * @typedef {import("../storyline/layout.js").Places} Places
 * @typedef {Plan & {first: number, last: number}} Chapter
 */

/** How many of those who were there are named. */
const NAMED = 5;

/** A box narrower than this leaves more of its room to the words. */
const SMALL = 520;

class Storyline {
  #width = 0;
  #svg = svg("svg");

  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    /** @type {{present: Record<string, number[]>, chapters: Chapter[], careers: Record<string, Plan>}} */
    this.data = page.graph.views.storyline;
    box.classList.add("scrolls");
    rove(box, page);
    new ResizeObserver(() => {
      if (box.clientWidth !== this.#width) this.show();
    }).observe(box);
  }

  /** The career that is asked for, if there is one.
   * @returns {Plan | null} */
  get career() {
    const { about } = this.page.state;
    return about === null ? null : (this.data.careers[about] ?? null);
  }

  /** The chapter that shares most years with the chosen span; without one, that with the most knots.
   * @returns {Chapter | undefined} */
  get chapter() {
    const { since, until } = this.page.state;
    const [from, to] = [Number(since.slice(0, 4) || 0), Number(until.slice(0, 4) || 9999)];
    const shared = (/** @type {Chapter} */ { first, last }) => Math.min(last, to) - Math.max(first, from);
    const worth = (/** @type {Chapter} */ one) => (since || until ? shared(one) : one.knots.length);
    return [...this.data.chapters].sort((a, b) => worth(b) - worth(a) || b.knots.length - a.knots.length)[0];
  }

  show() {
    const { box, page } = this;
    this.#width = box.clientWidth;
    if (!isLaidOut(box)) return;
    const plan = this.career ?? this.chapter ?? { lanes: [], knots: [] };
    const about = this.career ? page.state.about : null;
    const homes = homesOf(plan.lanes);
    const geometry = this.#geometry(homes);
    const rows = rowsOf(page, plan, about);
    const told = rows.map((row) => ({ row, words: this.#words(row) }));
    const { placed, height } = stacked(told, geometry.width - geometry.text - 16);
    const { scrollTop } = box;
    this.#svg = this.#picture(placed, homes, geometry, height, about);
    const empty = rows.length ? "" : el("p", { className: "soft empty" }, page.t("happened_none"));
    const head = el("div", { className: "top" }, this.#bar(), rows.length ? names(page, plan, homes, geometry) : "");
    box.replaceChildren(head, empty, this.#svg);
    box.scrollTop = scrollTop;
  }

  /** @param {Places} homes
   * @returns {Geometry} */
  #geometry(homes) {
    const lanes = Math.max(...homes.values(), 1);
    const [share, least] = this.#width < SMALL ? [0.4, 5.6] : [0.52, 7];
    const unit = Math.max(Math.min((this.#width * share - 30) / lanes, 17), least);
    const stairs = this.career ? 26 : 0;
    const left = 20 + stairs;
    return { unit, left, text: left + lanes * unit + 30, width: this.#width };
  }

  /** The chapters, and the ways from and to a career. */
  #bar() {
    const { page, data } = this;
    const { about, node } = page.state;
    const isWhole = !this.career;
    const chapters = data.chapters.map((chapter) => {
      const { first, last } = chapter;
      const go = () => page.change({ about: null, since: `${first}-01-01`, until: `${last}-12-31` });
      const pressed = String(isWhole && chapter === this.chapter);
      return button(first === last ? `${first}` : `${first}–${last}`, go, { aria: { pressed } });
    });
    const whose = node !== null && data.careers[node] ? node : about;
    const career = whose !== null && data.careers[whose] ? whose : null;
    const life =
      career === null
        ? ""
        : button(
            page.t("career_of", { name: page.name(career) }),
            () => page.change({ about: career, since: "", until: "" }),
            {
              className: "career",
              aria: { pressed: String(!isWhole && career === about) },
            },
          );
    const label = page.t("storyline_chapters");
    return el("div", { className: "switch chapters", role: "group", aria: { label } }, chapters, life);
  }

  /** What stands beside a row.
   * @param {Row} row
   * @returns {{text: string, kind: string}[]} */
  #words(row) {
    const { page } = this;
    if (row.event === undefined) {
      const { office } = row;
      const title = [office.office, office.of].flatMap((number) => (number === null ? [] : [page.name(number)]));
      return [
        { text: page.dates.tenure(office), kind: "date" },
        { text: title.join(", "), kind: "who" },
      ];
    }
    const { event, present, date, again } = row;
    const { state } = page;
    const others = present.filter(({ number }) => number !== state.about).map(({ number }) => page.name(number));
    const rest = others.length > NAMED ? ` +${others.length - NAMED}` : "";
    const standing = row.unsure ? page.standing(event) : "";
    const differ = row.differs ? page.t("storyline_differ") : "";
    return [
      { text: [date, standing, differ].filter(Boolean).join(" · "), kind: "date" },
      { text: page.name(event), kind: "name" },
      ...(again ? [] : [{ text: others.slice(0, NAMED).join(", ") + rest, kind: "who" }]),
    ];
  }

  /**
   * @param {Placed[]} placed
   * @param {Places} homes
   * @param {Geometry} geometry
   * @param {number} height
   * @param {number | null} about
   */
  #picture(placed, homes, geometry, height, about) {
    const { page } = this;
    const { marks } = page.graph;
    const counts = new Map();
    for (const { row } of placed) {
      for (const { number } of row.event === undefined ? [] : row.present)
        counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const load = (/** @type {number} */ who) => (who === about ? 1000 : (counts.get(who) ?? 1));
    const found = passes(placed, homes, load, about);
    const bright = this.#bright(placed);
    const paint = (/** @type {number} */ who) => paintOf(marks[who]).replace("var(--none)", "var(--none-edge)");
    const lines = [...found].map(([who, own]) => lineOf(own, geometry, paint(who), this.#kindOf(who, bright)));
    const years = placed
      .filter(({ year }) => year)
      .map(({ year, y }) => svg("text", { x: geometry.text, y: y - 34, class: "year" }, year));
    const rows = placed.map((one) => this.#row(one, found, geometry, paint, bright));
    const size = { width: geometry.width, height, viewBox: `0 0 ${geometry.width} ${height}` };
    const stairs = about === null ? [] : this.#stairs(placed, height, paint(about));
    const label = page.t("storyline_help");
    return svg("svg", { ...size, role: "group", "aria-label": label }, ...years, ...stairs, ...lines, ...rows);
  }

  /** The rows that stay bright: those at which the chosen person is; null where nobody is chosen who has a line.
   * @param {Placed[]} placed */
  #bright(placed) {
    const { node, about } = this.page.state;
    const at = (/** @type {Row} */ row) => row.event !== undefined && row.present.some(({ number }) => number === node);
    const rows = placed.map(({ row }) => row).filter(at);
    return node === about || !rows.length ? null : new Set(rows);
  }

  /** @param {number} who
   * @param {Set<Row> | null} bright */
  #kindOf(who, bright) {
    const { state } = this.page;
    if (who === state.node || who === state.about) return "chosen";
    const met = (/** @type {Row} */ row) => row.event !== undefined && row.present.some(({ number }) => number === who);
    return bright && ![...bright].some(met) ? "faded" : "";
  }

  /** Offices as stairs beside the line: each from its first to its last day, open where the end is not known.
   * @param {Placed[]} placed
   * @param {number} height
   * @param {string} paint */
  #stairs(placed, height, paint) {
    const at = (/** @type {string} */ day) => {
      const after = placed.find(({ row }) => row.day > day);
      return after ? after.y - 26 : height - 12;
    };
    return placed.flatMap(({ row, y }, index) => {
      if (row.event !== undefined) return [];
      const { span, dates } = row.office;
      const order = placed.slice(0, index).filter((one) => one.row.event === undefined).length;
      const x = 8 + (order % 4) * 7;
      const end = Math.max(at(span?.[1] ?? row.day), y + 14);
      const open = dates.some((date) => date.endsWith("/..")) || !dates.length;
      const bar = { x1: x, x2: x, y1: y - 8, y2: end, stroke: paint, class: open ? "office open" : "office" };
      return [svg("line", bar)];
    });
  }

  /**
   * @param {Placed} placed
   * @param {Map<number, import("../storyline/drawing.js").Pass[]>} found
   * @param {Geometry} geometry
   * @param {(who: number) => string} paint
   * @param {Set<Row> | null} bright
   */
  #row(placed, found, geometry, paint, bright) {
    const { page } = this;
    const { row, y, tall } = placed;
    const words = wordsOf(placed, geometry.text);
    if (row.event === undefined) {
      const rule = { x1: 8, x2: geometry.text - 8, y1: y - 8, y2: y - 8, class: "begins" };
      return svg("g", { class: "begun" }, svg("line", rule), ...words);
    }
    const own = [...found.values()].flatMap((all) => all.filter((pass) => pass.y === y && pass.isMet));
    const { ring, end } = ringOf(row, own, geometry, paint);
    const lead = svg("line", { x1: end + 3, x2: geometry.text - 6, y1: y, y2: y, class: "lead" });
    const hit = { x: geometry.text - 8, y: y - 24, width: geometry.width - geometry.text + 2, height: tall - 4, rx: 6 };
    const { state } = page;
    const kinds = [
      "row",
      row.event === state.node ? "chosen" : "",
      row.again ? "again" : "",
      bright && !bright.has(row) ? "faded" : "",
    ];
    const label = [page.name(row.event), row.date, page.standing(row.event)].filter(Boolean).join(", ");
    const role = { role: "button", tabindex: -1, "data-mark": row.event, "aria-label": label };
    return svg(
      "g",
      { class: kinds.filter(Boolean).join(" ") },
      svg("g", role, svg("rect", { ...hit, class: "hit" }), lead, ring),
      svg("g", { class: "words", "aria-hidden": "true" }, ...words),
    );
  }

  figure() {
    return drawn(this.#svg);
  }
}

/** @type {import("../types").View} */
export const storyline = {
  id: "storyline",
  fits: (page) => page.graph.views.storyline.chapters.length > 0,
  make: (box, page) => new Storyline(box, page),
};
