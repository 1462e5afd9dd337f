/** What changed between two days of knowledge: what came, what came to nothing, what was told otherwise. */

import { compare, Knowledge, sureness } from "../knowledge.js";
import { standing } from "../sentences.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Tie} Tie
 * @typedef {{what: "status" | "date" | "differ", from: string, to: string}} Turn
 * @typedef {{number: number, turns: Turn[]}} Change
 * @typedef {{tie: Tie, from: number}} Surer
 * @typedef {{came: number[], fell: Change[], changed: Change[], ties: Tie[], surer: Surer[]}} Changes
 */

/** What is told of a thing on two days, as far as it is not the same.
 * @param {Page} page
 * @param {number} number
 * @param {import("../types").Fact} before
 * @param {import("../types").Fact} after
 * @returns {Turn[]} */
function turns({ words, dates, graph }, number, before, after) {
  const status = [before, after].map((fact) => standing(words, dates, fact, graph.things[number].kind));
  const date = [before, after].map((fact) => dates.when(fact.when));
  const isSame = before.when.dates.length > 0 && before.when.dates.join() === after.when.dates.join();
  const differ = [before, after].map((fact) => (fact.differ.length ? words.number.format(fact.differ.length) : "0"));
  /** @type {Turn[]} */
  const all = [
    { what: "status", from: status[0], to: status[1] },
    { what: "date", from: date[0], to: isSame ? date[0] : date[1] }, // that it is planned is told by its status
    { what: "differ", from: differ[0], to: differ[1] },
  ];
  return all.filter(({ from, to }) => from !== to);
}

/** The ties that are new, and those that became surer.
 * @param {Knowledge} before
 * @param {Knowledge} after */
function tiesBetween(before, after) {
  const old = before.ties();
  /** @type {Tie[]} */
  const ties = [];
  /** @type {{tie: Tie, from: number}[]} */
  const surer = [];
  for (const [index, all] of after.ties().entries()) {
    for (const tie of all) {
      const same = old[index].find(
        ({ relation, start, end, office }) =>
          relation === tie.relation && start === tie.start && end === tie.end && office === tie.office,
      );
      if (!same) ties.push(tie);
      else if (sureness(same.sure) > sureness(tie.sure)) surer.push({ tie, from: same.sure });
    }
  }
  return { ties, surer };
}

/**
 * What changed between two days of knowledge.
 *
 * @param {Page} page
 * @param {string} first
 * @param {string} second
 * @returns {Changes}
 */
export function changesOf(page, first, second) {
  const { graph, state } = page;
  const [before, after] = [first, second].map((day) => new Knowledge(graph, day, state.said));
  /** @type {Changes} */
  const found = { came: [], fell: [], changed: [], ...tiesBetween(before, after) };
  for (const number of graph.marks.keys()) {
    if (!after.heard(number).length) continue;
    const isNew = !before.heard(number).length;
    if (!isNew && before.entry(number) === after.entry(number)) continue;
    const [old, now] = [before.fact(number), after.fact(number)];
    if (isNew) {
      if (graph.isEvent(number)) found.came.push(number);
      continue;
    }
    const own = turns(page, number, old, now);
    if (!own.length) continue;
    const isFallen = now.stage === "CameToNothing" && old.stage !== "CameToNothing";
    (isFallen ? found.fell : found.changed).push({ number, turns: own });
  }
  const begins = (/** @type {number} */ number) => after.fact(number).span?.[0] ?? "9999";
  found.came.sort((a, b) => compare(begins(a), begins(b)) || a - b);
  for (const list of [found.fell, found.changed])
    list.sort((a, b) => compare(begins(a.number), begins(b.number)) || a.number - b.number);
  return found;
}
