/** Who went where: the journeys that pass, by state, place and year. It draws nothing. */

import { overlaps } from "../filter.js";
import { compare } from "../knowledge.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{event: number, place: number, states: number[], year: number}} Journey
 * @typedef {{from: number, to: number, state: number, events: number[]}} Flow
 */

/** How much room the name of a year takes, in pixels. */
const YEAR = 24;

/** From so far apart on every year is named. */
const EACH = 30;

/** The events that took place somewhere, with those who came from elsewhere, as known on the day; of a span those that
 * the filters let through.
 * @param {Page} page
 * @param {{since: string, until: string} | null} span
 * @returns {Journey[]} */
export function journeysOf(page, span) {
  /** @type {[event: number, place: number, states: number[]][]} */
  const all = page.graph.views.map.journeys;
  return all.flatMap(([event, place, states]) => {
    const fact = page.fact(event);
    if (fact.stage !== "TookPlace" || !fact.span) return [];
    if (span && !(page.shown.passes[event] && overlaps(fact.span, span))) return [];
    return [{ event, place, states, year: Number(fact.span[0].slice(0, 4)) }];
  });
}

/** The journeys of each state to each place together, the most frequent first.
 * @param {Page} page
 * @param {Journey[]} journeys
 * @returns {Flow[]} */
export function flowsOf(page, journeys) {
  const seats = /** @type {Record<string, number>} */ (page.graph.views.map.seats);
  /** @type {Map<string, Flow>} */
  const flows = new Map();
  for (const { event, place, states } of journeys) {
    for (const state of states) {
      const from = seats[state];
      if (from === undefined || from === place) continue;
      const flow = flows.get(`${state} ${place}`) ?? { from, to: place, state, events: [] };
      flow.events.push(event);
      flows.set(`${state} ${place}`, flow);
    }
  }
  return [...flows.values()].sort((a, b) => b.events.length - a.events.length || a.state - b.state || a.to - b.to);
}

/** For each year how many journeys each state made.
 * @param {Journey[]} journeys
 * @returns {[year: number, counts: Map<number, number>][]} */
export function byYear(journeys) {
  /** @type {Map<number, Map<number, number>>} */
  const years = new Map();
  for (const { year, states } of journeys) {
    /** @type {Map<number, number>} */
    const counts = years.get(year) ?? new Map();
    for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
    years.set(year, counts);
  }
  return [...years].sort(([a], [b]) => compare(String(a), String(b)));
}

/** Which years are named below their bars: all, or those chosen and every fifth, as far as there is room.
 * @param {number[]} years
 * @param {number[]} chosen
 * @param {number} step From bar to bar, in pixels. */
export function withNames(years, chosen, step) {
  /** @type {Set<number>} */
  const named = new Set();
  for (const year of [...chosen, ...years.filter((one) => step > EACH || one % 5 === 0)]) {
    if ([...named].every((other) => other === year || Math.abs(other - year) * step >= YEAR)) named.add(year);
  }
  return named;
}
