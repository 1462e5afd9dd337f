/** Two cards beside each other, as they stand in the view: fields for both, and below each row what both or one has. */

import { el } from "../dom.js";
import { said, thing } from "../panel/evidence.js";
import { foldedList, signOf } from "../panel/parts.js";
import { field } from "../panel/path.js";
import { cardsBeside, sharedOf } from "./cards.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("./cards.js").Item} Item
 */

/** How many rows are seen at first. */
const FOLD = 12;

/** The fields for the two, what is said of them, and what makes the fields work once they are there.
 * @param {Page} page */
export function twoCards(page) {
  const { graph, state } = page;
  const numbers = [state.a, state.b].map((slug) => graph.numbers.get(slug));
  const fields = /** @type {const} */ (["a", "b"]).map((key, index) => {
    const number = numbers[index];
    const name = graph.isMark(number) ? page.name(number) : "";
    const other = key === "a" ? "b" : "a"; // of two dates nothing is kept
    const kept = state.by === "cards" ? state[other] : "";
    const pick = (/** @type {number} */ chosen) =>
      page.change({ by: "cards", [other]: kept, [key]: graph.marks[chosen].slug });
    return field(page, `cards-${key}`, page.words.tt("compare_pick", index), name, pick);
  });
  const connect = () => {
    for (const one of fields) one.connect();
  };
  const box = el("span", { className: "cards" }, fields[0].box, fields[1].box);
  const [one, other] = numbers;
  const isPair = graph.isMark(one) && graph.isMark(other);
  const parts = isPair ? beside(page, [one, other]) : [el("p", { className: "soft" }, page.t("compare_text"))];
  return { fields: box, parts, connect };
}

/** @param {Page} page
 * @param {[number, number]} pair */
function beside(page, pair) {
  const heads = pair.map((number, side) =>
    el("h2", { className: sideOf(side) }, signOf(page, number), " ", thing(page, number)),
  );
  const rows = cardsBeside(page, pair).flatMap(({ label, items }) => {
    const shared = sharedOf(items);
    const columns = items.map((own, side) => column(page, own, (key) => (shared.has(key) ? "both" : sideOf(side))));
    return [el("h3", {}, page.t(label)), el("div", { className: "columns" }, columns)];
  });
  const key = el("p", { className: "soft" }, page.t("compare_key"));
  return [key, el("div", { className: "columns heads" }, heads), ...rows];
}

/** @param {number} side */
const sideOf = (side) => (side ? "other" : "one");

/** @param {Page} page
 * @param {Item[]} items
 * @param {(key: string) => string} classOf */
function column(page, items, classOf) {
  const rows = items.map(({ key, parts, claims, after = "" }) => {
    const note = after ? el("span", { className: "soft" }, after) : "";
    return el("li", { className: `plain ${classOf(key)}` }, said(page, parts, claims, { after: note }));
  });
  return rows.length ? foldedList(rows, FOLD) : el("p", { className: "soft" }, "–");
}
