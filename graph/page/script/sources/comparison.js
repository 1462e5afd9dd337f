/** What two choices of sources say of events: what one says alone, what both say, and on what they differ. */

import { compare } from "../knowledge.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Claim} Claim
 * @typedef {import("../types").Triple} Triple
 * @typedef {{triple: Triple, one: Claim[], other: Claim[]}} Statement
 * @typedef {{event: number, statements: Statement[], differ: import("../types").Dispute[]}} Row
 */

/** Days that only bound a date say nothing by themselves. */
const BOUNDS = new Set(["earliest", "latest"]);

/** The choice of all sources but those of another one. */
export const REST = "rest";

/** Whether a source is of the first or of the second choice; it may be of both.
 * @param {Page} page
 * @param {string} one
 * @param {string} other */
function sorter(page, one, other) {
  const { voices } = page.graph;
  const isOne = (/** @type {number} */ source) => voices.has(source, one);
  const isOther = (/** @type {number} */ source) => (other === REST ? !isOne(source) : voices.has(source, other));
  return { isOne, isOther };
}

/** What both choices say of an event.
 * @param {Page} page
 * @param {number} event
 * @param {ReturnType<typeof sorter>} sort */
function statementsOf(page, event, { isOne, isOther }) {
  /** @type {Map<string, Statement>} */
  const found = new Map();
  for (const claim of page.graph.claimsOf[event]) {
    const [one, other] = [isOne(claim.source), isOther(claim.source)];
    if (claim.no || !(one || other) || (page.state.known && claim.from > page.state.known)) continue;
    for (const triple of claim.triples) {
      if (triple[0] !== event || BOUNDS.has(triple[1])) continue;
      const statement = found.get(triple.join(" ")) ?? { triple, one: [], other: [] };
      if (one) statement.one.push(claim);
      if (other) statement.other.push(claim);
      found.set(triple.join(" "), statement);
    }
  }
  return [...found.values()];
}

/** Where the two differ on an event: disagreements with two readings or more that one of them has.
 * @param {Page} page
 * @param {number} event
 * @param {ReturnType<typeof sorter>} sort */
function differing(page, event, { isOne, isOther }) {
  const counts = (/** @type {number} */ claim) => {
    const { source } = page.graph.claims[claim];
    return isOne(source) || isOther(source);
  };
  return page.fact(event).differ.filter(([, readings]) => readings.filter(([, said]) => said.some(counts)).length > 1);
}

/**
 * What two choices of sources say of every event that passes, by time.
 *
 * @param {Page} page
 * @param {string} one
 * @param {string} other
 * @returns {Row[]}
 */
export function comparison(page, one, other) {
  const sort = sorter(page, one, other);
  const rows = [...page.graph.marks.keys()].flatMap((event) => {
    if (!page.graph.isEvent(event) || !page.shown.passes[event]) return [];
    const statements = statementsOf(page, event, sort);
    return statements.length ? [{ event, statements, differ: differing(page, event, sort) }] : [];
  });
  const first = (/** @type {Row} */ row) => page.fact(row.event).span?.[0] ?? "9999";
  return rows.sort((a, b) => compare(first(a), first(b)) || a.event - b.event);
}

/** The statements of a row that one choice makes alone, that both make, that the other makes alone.
 * @param {Statement[]} statements */
export function parted(statements) {
  return {
    one: statements.filter((each) => each.one.length && !each.other.length),
    both: statements.filter((each) => each.one.length && each.other.length),
    other: statements.filter((each) => !each.one.length && each.other.length),
  };
}
