/** Lists in the panel: what became public on a day, what happened in a span, where sources differ, what is how sure. */

import { button, el } from "../dom.js";
import { overlaps } from "../filter.js";
import { compare } from "../knowledge.js";
import { sentence } from "../sentences.js";
import { claimBox, said, thing } from "./evidence.js";
import { dispute, folded, foldedList, markList, tenureText, yearly } from "./parts.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../dom.js").Child} Child
 * @typedef {import("../types").Claim} Claim
 * @typedef {import("../types").Tie} Tie
 */

const SORTS = ["0", "1", "2"];

/** How many rows of a long list are seen at first. */
const FOLD = 60;

/** The date of the event at one end of a statement, if there is one.
 * @param {Page} page
 * @param {{start: number, end: number}} tie */
export function dateOf(page, { start, end }) {
  const event = [end, start].find((number) => page.graph.isEvent(number));
  const date = event === undefined ? "" : page.when(event);
  return date ? el("span", { className: "date" }, ` (${date})`) : "";
}

/** The first day of the event at one end of a statement.
 * @param {Page} page
 * @param {Tie} tie */
function firstDay(page, { start, end }) {
  const event = [start, end].find((number) => page.graph.isEvent(number));
  return event === undefined ? "" : (page.fact(event).span?.[0] ?? "");
}

/** Everything that is said with the certainties that are shown, by year, whether it is drawn or not.
 * @param {Page} page */
export function sureList(page) {
  const { state, shown } = page;
  const ties = shown.ties.flat().map((tie) => ({ tie, day: firstDay(page, tie) }));
  ties.sort((a, b) => compare(b.day, a.day));
  const rows = ties.map(({ tie, day }) => ({
    year: day.slice(0, 4),
    make: () => said(page, sentence(page.words, tie), tie.claims, { after: dateOf(page, tie) }),
  }));
  const title = SORTS.filter((sort) => !state.sures.has(sort))
    .map((sort) => page.words.tt("sure_groups", sort))
    .join(" · ");
  return [
    el(
      "div",
      { className: "top" },
      el("span"),
      button(page.t("show_all"), () => page.change({ sures: new Set() }), { className: "quiet" }),
    ),
    el("h2", { className: "name", tabIndex: -1 }, title),
    el("p", { className: "soft" }, page.t("counts_sure", { count: ties.length, drawn: shown.relations })),
    ...yearly(page, rows),
  ];
}

/** What became public on the chosen day, or last before it.
 * @param {Page} page */
export function newsList(page) {
  const day = page.dates.day(page.state.known);
  const newest = page.dates.day(page.knowledge.newest || page.state.known);
  const groups = [...bySubject(page, page.knowledge.news())].map(([number, claims]) =>
    el(
      "div",
      { className: "said" },
      number === undefined ? null : el("b", {}, thing(page, number)),
      claims.map((claim) => claimBox(page, claim)),
    ),
  );
  return [
    el("p", { className: "kind" }, page.t("known_by")),
    el("h2", { className: "name", tabIndex: -1 }, day),
    el("h3", {}, page.t("news", { date: newest })),
    groups.length ? groups : el("p", { className: "soft" }, page.t("news_none")),
  ];
}

/** Claims under the mark that they speak of.
 * @param {Page} page
 * @param {Claim[]} claims */
function bySubject(page, claims) {
  /** @type {Map<number | undefined, Claim[]>} */
  const groups = new Map();
  for (const claim of claims) {
    const subject = claim.triples.flatMap(([start, , end]) => [start, end]).find((number) => page.graph.isMark(number));
    const number = typeof subject === "number" ? subject : undefined;
    groups.set(number, [...(groups.get(number) ?? []), claim]);
  }
  return groups;
}

/** What happened in the chosen span: events, agreements and measures, by time.
 * @param {Page} page */
export function happenedList(page) {
  const { state, graph, shown } = page;
  const happened = graph.marks.flatMap((_, number) => {
    const { span } = page.fact(number);
    return span && shown.passes[number] && overlaps(span, state) ? [{ number, span }] : [];
  });
  happened.sort((a, b) => compare(a.span[0], b.span[0]) || compare(a.span[1], b.span[1]) || a.number - b.number);
  const title = page.dates.span(state.since || undefined, state.until || undefined);
  const rows = markList(
    page,
    happened.map(({ number }) => number),
  );
  return [
    el(
      "div",
      { className: "top" },
      el("span"),
      button(page.t("all_dates"), () => page.change({ since: "", until: "" }), { className: "quiet" }),
    ),
    el("p", { className: "kind" }, page.t("dates")),
    el("h2", { className: "name", tabIndex: -1 }, title),
    el("p", { className: "soft" }, page.t(happened.length ? "happened" : "happened_none", { count: happened.length })),
    foldedList([...rows.children], FOLD),
  ];
}

/** Every point on which sources differ.
 * @param {Page} page */
export function differList(page) {
  const found = page.knowledge.disagreements();
  const rows = found.map(({ number, relation, readings }) => {
    const about = page.graph.isTenure(number) ? tenureText(page, page.knowledge.tenure(number)) : [thing(page, number)];
    return dispute(page, [relation, readings], el("span", {}, about));
  });
  return [
    el("h2", { className: "name", tabIndex: -1 }, page.t("disputes")),
    el("p", { className: "soft" }, page.t("disputes_count", { count: found.length })),
    ...folded(rows, FOLD),
  ];
}
