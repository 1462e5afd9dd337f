import { claims, claimsOf, costs, isRole, nodes, numbers, things, words } from "./data.js";
import { showDate, showSpan, showWhen } from "./dates.js";
import { el } from "./dom.js";
import { claimBox, evidence, said, thing, written } from "./evidence.js";
import { fact, heard, history as historyOf, hollow, isPublic, sortOf, sureness, tenures } from "./knowledge.js";
import { mark, SHAPES } from "./marks.js";
import { inWords, sentence, showValue } from "./sentences.js";
import { change, state } from "./state.js";
import { name, otherNames, t, term, tt } from "./words.js";

/** The card of a thing: what it is, what it took part in, what is said of it, and who says so. */

const TIMES = new Set(["date", "earliest", "latest", "status", "attested"]);
const FACTS = { place: "where", occasion: "for", partOf: "part_of", agenda: "about" };
const FOLD = 8;

/** Every statement with a thing at one end: `{relation, start, end, claims}`; the tenures apart. */
function statements(number) {
  const found = new Map();
  for (const claim of heard(number)) {
    for (const [start, relation, end] of claim.triples) {
      if ((start !== number && end !== number) || TIMES.has(relation) || things[start].kind === "Tenure") continue;
      const key = `${start} ${relation} ${end}`;
      if (!found.has(key)) found.set(key, { start, relation, end, claims: [] });
      found.get(key).claims.push(claim);
    }
  }
  return [...found.values()];
}

/** When a thing was, in words. */
export function when(number) {
  const { when: dated, span } = fact(number);
  return showWhen(dated, span);
}

const firstDay = (number) => { const { span } = fact(number); return span.first ?? span.last ?? "9999"; };

/** How far a thing has come, with what is to be known of it. */
export function standing(number) {
  const { status, remark, reported } = fact(number);
  if (!status) return "";
  const last = reported && (!remark || remark === "Concluded") ? t("last_reported", { date: showDate(reported) }) : "";
  if (last) return remark ? `${term(status)}; ${last}` : last;
  return remark ? `${term(status)}; ${term(remark)}` : term(status);
}

/** How far a thing has come, as a chip; hollow as its mark is. */
export function chip(number) {
  const { status } = fact(number);
  return status ? el("span", { className: hollow(number) ? "chip hollow" : "chip" }, standing(number)) : null;
}

/** The colour of a mark, as the style sheet names it. */
export const paintOf = (node) => (node.side ? `var(--${node.side.replace("state/", "")}, var(--none))` : node.group === "event" ? "var(--ink)" : "var(--none)");

function section(title, rows) {
  if (!rows.length) return null;
  const rest = rows.slice(FOLD);
  return [el("h3", {}, t(title)), rows.slice(0, FOLD), rest.length ? el("details", { className: "rest" }, el("summary", { className: "soft" }, `+ ${rest.length}`), rest) : null];
}

function head(number) {
  const node = nodes[number];
  const also = otherNames(number).slice(0, 5);
  return [
    el("p", { className: "kind" }, mark(SHAPES[node.group], paintOf(node), hollow(number)), [term(node.kind), node.side && node.group !== "state" ? name(sideNumber(node)) : ""].filter(Boolean).join(" · ")),
    el("h2", { className: "name" }, name(number)),
    also.length ? el("p", { className: "names" }, also.join(" · ")) : null,
  ];
}

const sideNumber = (node) => numbers.get(node.side);

function factList(number, ties) {
  const rows = [];
  const row = (label, ...content) => rows.push(el("dt", {}, label), el("dd", {}, ...content));
  const behind = fact(number).when.claims.map((claim) => claims[claim]).filter(isPublic);
  if (when(number)) row(t("when"), when(number), behind.length ? evidence(behind) : null);
  const own = ties.filter((tie) => tie.start === number && typeof tie.end === "number");
  for (const tie of own.filter((one) => one.relation === "place")) row(t("where"), thing(tie.end), evidence(tie.claims));
  for (const group of together(own.filter((one) => isRole(one.relation)))) {
    row(term(group[0].relation), group.flatMap((tie, index) => (index ? [", ", thing(tie.end)] : [thing(tie.end)])), evidence(group.flatMap((tie) => tie.claims)));
  }
  for (const relation of ["agenda", "occasion", "partOf"]) {
    for (const tie of own.filter((one) => one.relation === relation)) row(t(FACTS[relation]), thing(tie.end), evidence(tie.claims));
  }
  return rows.length ? el("dl", { className: "facts" }, rows) : null;
}

/** Those with the same role, as far as they are said with the same sort of certainty. */
function together(ties) {
  const found = new Map();
  for (const tie of ties) {
    const key = `${tie.relation} ${sureness(Math.max(...tie.claims.map((claim) => claim.sure)))}`;
    found.set(key, [...(found.get(key) ?? []), tie]);
  }
  return [...found.values()];
}

function disputeBox(number) {
  return fact(number).differ.map(([relation, readings]) => el("div", { className: "dispute" },
    el("b", {}, relation === "contradicts" ? t("disputes") : `${t("disputes")}: ${term(relation)}`),
    el("div", { className: "sides" }, readings.map(([value, said]) => el("div", {},
      el("div", { className: "value" }, typeof value === "number" ? thing(value) : showValue(relation, value)),
      said.length ? evidence(said.map((claim) => claims[claim]), { everyone: true }) : null)))));
}

function history(number) {
  const steps = historyOf(number);
  if (steps.length < 2 || new Set(steps.map((step) => step.status)).size < 2) return null;
  return [el("h3", {}, t("history")), el("ol", { className: "history" }, steps.map((step) => el("li", { className: sortOf(step.status) },
    el("b", {}, term(step.status)), " ", el("span", { className: "soft" }, t("as_of", { date: showDate(step.said) })), evidence([step.claim]))))];
}

/** Offices: those that a person holds, or those that are held for a state or body. */
function offices(number) {
  const rows = tenures(number).filter((one) => one.holder !== null && one.of !== null).map((one) => {
    const seen = one.dates.length ? one.dates.map(showDate).join(` ${t("or")} `) : one.seen.length ? t("seen", { date: one.seen.map(showDate).join(", ") }) : "";
    const parts = sentence({ relation: "of", start: one.holder, end: one.of, office: one.office });
    return said(parts, one.claims, { own: number, after: seen ? el("span", { className: "date" }, ` (${seen})`) : "" });
  });
  return section(nodes[number].group === "person" ? "offices" : "holders", rows);
}

function eventRow(number, event, ties) {
  const { status } = fact(event);
  const roles = [...new Set(ties.map((tie) => term(tie.relation)))].join(", ");
  const state_ = (sortOf(status) === "done" && !fact(event).remark) || !status ? "" : ` · ${standing(event)}`;
  return said([event], ties.flatMap((tie) => tie.claims), { before: when(event) || t("undated"), own: number, after: el("span", { className: "soft" }, ` — ${roles}${state_}`) });
}

function events(number, ties) {
  const byEvent = new Map();
  for (const tie of ties) {
    if (tie.end !== number || !(isRole(tie.relation) || tie.relation === "place")) continue;
    byEvent.set(tie.start, [...(byEvent.get(tie.start) ?? []), tie]);
  }
  const ordered = [...byEvent].sort(([a], [b]) => (firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : a - b));
  return section("events", ordered.map(([event, found]) => eventRow(number, event, found)));
}

/** What is said seldom and plainly tells most: it comes first, "is about" and "is part of" last. */
const cost = (tie) => costs.hops[tie.relation] ?? Infinity;

function relations(number, ties, isEvent) {
  const rest = ties.filter((tie) => typeof tie.end === "number" && !(isRole(tie.relation) || tie.relation === "place") && !(isEvent && tie.start === number && tie.relation in FACTS));
  rest.sort((a, b) => cost(a) - cost(b) || (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : inWords(sentence(a, number)) < inWords(sentence(b, number)) ? -1 : 1));
  return section("statements", rest.map((tie) => said(sentence(tie, number), tie.claims, { own: number })));
}

function notes(number, ties) {
  const values = ties.filter((tie) => tie.start === number && typeof tie.end === "string");
  return section("notes", values.map((tie) => said([tie.relation === "note" ? tie.end : `${term(tie.relation)}: ${showValue(tie.relation, tie.end)}`], tie.claims)));
}

function denials(number) {
  return section("denials", claimsOf[number].filter((claim) => claim.no && isPublic(claim)).map(claimBox));
}

/** How much of the surroundings to show, and where to go from here. */
function actions(number) {
  const steps = [0, 1, 2, 3].map((near) => el("button", { type: "button", aria: { pressed: String(state.near === near) }, onclick: () => change({ near }) }, near ? tt("focus_steps", near - 1) : t("focus_off")));
  return el("div", { className: "actions" },
    el("span", { className: "soft" }, t("focus")), el("div", { className: "switch near", role: "group", aria: { label: t("focus") } }, steps),
    el("button", { type: "button", className: "quiet", onclick: () => change({ from: number, to: null }) }, t("path_here")));
}

/** The card of a mark. */
export function nodeCard(number) {
  const ties = statements(number);
  const isEvent = nodes[number].group === "event";
  const silent = !heard(number).length ? el("p", { className: "soft" }, t("nothing_known", { date: showDate(state.known) })) : null;
  const dates = !isEvent && when(number) ? el("span", {}, when(number)) : null;
  return [
    ...head(number),
    chip(number) || dates ? el("div", { className: "chips" }, chip(number), dates) : null,
    silent,
    ...disputeBox(number),
    isEvent ? factList(number, ties) : null,
    actions(number),
    history(number),
    offices(number),
    events(number, ties),
    relations(number, ties, isEvent),
    notes(number, ties),
    denials(number),
    nodes[number].untold ? el("p", { className: "untold" }, t("untold", { count: nodes[number].untold, name: nodes[number].label })) : null,
  ];
}

/** The card of an edge: every relation between its ends. */
export function edgeCard(edge, ties) {
  return [
    el("p", { className: "kind" }, t("relations")),
    el("h2", { className: "name" }, thing(edge.from), " — ", thing(edge.to)),
    ties.flatMap((tie) => [el("div", { className: "said" }, el("div", { className: "text" }, written(sentence(tie))), tie.claims.map(claimBox))]),
  ];
}
