import { claims, claimsOf, edges, isRole, sources, things } from "./data.js";
import { state } from "./state.js";

/** What the claims amount to that were public on the day the reader has chosen: the rules are those of `graph.events`. */

const ORDER = ["Held", "Ongoing", "NotHeld", "Cancelled", "Planned", "Proposed", "Unrealised", "Unknown"];
const cameAbout = (status) => status === "Held" || status === "Ongoing";

let facts = new Map();
let ties = null;

/** Forget what was worked out for another day. */
export function forget() {
  facts = new Map();
  ties = null;
}

/** Whether a claim was public. */
export const isPublic = (claim) => !state.known || claim.from <= state.known;

/** The claims on a thing that were public; those that deny are left out. */
export const heard = (number) => claimsOf[number].filter((claim) => isPublic(claim) && !claim.no);

const values = (claim, number, relation) =>
  claim.triples.filter(([subject, name]) => subject === number && name === relation).map(([, , object]) => object);

const least = (days) => (days.length ? days.reduce((a, b) => (a < b ? a : b)) : null);
const most = (days) => (days.length ? days.reduce((a, b) => (a > b ? a : b)) : null);

const spanOf = (claim, number) => ({ first: least(values(claim, number, "earliest")), last: most(values(claim, number, "latest")) });

const contains = (one, other) =>
  (one.first === null || (other.first !== null && one.first <= other.first)) &&
  (one.last === null || (other.last !== null && other.last <= one.last));
const same = (one, other) => one.first === other.first && one.last === other.last;

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function history(number, said) {
  const steps = said.flatMap((claim) => values(claim, number, "status").map((status) => ({ status, claim, said: claim.asof ?? claim.from })));
  return steps.sort((a, b) => compare(a.said, b.said) || a.claim.sure - b.claim.sure || ORDER.indexOf(b.status) - ORDER.indexOf(a.status));
}

function datings(number, said) {
  const found = new Map();
  for (const claim of said) {
    for (const text of values(claim, number, "date")) {
      const span = spanOf(claim, number);
      const key = `${text} ${span.first} ${span.last}`;
      if (!found.has(key)) found.set(key, { text, ...span, claims: [] });
      found.get(key).claims.push(claim);
    }
  }
  return [...found.values()].sort((a, b) => compare(String(a.first ?? a.last), String(b.first ?? b.last)) || compare(a.text, b.text));
}

function closest(all, steps, status) {
  const stale = new Set(steps.filter((step) => cameAbout(step.status) !== cameAbout(status)).map((step) => step.claim));
  const fresh = all.filter((dating) => !dating.claims.every((claim) => stale.has(claim)));
  const current = fresh.length ? fresh : all;
  return current.filter((dating) => !current.some((one) => !same(one, dating) && contains(dating, one)));
}

const envelope = (spans) => ({
  first: least(spans.map((span) => span.first).filter(Boolean)),
  last: most(spans.map((span) => span.last).filter(Boolean)),
});

function ofWholes(number, said) {
  const wholes = said.flatMap((claim) => values(claim, number, "partOf"));
  return envelope(wholes.flatMap((whole) => heard(whole).map((claim) => spanOf(claim, whole))));
}

/**
 * What is known of a thing: status (null where none is given), how sure that is, its history, every dating, the
 * closest ones, and the span of these; a part without dates has its whole's.
 */
export function fact(number) {
  if (facts.has(number)) return facts.get(number);
  const said = heard(number).filter((claim) => claim.triples.some(([subject]) => subject === number));
  const steps = history(number, said);
  const last = steps.at(-1);
  const all = datings(number, said);
  const best = closest(all, steps, last?.status);
  const own = envelope(best);
  const borrowed = !all.length;
  const found = {
    status: last?.status ?? null, sure: last?.claim.sure ?? Math.max(0, ...said.map((claim) => claim.sure)),
    history: steps, datings: all, best, borrowed, span: borrowed ? ofWholes(number, said) : own,
  };
  facts.set(number, found);
  return found;
}

/** Of which of five sorts a status is: `done`, `ahead`, `failed`, `unreal` or `none`. */
export function sortOf(status) {
  if (cameAbout(status)) return "done";
  if (status === "Planned" || status === "Proposed") return "ahead";
  if (status === "NotHeld" || status === "Cancelled") return "failed";
  return status === "Unrealised" ? "unreal" : "none";
}

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
  const dates = datings(number, said);
  const seen = [...new Set(said.flatMap((claim) => values(claim, number, "attested")))].sort();
  return { number, holder: one("holder"), office: one("office"), of: one("of"), dates, seen, claims: said, first: dates[0]?.first ?? seen[0] ?? "" };
}

/** Where sources differ on a thing: `[{relation, readings: [{value, claims}]}]`. */
export function disputes(number, single) {
  const found = [];
  const said = heard(number);
  for (const relation of single) {
    const readings = new Map();
    for (const claim of said) for (const value of values(claim, number, relation)) readings.set(value, [...(readings.get(value) ?? []), claim]);
    const sides = relation === "date" ? clashing(number) : [...readings].map(([value, by]) => ({ value, claims: by }));
    const speakers = new Set(sides.flatMap((side) => side.claims.map((claim) => claim.source)));
    if (sides.length > 1 && speakers.size > 1) found.push({ relation, readings: sides });
  }
  return found;
}

/** The dates of which no day is common to all; a plan that came otherwise is no disagreement. */
function clashing(number) {
  const { best } = fact(number);
  const apart = best.some((one) => best.some((other) => one.last && other.first && one.last < other.first));
  return apart ? best.map((dating) => ({ value: dating.text, claims: dating.claims })) : [];
}

/** What became public on a day. */
export const news = (day) => claims.filter((claim) => claim.from === day);

/** Sources that had spoken. */
export const heardSources = () => sources.filter((source) => !state.known || source.from <= state.known);

export const participants = (number) =>
  heard(number).flatMap((claim) => claim.triples.filter(([subject, relation]) => subject === number && isRole(relation)).map(([, relation, actor]) => ({ relation, actor, claim })));
