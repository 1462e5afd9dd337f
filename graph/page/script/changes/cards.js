/** Two cards side by side: when and where, who, what is said of each, who says so; what both have, and one alone. */

import { compare } from "../knowledge.js";
import { FACTS, statementsOf } from "../panel/sections.js";
import { sentence, showValue } from "../sentences.js";
import { speaker } from "../voices.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Claim} Claim
 * @typedef {import("../sentences.js").Parts} Parts
 * @typedef {{key: string, parts: Parts, claims: Claim[], after?: string, first?: string}} Item Two with the same key
 *   are the same; those with a first day stand by time.
 * @typedef {{label: string, items: [Item[], Item[]]}} Row
 */

/** What a relation of an event is told under, where that is not "who" or what is said. */
const UNDER = /** @type {Record<string, string>} */ ({
  place: "where",
  agenda: "about",
  occasion: "for",
  partOf: "part_of",
});

/** The offices that a person held, or that were held for a state or body.
 * @param {Page} page
 * @param {number} number
 * @returns {Item[]} */
function officesOf(page, number) {
  return page.knowledge.tenures(number).flatMap((tenure) => {
    const { holder, office, of, claims } = tenure;
    if (holder === null || of === null) return [];
    const parts = sentence(page.words, { relation: "of", start: holder, end: of, office });
    const key = holder === number ? `${office} ${of}` : `${office} ${holder}`;
    const span = page.dates.tenure(tenure);
    return [{ key, parts, claims, after: span && ` (${span})` }];
  });
}

/** What a card has, by the row in which it stands.
 * @param {Page} page
 * @param {number} number
 * @returns {Map<string, Item[]>} */
function itemsOf(page, number) {
  const { graph, words, dates } = page;
  /** @type {Map<string, Map<string, Item>>} */
  const rows = new Map();
  const add = (/** @type {string} */ label, /** @type {Item} */ item) => {
    const row = rows.get(label) ?? new Map();
    const same = row.get(item.key);
    if (same) same.claims.push(...item.claims);
    else row.set(item.key, { ...item, claims: [...item.claims] });
    rows.set(label, row);
  };
  const { when } = page.fact(number);
  const told = page.when(number);
  const behind = when.claims.map((claim) => graph.claims[claim]).filter((claim) => page.knowledge.isPublic(claim));
  if (told) add("when", { key: told, parts: [told], claims: behind });
  const standing = page.standing(number);
  if (standing) add("status", { key: standing, parts: [standing], claims: [] });
  for (const item of officesOf(page, number)) add("offices", item);
  for (const { start, relation, end, claims } of statementsOf(page, number)) {
    const isRole = graph.roles.has(relation);
    if (typeof end === "string") {
      const value = `${words.term(relation)}: ${showValue(words, dates, relation, end)}`;
      if (start === number) add("notes", { key: value, parts: [relation === "note" ? end : value], claims });
    } else if (start === number && (isRole || relation in FACTS)) {
      const after = isRole ? ` — ${words.term(relation)}` : "";
      add(isRole ? "who" : UNDER[relation], { key: String(end), parts: [end], claims, after });
    } else if (isRole || relation === "place") {
      const day = page.when(start);
      const after = day && ` (${day})`;
      add("events", { key: String(start), parts: [start], claims, after, first: page.fact(start).span?.[0] });
    } else {
      const other = start === number ? end : start;
      const parts = sentence(words, { relation, start, end }, number);
      add("statements", { key: `${relation} ${start === number} ${other}`, parts, claims });
    }
  }
  for (const claim of page.knowledge.heard(number)) {
    const who = speaker(page, claim.source);
    add("sources", { key: who, parts: [who], claims: [claim] });
  }
  const byTime = (/** @type {Item} */ one, /** @type {Item} */ other) =>
    compare(one.first ?? "9999", other.first ?? "9999");
  return new Map([...rows].map(([label, row]) => [label, [...row.values()].sort(byTime)]));
}

const ORDER = "when status where who about for part_of events offices statements notes sources".split(" ");

/**
 * What two things have in common and what one of them has alone, row by row; what both have comes first.
 *
 * @param {Page} page
 * @param {[number, number]} pair
 * @returns {Row[]}
 */
export function cardsBeside(page, pair) {
  const [one, other] = pair.map((number) => itemsOf(page, number));
  return ORDER.flatMap((label) => {
    const items = /** @type {[Item[], Item[]]} */ ([one.get(label) ?? [], other.get(label) ?? []]);
    if (!items[0].length && !items[1].length) return [];
    const shared = sharedOf(items);
    const rank = new Map(items[0].map(({ key }, at) => [key, at]));
    const at = (/** @type {Item} */ { key }) => rank.get(key) ?? 0;
    const ordered = items.map((own) => {
      const both = own.filter(({ key }) => shared.has(key)).sort((a, b) => at(a) - at(b));
      return [...both, ...own.filter(({ key }) => !shared.has(key))];
    });
    return [{ label, items: /** @type {[Item[], Item[]]} */ (ordered) }];
  });
}

/** The keys that both have.
 * @param {[Item[], Item[]]} items */
export function sharedOf([one, other]) {
  const keys = new Set(one.map(({ key }) => key));
  return new Set(other.filter(({ key }) => keys.has(key)).map(({ key }) => key));
}
