/**
 * Two dates compared: between two days of knowledge, what came, what came to nothing, what was told otherwise; between
 * two spans of time, what happened in each, who acted in both and in one alone, and who held which office.
 */

import { twoCards } from "../changes/beside.js";
import { changesOf } from "../changes/known.js";
import { contrastOf } from "../changes/spans.js";
import { button, el, scrolling } from "../dom.js";
import { said, thing } from "../panel/evidence.js";
import { foldedList, markList } from "../panel/parts.js";
import { sentence } from "../sentences.js";
import { dayIn } from "../time.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../changes/known.js").Change} Change
 * @typedef {import("../changes/spans.js").Span} Span
 * @typedef {import("../changes/spans.js").Actor} Actor
 */

const FOLD = 12;

/** How far apart, in years, the two that are compared at first are at least. */
const APART = 5;

/** The two days or years that are compared before any is chosen: the last two of the story; the year with the most
 * events, after the fullest one well before it.
 * @param {Page} page
 * @returns {[string, string]} */
function usual(page) {
  const { graph, state } = page;
  if (state.by === "known") {
    const days = (graph.tour?.opening?.scenes ?? []).map((scene) => scene.known).slice(-2);
    const all = [...new Set(graph.sources.map((source) => source.from))].sort();
    return /** @type {[string, string]} */ (
      days.length > 1 ? days : [all[Math.floor(all.length / 2)], all[all.length - 1]]
    );
  }
  const counts = new Map();
  for (const number of graph.marks.keys()) {
    const year = graph.isEvent(number) ? page.fact(number).span?.[0].slice(0, 4) : undefined;
    if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  const years = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || Number(a) - Number(b));
  const other = years.find((year) => Number(year) <= Number(years[0]) - APART) ?? years[years.length - 1];
  return /** @type {[string, string]} */ ([other ?? "", years[0] ?? ""].sort());
}

class Changes {
  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    scrolling(box);
  }

  /** The two that are compared, as they are written: days, or spans such as `2018` or `2018-04/2018-06`. */
  get pair() {
    const { a, b } = this.page.state;
    const [first, second] = usual(this.page);
    return [this.#span(a) ? a : first, this.#span(b) ? b : second];
  }

  show() {
    const { box, page } = this;
    box.setAttribute("aria-label", page.t("changes"));
    const held = document.activeElement?.id;
    const { scrollTop } = box;
    const { fields, parts, connect } = twoCards(page);
    const isPair = page.state.by === "cards";
    const days = isPair ? [] : [this.#days()];
    box.replaceChildren(this.#bar([...days, fields]), ...(isPair ? parts : this.#dated()));
    connect();
    box.scrollTop = scrollTop;
    if (held?.startsWith("changes-")) document.getElementById(held)?.focus();
  }

  #dated() {
    return this.page.state.by === "known" ? this.#known() : this.#happened();
  }

  /** @param {HTMLElement[]} fields What asks for the two. */
  #bar(fields) {
    const { page } = this;
    const modes = /** @type {const} */ (["known", "happened", "cards"]).map((by) =>
      button(page.words.tt("changes_by", by), () => page.change({ by, a: "", b: "" }), {
        id: `changes-${by}`,
        aria: { pressed: String(page.state.by === by) },
      }),
    );
    const modes_ = el("div", { className: "switch", role: "group", aria: { label: page.t("changes") } }, modes);
    return el("div", { className: "bar" }, modes_, ...fields);
  }

  #days() {
    const { page } = this;
    const fields = /** @type {const} */ (["a", "b"]).map((key, index) => {
      const field = el("input", {
        type: "text",
        id: `changes-${key}`,
        className: "day",
        value: this.pair[index],
        autocomplete: "off",
        spellcheck: false,
        ariaLabel: page.words.tt("changes_pick", index),
        onchange: () => this.#take(key, field),
      });
      return field;
    });
    return el("span", { className: "days" }, fields[0], el("span", {}, "→"), fields[1]);
  }

  /** @param {"a" | "b"} key
   * @param {HTMLInputElement} field */
  #take(key, field) {
    const text = field.value.trim();
    const isRight = text === "" || this.#span(text) !== null;
    field.setAttribute("aria-invalid", String(!isRight));
    if (isRight) this.page.change({ [key]: text });
  }

  /** The first and the last day of what was written; null for what is none.
   * @param {string} text
   * @returns {Span | null} */
  #span(text) {
    const [start, end = start] = text.split("/");
    const [first, last] = [dayIn(start, true), dayIn(end, false)];
    return first && last && first <= last ? [first, last] : null;
  }

  // --- two days of knowledge ----------------------------------------------------------------------------

  #known() {
    const { page } = this;
    const [first, second] = this.pair.map((text) => this.#span(text)?.[1] ?? "");
    const { came, fell, changed, ties, surer } = changesOf(page, first, second);
    const days = { first: page.dates.day(first), second: page.dates.day(second) };
    const nothing = !came.length && !fell.length && !changed.length && !ties.length && !surer.length;
    return [
      el("p", { className: "soft" }, page.t(nothing ? "changes_none" : "changes_known_text", days)),
      ...this.#list(
        "changed",
        changed.map((one) => this.#change(one)),
      ),
      ...this.#list(
        "fell",
        fell.map((one) => this.#change(one)),
      ),
      ...this.#list("came", [...markList(page, came).children]),
      ...this.#list(
        "surer",
        surer.map(({ tie, from }) => this.#surer(tie, from)),
      ),
      ...this.#list(
        "ties",
        ties.map((tie) => said(page, sentence(page.words, tie), tie.claims)),
      ),
    ];
  }

  /** @param {string} key
   * @param {any[]} rows */
  #list(key, rows) {
    if (!rows.length) return [];
    const count = this.page.words.number.format(rows.length);
    const title = el("h2", {}, this.page.words.tt("changes_lists", key), " ", el("span", { className: "soft" }, count));
    return [title, foldedList(rows.map(item), FOLD)];
  }

  /** @param {Change} change */
  #change({ number, turns }) {
    const { page } = this;
    const rows = turns.map(({ what, from, to }) =>
      el(
        "p",
        { className: "turn" },
        el("span", { className: "soft" }, page.words.tt("changes_turns", what), " "),
        el("s", {}, from || "–"),
        " → ",
        el("b", {}, to || "–"),
      ),
    );
    return el("div", {}, thing(page, number), rows);
  }

  /** @param {import("../types").Tie} tie
   * @param {number} from */
  #surer(tie, from) {
    const { words } = this.page;
    const after = ` (${words.certainty(from)} → ${words.certainty(tie.sure)})`;
    return said(this.page, sentence(words, tie), tie.claims, { after: el("span", { className: "date" }, after) });
  }

  // --- two spans of time --------------------------------------------------------------------------------

  #happened() {
    const { page } = this;
    const spans = this.pair.map((text) => this.#span(text) ?? /** @type {Span} */ (["9999-01-01", "9999-01-01"]));
    const found = contrastOf(page, /** @type {[Span, Span]} */ (spans));
    const titles = spans.map(([since, until]) => page.dates.span(since, until));
    const columns = found.events.map((events, index) =>
      el("div", {}, el("h3", {}, titles[index]), foldedList([...markList(page, chief(page, events)).children], FOLD)),
    );
    const alone = [found.first, found.second].map((actors, index) =>
      el("div", {}, el("h3", {}, page.t("changes_alone", { span: titles[index] })), this.#actors(actors)),
    );
    const posts = found.posts.map(({ office, of, holders }) =>
      el(
        "div",
        {},
        el("span", { className: "soft" }, `${page.name(office)}, ${page.name(of)}: `),
        this.#names(holders[0]),
        " → ",
        this.#names(holders[1]),
      ),
    );
    return [
      el("h2", {}, page.t("changes_events")),
      el("div", { className: "columns" }, columns),
      el("h2", {}, page.t("changes_both")),
      this.#actors(found.both),
      el("div", { className: "columns" }, alone),
      ...(posts.length ? [el("h2", {}, page.t("changes_posts")), foldedList(posts.map(item), FOLD)] : []),
    ];
  }

  /** @param {number[]} numbers */
  #names(numbers) {
    return numbers.flatMap((number, index) => (index ? [", ", thing(this.page, number)] : [thing(this.page, number)]));
  }

  /** @param {Actor[]} actors */
  #actors(actors) {
    const rows = actors.map(({ number, events: [one, other] }) =>
      el(
        "li",
        {},
        el("span", { className: "what" }, thing(this.page, number)),
        el("span", { className: "soft" }, counted(one, other)),
      ),
    );
    return foldedList(rows, FOLD, "stops actors");
  }
}

/** Events with the weightiest before the fold; before and behind it they stand by time.
 * @param {Page} page
 * @param {number[]} events By time. */
function chief(page, events) {
  const weight = (/** @type {number} */ number) => page.graph.marks[number].weight;
  const first = new Set([...events].sort((a, b) => weight(b) - weight(a)).slice(0, FOLD));
  return [...events.filter((one) => first.has(one)), ...events.filter((one) => !first.has(one))];
}

/** How often somebody was there in the first and in the second span.
 * @param {number[]} one
 * @param {number[]} other */
const counted = (one, other) =>
  one.length && other.length ? `${one.length} → ${other.length}` : `${one.length || other.length}`;

/** @param {HTMLElement} row */
const item = (row) => (row.tagName === "LI" ? row : el("li", { className: "plain" }, row));

/** @type {import("../types").View} */
export const changes = {
  id: "changes",
  fits: (page) => page.graph.sources.length > 1,
  make: (box, page) => new Changes(box, page),
};
