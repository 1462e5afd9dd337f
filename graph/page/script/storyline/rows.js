/** The rows of a storyline: what met, when, and who was there, as known on the day and let through by the filters. */

import { overlaps } from "../filter.js";
import { compare, sureness } from "../knowledge.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{lanes: number[][], knots: number[][]}} Plan As `graph/page/views/storyline.py` writes it.
 * @typedef {{number: number, meant: boolean}} Present
 * @typedef {{day: string, event: number, events: number[], present: Present[], date: string, differs: boolean,
 *   again: boolean, unsure: boolean, office?: undefined}} Meeting
 * @typedef {{day: string, office: import("../types").Tenure, event?: undefined}} Office
 * @typedef {Meeting | Office} Row
 */

const IDLE = new Set(["CameToNothing", "NeverPlanned"]);

/** The first day of a date in EDTF; empty where it has none.
 * @param {string} date */
export function firstDay(date) {
  const found = /(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?/.exec(date);
  return found ? `${found[1]}-${found[2] ?? "01"}-${found[3] ?? "01"}` : "";
}

/** Those who were there, as far as a tie between person and event was known.
 * @param {Page} page
 * @param {number[]} events */
function presentAt(page, events) {
  const { graph, knowledge, shown } = page;
  /** @type {Record<string, number[]>} */
  const all = graph.views.storyline.present;
  /** @type {Map<number, boolean>} */
  const found = new Map();
  for (const event of events) {
    const linked = new Set(
      graph.edgesOf[event].filter((index) => knowledge.ties()[index].length).map((index) => graph.across(index, event)),
    );
    for (const coded of all[event] ?? []) {
      const number = coded < 0 ? -coded - 1 : coded;
      if (!linked.has(number) || !shown.passes[number]) continue;
      found.set(number, (found.get(number) ?? true) && coded < 0);
    }
  }
  return [...found].map(([number, meant]) => ({ number, meant }));
}

/** The rows of one knot: one for each of the dates on which sources differ.
 * @param {Page} page
 * @param {number[]} knot
 * @returns {Meeting[]} */
function meetings(page, knot) {
  const { shown, state } = page;
  const isOn = (/** @type {number} */ event) => {
    const { span, stage } = page.fact(event);
    return shown.passes[event] && span !== null && !IDLE.has(stage) && overlaps(span, state);
  };
  const events = knot.filter(isOn);
  if (!events.length) return [];
  const [event] = events;
  const fact = page.fact(event);
  const present = presentAt(page, events);
  const differs = fact.when.dates.length > 1;
  const dates = differs ? fact.when.dates.map((date) => page.dates.date(date)) : [page.when(event)];
  const days = differs ? fact.when.dates.map(firstDay) : [fact.span?.[0] ?? ""];
  const unsure = fact.stage !== "TookPlace" || sureness(fact.sure) > 0;
  return dates.map((date, index) => ({
    day: days[index],
    event,
    events,
    present,
    date,
    differs,
    again: index > 0,
    unsure,
  }));
}

/** The rows of a plan, by time.
 * @param {Page} page
 * @param {Plan} plan
 * @param {number | null} about The person whose career it is; with offices, and with what nobody else was at.
 * @returns {Row[]} */
export function rowsOf(page, plan, about) {
  const lines = new Map(plan.lanes.flat().map((who, place) => [who, place]));
  const least = about === null ? 2 : 1;
  const place = (/** @type {Present} */ { number }) => lines.get(number) ?? lines.size + number;
  const found = plan.knots
    .flatMap((knot) => meetings(page, knot))
    .map((row) => ({ ...row, present: [...row.present].sort((a, b) => place(a) - place(b)) }))
    .filter(({ present }) => present.filter(({ number }) => lines.has(number)).length >= least)
    .filter(({ present }) => about === null || present.some(({ number }) => number === about));
  /** @type {Row[]} */
  const rows = [...found, ...(about === null ? [] : offices(page, about))];
  return rows.sort((a, b) => compare(a.day, b.day) || Number(a.event ?? -1) - Number(b.event ?? -1));
}

/** The offices that a person holds, each at its first day.
 * @param {Page} page
 * @param {number} about
 * @returns {Office[]} */
function offices(page, about) {
  return page.knowledge
    .tenures(about)
    .filter(({ holder, office }) => holder === about && office !== null)
    .flatMap((office) => {
      const day = office.span?.[0] ?? firstDay(office.dates[0] ?? office.seen[0] ?? "");
      const [since, until] = office.span ?? [day, day];
      return day && overlaps([since, until], page.state) ? [{ day, office }] : [];
    });
}
