/** What several cards are made of: chips, disputes, lists that fold. */

import { el } from "../dom.js";
import { compare } from "../knowledge.js";
import { HOLLOW, paintOf, SHAPES, sign } from "../marks.js";
import { showValue } from "../sentences.js";
import { evidence, thing } from "./evidence.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../dom.js").Child} Child
 * @typedef {import("../types").Dispute} Dispute
 */

/** How many rows of a list are seen at first. */
const FOLD = 12;

/** A heading with rows under it, the later ones folded; nothing where there are none.
 * @param {string} title
 * @param {Child[]} rows */
export function section(title, rows) {
  return rows.length ? [el("h3", {}, title), ...folded(rows, FOLD)] : null;
}

/** Rows, those beyond the first so many folded.
 * @param {Child[]} rows
 * @param {number} most */
export function folded(rows, most) {
  const rest = rows.slice(most);
  const more = rest.length
    ? el("details", { className: "rest" }, el("summary", { className: "soft" }, `+ ${rest.length}`), rest)
    : null;
  return [...rows.slice(0, most), more];
}

/** Items as a list, those beyond the first so many folded into one of their own.
 * @param {Child[]} items
 * @param {number} most
 * @param {string} className */
export function foldedList(items, most, className = "stops") {
  const rest = items.slice(most);
  const head = el("ul", { className }, items.slice(0, most));
  if (!rest.length) return head;
  const summary = el("summary", { className: "soft" }, `+ ${rest.length}`);
  return el("div", {}, head, el("details", { className: "rest" }, summary, el("ul", { className }, rest)));
}

/** Rows under their years, the latest first; those of a year are made once it is unfolded.
 * @param {Page} page
 * @param {{year: string, make: () => HTMLElement}[]} rows */
export function yearly(page, rows) {
  /** @type {Map<string, (() => HTMLElement)[]>} */
  const years = new Map();
  for (const { year, make } of rows) years.set(year, [...(years.get(year) ?? []), make]);
  const ordered = [...years].sort(([a], [b]) => compare(b, a));
  return ordered.map(([year, makes], index) => {
    const text = `${year || page.t("undated")} · ${page.words.number.format(makes.length)}`;
    const box = el("details", { className: "year", open: index === 0 }, el("summary", {}, text));
    const fill = () => {
      if (box.childElementCount === 1) box.append(...makes.map((make) => make()));
    };
    box.addEventListener("toggle", fill);
    if (box.open) fill();
    return box;
  });
}

/** How far a thing has come, as a chip; hollow as its mark is.
 * @param {Page} page
 * @param {number} number */
export function chip(page, number) {
  const { status, stage } = page.fact(number);
  if (!status) return null;
  return el("span", { className: HOLLOW[stage] ? `chip hollow ${HOLLOW[stage]}` : "chip" }, page.standing(number));
}

/** The sign of a mark.
 * @param {Page} page
 * @param {number} number */
export function signOf(page, number) {
  const mark = page.graph.marks[number];
  return sign(SHAPES[mark.group], paintOf(mark), page.fact(number).stage);
}

/** Marks as rows: sign, name, date, how far they came.
 * @param {Page} page
 * @param {number[]} numbers */
export function markList(page, numbers) {
  const row = (/** @type {number} */ number) =>
    el(
      "li",
      {},
      signOf(page, number),
      el("span", { className: "what" }, thing(page, number)),
      el("span", { className: "date" }, page.when(number)),
      page.graph.isEvent(number) ? chip(page, number) : null,
    );
  return el("ul", { className: "stops" }, numbers.map(row));
}

/** One point on which sources differ: what each of them says, side by side.
 * @param {Page} page
 * @param {Dispute} dispute
 * @param {Child | Child[]} about Of what, where that is not the card's own. */
export function dispute(page, [relation, readings], about = null) {
  const { words, dates, graph } = page;
  const title = relation === "contradicts" ? page.t("disputes") : `${page.t("disputes")}: ${words.term(relation)}`;
  const sides = readings.map(([value, said]) =>
    el(
      "div",
      {},
      el(
        "div",
        { className: "value" },
        typeof value === "number" ? thing(page, value) : showValue(words, dates, relation, value),
      ),
      said.length
        ? evidence(
            page,
            said.map((claim) => graph.claims[claim]),
            { everyone: true },
          )
        : null,
    ),
  );
  return el(
    "div",
    { className: "dispute" },
    el("b", {}, title),
    about ? el("div", { className: "about" }, about) : null,
    el("div", { className: "sides" }, sides),
  );
}

/** Who held which office for whom, as text and things.
 * @param {Page} page
 * @param {import("../types").Tenure} tenure
 * @returns {Child[]} */
export function tenureText(page, { holder, office, of }) {
  const names = [holder, office, of].flatMap((number, index) =>
    number === null ? [] : [index ? ", " : "", thing(page, number)],
  );
  return names;
}
