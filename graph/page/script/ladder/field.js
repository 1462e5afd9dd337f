/** The field of the two-clock board: which dots it has, and where they stand. It draws nothing. */

import { ordinal } from "../dates.js";
import { compare, Knowledge } from "../knowledge.js";
import { firstDay } from "../storyline/rows.js";
import { rungsOf } from "./rungs.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Claim} Claim
 * @typedef {{day: string, kind: "" | "plan" | "off", sure: number, count: number}} Dot Like claims of one day.
 * @typedef {{event: number, day: string, last: string, dots: Dot[]}} Column What was said of one event, where it lies;
 *   an event on whose day sources differ has a column for each.
 * @typedef {{left: number, right: number, top: number, foot: number, late: number, first: string, last: string}} Field
 */

/** Claims about an event, alike ones together.
 * @param {Page} page
 * @param {number} event
 * @param {Claim[]} claims */
function dotsOf(page, event, claims) {
  const rungs = new Map(rungsOf(page, event).map((rung) => [rung.claim.number, rung]));
  /** @type {Map<string, Dot>} */
  const found = new Map();
  for (const claim of claims) {
    const rung = rungs.get(claim.number);
    const kind = rung?.kind ?? (claim.no ? "off" : "");
    const day = rung?.day ?? claim.from;
    const key = `${day} ${kind} ${Math.ceil(claim.sure / 2)}`;
    const dot = found.get(key);
    if (dot) dot.count += 1;
    else found.set(key, { day, kind, sure: claim.sure, count: 1 });
  }
  return [...found.values()].sort((a, b) => compare(a.day, b.day));
}

/** The days on which an event lies, with the claims that are for each; those that say nothing of it are for the first.
 * @param {import("../types").Fact} fact
 * @param {Claim[]} claims
 * @returns {{day: string, claims: Claim[]}[]} */
function readings({ when, span, differ }, claims) {
  const dispute = differ.find(([relation]) => relation === "date");
  if (!dispute || when.dates.length < 2) return span ? [{ day: span[0], claims }] : [];
  const days = dispute[1].map(([value, said]) => ({ day: firstDay(String(value)), said: new Set(said) }));
  const spoken = new Set(days.flatMap(({ said }) => [...said]));
  return days
    .filter(({ day }) => day)
    .map(({ day, said }, index) => ({
      day,
      claims: claims.filter(({ number }) => said.has(number) || (index === 0 && !spoken.has(number))),
    }));
}

/** What was said of each event that passes, where the event lies as known today.
 * @param {Page} page
 * @param {[string, string]} frame
 * @returns {Column[]} */
export function columns(page, [first, last]) {
  const { graph, shown } = page;
  const today = new Knowledge(graph, "");
  return [...graph.marks.keys()].flatMap((event) => {
    if (!graph.isEvent(event) || !shown.passes[event]) return [];
    const fact = today.fact(event);
    const claims = graph.claimsOf[event].filter(
      (claim) => page.knowledge.isPublic(claim) && claim.triples.some(([subject]) => subject === event),
    );
    const end = fact.span?.[1] ?? "";
    return readings(fact, claims)
      .filter(({ day, claims: own }) => own.length && day >= first && day <= last)
      .map(({ day, claims: own }) => ({ event, day, last: end, dots: dotsOf(page, event, own) }));
  });
}

/** Where a day lies across.
 * @param {Field} field
 * @param {string} day */
export function across({ left, right, first, last }, day) {
  const [from, to] = [ordinal(first), ordinal(last) + 1];
  return left + ((ordinal(day) - from) / (to - from)) * (right - left);
}

/** Where a day of knowledge lies upwards; what came later than the span stands in the band at the top.
 * @param {Field} field
 * @param {string} day */
export function upwards(field, day) {
  const { top, foot, late, first, last } = field;
  const [from, to] = [ordinal(first), ordinal(last) + 1];
  const at = ordinal(day);
  if (at >= to) return top + late * (0.7 - 0.5 * Math.min((at - to) / 3000, 1));
  return foot - (Math.max(at - from, 0) / (to - from)) * (foot - top - late);
}

/** How much a column deserves its name: long foretold, looked back on from afar, spoken of often.
 * @param {Page} page
 * @param {Column} column */
export function worth(page, { event, day, dots }) {
  const begins = ordinal(day);
  const before = dots.filter((dot) => ordinal(dot.day) < begins - 3).length;
  const summit = page.graph.marks[event].kind === "Summit" ? 8 : 0;
  return before * 3 + dots.length * 0.5 + summit;
}
