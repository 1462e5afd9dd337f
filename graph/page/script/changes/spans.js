/** What is the same and what is another in two spans of time: who acted, what happened, who held which office. */

import { overlaps } from "../filter.js";
import { compare } from "../knowledge.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {[since: string, until: string]} Span
 * @typedef {{number: number, events: [number[], number[]]}} Actor
 * @typedef {{office: number, of: number, holders: [number[], number[]]}} Post
 * @typedef {{events: [number[], number[]], both: Actor[], first: Actor[], second: Actor[], posts: Post[]}} Contrast
 */

/** The events that took place in a span, by time.
 * @param {Page} page
 * @param {Span} span */
function eventsIn(page, [since, until]) {
  const found = [...page.graph.marks.keys()].filter((number) => {
    const { span, stage } = page.fact(number);
    return page.graph.isEvent(number) && stage === "TookPlace" && span && overlaps(span, { since, until });
  });
  const begins = (/** @type {number} */ number) => page.fact(number).span?.[0] ?? "";
  return found.sort((a, b) => compare(begins(a), begins(b)) || a - b);
}

/** Who took part in some events: the actors, each with the events.
 * @param {Page} page
 * @param {number[]} events */
function actorsAt(page, events) {
  const { graph, knowledge } = page;
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const event of events) {
    for (const index of graph.edgesOf[event]) {
      const other = graph.across(index, event);
      if (!["person", "body", "state"].includes(graph.marks[other].group)) continue;
      if (knowledge.ties()[index].some(({ relation, start }) => start === event && graph.roles.has(relation)))
        found.set(other, [...(found.get(other) ?? []), event]);
    }
  }
  return found;
}

/** Who held each office in two spans, of the offices that somebody else held in the other one.
 * @param {Page} page
 * @param {[Span, Span]} spans
 * @returns {Post[]} */
function posts(page, spans) {
  const { graph, knowledge } = page;
  /** @type {Map<string, Post>} */
  const found = new Map();
  for (const [number, thing] of graph.things.entries()) {
    if (thing.kind !== "Tenure") continue;
    const { office, of, holder, span } = knowledge.tenure(number);
    if (office === null || of === null || holder === null || !span) continue;
    const post = found.get(`${office} ${of}`) ?? { office, of, holders: [[], []] };
    for (const [index, [since, until]] of spans.entries())
      if (overlaps(span, { since, until }) && !post.holders[index].includes(holder)) post.holders[index].push(holder);
    found.set(`${office} ${of}`, post);
  }
  const weight = (/** @type {Post} */ { of }) => (graph.isMark(of) ? graph.marks[of].weight : 0);
  return [...found.values()]
    .filter(({ holders: [one, other] }) => one.length && other.length && one.join() !== other.join())
    .sort((a, b) => weight(b) - weight(a) || a.office - b.office);
}

/**
 * What two spans of time have in common, and what one of them has alone.
 *
 * @param {Page} page
 * @param {[Span, Span]} spans
 * @returns {Contrast}
 */
export function contrastOf(page, spans) {
  const events = /** @type {[number[], number[]]} */ (spans.map((span) => eventsIn(page, span)));
  const [one, other] = events.map((own) => actorsAt(page, own));
  const all = new Set([...one.keys(), ...other.keys()]);
  const actors = [...all].map((number) => ({
    number,
    events: /** @type {[number[], number[]]} */ ([one.get(number) ?? [], other.get(number) ?? []]),
  }));
  const size = (/** @type {Actor} */ { events: [a, b] }) => a.length + b.length;
  actors.sort((a, b) => size(b) - size(a) || a.number - b.number);
  return {
    events,
    both: actors.filter(({ events: [a, b] }) => a.length && b.length),
    first: actors.filter(({ events: [, b] }) => !b.length),
    second: actors.filter(({ events: [a] }) => !a.length),
    posts: posts(page, spans),
  };
}
