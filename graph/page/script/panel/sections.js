/** The sections of a card below its facts: how it became so, offices, events, relations, notes, what is denied. */

import { el } from "../dom.js";
import { compare } from "../knowledge.js";
import { inWords, sentence, showValue, statusOf } from "../sentences.js";
import { claimBox, evidence, said } from "./evidence.js";
import { section } from "./parts.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{relation: string, start: number, end: number | string, claims: import("../types").Claim[]}} Statement
 */

const TIMES = new Set(["date", "earliest", "latest", "status", "attested"]);

/** Of an event: what stands among its facts, and under which heading.
 * @type {Record<string, string>} */
export const FACTS = { place: "where", occasion: "for", partOf: "part_of", agenda: "about" };

/** Every statement with a thing at one end; the tenures apart.
 * @param {Page} page
 * @param {number} number */
export function statementsOf(page, number) {
  /** @type {Map<string, Statement>} */
  const found = new Map();
  for (const claim of page.knowledge.heard(number)) {
    for (const [start, relation, end] of claim.triples) {
      const mine = start === number || end === number;
      if (!mine || TIMES.has(relation) || page.graph.isTenure(start)) continue;
      const key = `${start} ${relation} ${end}`;
      const statement = found.get(key);
      if (statement) statement.claims.push(claim);
      else found.set(key, { start, relation, end, claims: [claim] });
    }
  }
  return [...found.values()];
}

/** How a thing became what it is.
 * @param {Page} page
 * @param {number} number */
export function history(page, number) {
  const steps = page.knowledge.history(number);
  if (steps.length < 2 || new Set(steps.map((step) => step.status)).size < 2) return null;
  const rows = steps.map((step) =>
    el(
      "li",
      { className: page.knowledge.stageOf(step.status) },
      el("b", {}, statusOf(page.words, step.status, page.graph.things[number].kind)),
      " ",
      el("span", { className: "soft" }, page.t("as_of", { date: page.dates.date(step.said) })),
      evidence(page, [step.claim]),
    ),
  );
  return [el("h3", {}, page.t("history")), el("ol", { className: "history" }, rows)];
}

/** Offices: those that a person holds, or those that are held for a state or body.
 * @param {Page} page
 * @param {number} number */
export function offices(page, number) {
  const rows = page.knowledge.tenures(number).flatMap((tenure) => {
    const { holder, of, office, claims } = tenure;
    if (holder === null || of === null) return [];
    const dates = page.dates.tenure(tenure);
    const parts = sentence(page.words, { relation: "of", start: holder, end: of, office });
    return [
      said(page, parts, claims, {
        own: number,
        after: dates ? el("span", { className: "date" }, ` (${dates})`) : "",
      }),
    ];
  });
  return section(page.t(page.graph.marks[number].group === "person" ? "offices" : "holders"), rows);
}

/** What a thing took part in, or what happened there, by time.
 * @param {Page} page
 * @param {number} number
 * @param {Statement[]} statements */
export function events(page, number, statements) {
  /** @type {Map<number, Statement[]>} */
  const byEvent = new Map();
  for (const tie of statements) {
    if (tie.end !== number || !(page.graph.roles.has(tie.relation) || tie.relation === "place")) continue;
    byEvent.set(tie.start, [...(byEvent.get(tie.start) ?? []), tie]);
  }
  const first = (/** @type {number} */ event) => page.fact(event).span?.[0] ?? "9999";
  const ordered = [...byEvent].sort(([a], [b]) => compare(first(a), first(b)) || a - b);
  return section(
    page.t("events"),
    ordered.map(([event, ties]) => eventRow(page, number, event, ties)),
  );
}

/** @param {Page} page
 * @param {number} number
 * @param {number} event
 * @param {Statement[]} ties */
function eventRow(page, number, event, ties) {
  const { status, stage, remark } = page.fact(event);
  const roles = [...new Set(ties.map((tie) => page.words.term(tie.relation)))].join(", ");
  const plain = !status || (stage === "TookPlace" && !remark);
  const after = el("span", { className: "soft" }, ` — ${roles}${plain ? "" : ` · ${page.standing(event)}`}`);
  return said(
    page,
    [event],
    ties.flatMap((tie) => tie.claims),
    { before: page.when(event) || page.t("undated"), own: number, after },
  );
}

/** What says why comes first, that which is said most often of all; "is about" and "is part of" come last.
 * @param {Page} page
 * @param {number} number
 * @param {Statement[]} statements */
export function relations(page, number, statements) {
  const { causal, generic } = page.graph.words;
  const isFact = (/** @type {Statement} */ tie) =>
    page.graph.isEvent(number) && tie.start === number && tie.relation in FACTS;
  const rest = statements.flatMap((tie) => {
    const { start, relation, end, claims } = tie;
    if (typeof end !== "number" || page.graph.roles.has(relation) || relation === "place" || isFact(tie)) return [];
    const parts = sentence(page.words, { relation, start, end }, number);
    return [{ relation, parts, claims, text: inWords(page.words, parts) }];
  });
  /** @type {Map<string, number>} */
  const often = new Map();
  for (const { relation } of rest) often.set(relation, (often.get(relation) ?? 0) + 1);
  const tells = (/** @type {string} */ relation) =>
    (often.get(relation) ?? 0) + (causal.includes(relation) ? 1e6 : 0) - (generic.includes(relation) ? 1e6 : 0);
  rest.sort(
    (a, b) => tells(b.relation) - tells(a.relation) || compare(a.relation, b.relation) || compare(a.text, b.text),
  );
  return section(
    page.t("statements"),
    rest.map(({ parts, claims }) => said(page, parts, claims, { own: number })),
  );
}

/** What is said of a thing in words and numbers.
 * @param {Page} page
 * @param {number} number
 * @param {Statement[]} statements */
export function notes(page, number, statements) {
  const rows = statements.flatMap(({ start, relation, end, claims }) => {
    if (start !== number || typeof end !== "string") return [];
    const text =
      relation === "note" ? end : `${page.words.term(relation)}: ${showValue(page.words, page.dates, relation, end)}`;
    return [said(page, [text], claims)];
  });
  return section(page.t("notes"), rows);
}

/** What sources deny of a thing.
 * @param {Page} page
 * @param {number} number */
export function denials(page, number) {
  const denied = page.graph.claimsOf[number].filter((claim) => claim.no && page.knowledge.isPublic(claim));
  return section(
    page.t("denials"),
    denied.map((claim) => claimBox(page, claim)),
  );
}
