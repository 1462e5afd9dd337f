import { claims, claimsOf, concluded, edges, histories, sources, things, words } from "./data.js";
import { state } from "./state.js";

/**
 * What was known on the day that the reader has chosen. What became of things, when they were and where sources differ
 * is concluded by the library, and looked up here in its timetables; which claims were public is all that is told here.
 */

const SORTS = { TookPlace: "done", LiesAhead: "ahead", CameToNothing: "failed", NeverPlanned: "unreal", NotSaid: "none" };
const NO_DATES = { dates: [], basis: "none", claims: [] };

let ties = null;

/** Forget what was worked out for another day. */
export function forget() {
  ties = null;
}

/** Whether a claim was public. */
export const isPublic = (claim) => !state.known || claim.from <= state.known;

/** The claims on a thing that were public; those that deny are left out. */
export const heard = (number) => claimsOf[number].filter((claim) => isPublic(claim) && !claim.no);

const values = (claim, number, relation) =>
  claim.triples.filter(([subject, name]) => subject === number && name === relation).map(([, , object]) => object);

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The entry of a thing's timetable for the chosen day, or undefined where nothing was known. */
const entryOf = (number) => concluded[number].findLast((entry) => !state.known || entry.day <= state.known);

/**
 * What is known of a thing: status (null where none is given), the stage that this is, how sure it is, why it says more
 * than a source does, when the thing was, the span of that, and where sources differ.
 */
export function fact(number) {
  const { status = null, stage = "NotSaid", sure = 0, remark = null, last = null, when = {}, differ = [] } = entryOf(number) ?? {};
  const { first: begin = null, last: end = null } = when;
  return { status, stage, sure, remark, reported: last, when: { ...NO_DATES, ...when }, span: { first: begin, last: end }, differ };
}

/** What was said of a thing's status, in order: `[{status, claim, said}]`. */
export const history = (number) =>
  histories[number].map(([claim, status]) => ({ status, claim: claims[claim] })).filter(({ claim }) => isPublic(claim))
    .map((step) => ({ ...step, said: step.claim.asof ?? step.claim.from }));

/** Of which of five sorts a status is: `done`, `ahead`, `failed`, `unreal` or `none`. */
export const sortOf = (status) => SORTS[words.stages[status]] ?? "none";

/** Whether a thing is drawn hollow: it did not happen, or not yet. */
export const hollow = (number) => ["ahead", "failed", "unreal"].includes(sortOf(fact(number).status));

/** Of which of three sorts a certainty is: 0 plainly said, 1 reported or expected, 2 possible or rumoured. */
export const sureness = (sure) => (sure >= 6 ? 0 : sure >= 4 ? 1 : 2);

/** For each edge its relations that were known, each `{relation, start, end, office, claims, sure}`. */
export function known() {
  ties ??= edges.map((edge) =>
    edge.says
      .map(([relation, straight, numbers, office]) => {
        const said = numbers.map((number) => claims[number]).filter(isPublic).sort((a, b) => b.sure - a.sure || compare(a.from, b.from));
        const [start, end] = straight ? [edge.from, edge.to] : [edge.to, edge.from];
        return { relation, start, end, office, claims: said, sure: said[0]?.sure ?? 0 };
      })
      .filter((tie) => tie.claims.length));
  return ties;
}

/** Whether two ties cannot both be so, by each of their sources. */
export const exclude = (one, other) =>
  one.claims.every((claim) => other.claims.every((against) => (claim.or ?? []).includes(against.number) || (against.or ?? []).includes(claim.number)));

/** Every tenure that claims speak of: `{number, holder, office, of, dates, seen, claims}`. */
export function tenures(number) {
  const found = new Map();
  for (const claim of heard(number)) {
    for (const [subject, , object] of claim.triples) {
      if (things[subject].kind !== "Tenure" || (object !== number && subject !== number)) continue;
      if (!found.has(subject)) found.set(subject, tenure(subject));
    }
  }
  return [...found.values()].sort((a, b) => compare(a.first, b.first));
}

function tenure(number) {
  const said = heard(number);
  const one = (relation) => said.flatMap((claim) => values(claim, number, relation))[0] ?? null;
  const { dates = [], seen = [] } = entryOf(number) ?? {};
  return { number, holder: one("holder"), office: one("office"), of: one("of"), dates, seen, claims: said, first: dates[0] ?? seen[0] ?? "" };
}

/** What became public on a day. */
export const news = (day) => claims.filter((claim) => claim.from === day);

/** Sources that had spoken. */
export const heardSources = () => sources.filter((source) => !state.known || source.from <= state.known);

