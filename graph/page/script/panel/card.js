/** The card of a thing: what it is, what it took part in, what is said of it, and who says so. */

import { copyCard } from "../copying.js";
import { button, byId, el } from "../dom.js";
import { sureness } from "../knowledge.js";
import { ladder } from "../ladder/ladder.js";
import { CLOSED } from "../page.js";
import { sentence } from "../sentences.js";
import { claimBox, evidence, thing, written } from "./evidence.js";
import { chip, dispute, section, signOf, tenureText } from "./parts.js";
import { field } from "./path.js";
import { denials, events, FACTS, history, notes, offices, relations, statementsOf } from "./sections.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../dom.js").Child} Child
 * @typedef {import("../types").Claim} Claim
 * @typedef {import("./sections.js").Statement} Statement
 */

/** What is said of one thing, as its card shows it. */
class Card {
  /**
   * @param {Page} page
   * @param {number} number
   */
  constructor(page, number) {
    this.page = page;
    this.number = number;
    this.mark = page.graph.marks[number];
    this.isEvent = this.mark.group === "event";
    this.heard = page.knowledge.heard(number);
    this.statements = statementsOf(page, number);
    const find = (/** @type {number} */ to) => page.change({ ...CLOSED, from: number, to, path: 0 });
    this.path = field(page, "path-to", page.t("path_here"), "", find);
    const compare = (/** @type {number} */ other) => compareWith(page, number, other);
    this.compare = field(page, "compare-with", page.t("compare_with"), "", compare);
  }

  parts() {
    const { page, number } = this;
    const when = page.when(number);
    const dates = !this.isEvent && when ? el("span", {}, when) : null;
    const state = chip(page, number);
    return [
      this.#head(),
      state || dates ? el("div", { className: "chips" }, state, dates) : null,
      this.heard.length ? null : this.#unheard(),
      this.#disputes(),
      this.isEvent ? ladder(page, number, Math.min(byId("card").clientWidth || 330, 460)) : null,
      this.isEvent ? this.#facts(when) : null,
      this.#actions(),
      history(page, number),
      offices(page, number),
      events(page, number, this.statements),
      relations(page, number, this.statements),
      notes(page, number, this.statements),
      denials(page, number),
      this.#untold(),
    ];
  }

  /** That nothing was known on the day; when something was, and of what that was known the thing is part. */
  #unheard() {
    const { page, number } = this;
    const { known } = page.state;
    const later = page.graph.claimsOf[number].filter((claim) => !claim.no && claim.from > known);
    const first = later.map((claim) => claim.from).sort()[0];
    const wholes = later.flatMap((claim) =>
      claim.triples.flatMap(([start, relation, end]) => (start === number && relation === "partOf" ? [end] : [])),
    );
    const whole = wholes.find((one) => page.graph.isMark(one) && page.knowledge.heard(one).length);
    const go = () => page.change({ known: first, step: null });
    return [
      el("p", { className: "soft" }, page.t("nothing_known", { date: page.dates.date(known) })),
      page.graph.isMark(whole)
        ? el("p", {}, page.t("part_of"), ": ", thing(page, whole), ` — ${page.standing(whole)}`)
        : null,
      first ? button(page.t("first_known", { date: page.dates.day(first) }), go, { className: "quiet" }) : null,
    ];
  }

  #head() {
    const { page, mark, number } = this;
    const side = mark.side && mark.group !== "state" ? page.graph.numbers.get(mark.side) : undefined;
    const kind = [page.words.term(mark.kind), side === undefined ? "" : page.name(side)].filter(Boolean).join(" · ");
    const also = page.words.otherNames(number).slice(0, 5);
    return [
      el("p", { className: "kind" }, signOf(page, number), kind),
      el("h2", { className: "name", tabIndex: -1 }, page.name(number)),
      also.length ? el("p", { className: "names" }, also.join(" · ")) : null,
    ];
  }

  /** Where sources differ on the thing, and on the offices that it holds or that are held for it. */
  #disputes() {
    const { page, number } = this;
    const own = page.fact(number).differ.map((one) => dispute(page, one));
    const held = page.knowledge
      .tenures(number)
      .flatMap((tenure) =>
        (page.knowledge.entry(tenure.number).differ ?? []).map((one) => dispute(page, one, tenureText(page, tenure))),
      );
    return [...own, ...held.slice(0, 3), section(page.t("more_disputes"), held.slice(3))];
  }

  /** @param {string} when */
  #facts(when) {
    const { page, number } = this;
    /** @type {Child[]} */
    const rows = [];
    const row = (/** @type {string} */ label, /** @type {Child[]} */ ...content) =>
      rows.push(el("dt", {}, label), el("dd", {}, content));
    const behind = page
      .fact(number)
      .when.claims.map((claim) => page.graph.claims[claim])
      .filter((claim) => page.knowledge.isPublic(claim));
    if (when) row(page.t("when"), when, behind.length ? evidence(page, behind) : null);
    const own = this.statements.filter((tie) => tie.start === number && typeof tie.end === "number");
    const end = (/** @type {Statement} */ tie) => thing(page, /** @type {number} */ (tie.end));
    const of = (/** @type {string} */ relation) => own.filter((tie) => tie.relation === relation);
    for (const tie of of("place")) row(page.t("where"), end(tie), evidence(page, tie.claims));
    for (const group of together(own.filter((tie) => page.graph.roles.has(tie.relation)))) {
      const names = group.flatMap((tie, index) => (index ? [", ", end(tie)] : [end(tie)]));
      row(
        page.words.term(group[0].relation),
        ...names,
        evidence(
          page,
          group.flatMap((tie) => tie.claims),
        ),
      );
    }
    for (const relation of ["agenda", "occasion", "partOf"]) {
      for (const tie of of(relation)) row(page.t(FACTS[relation]), end(tie), evidence(page, tie.claims));
    }
    return rows.length ? el("dl", { className: "facts" }, rows) : null;
  }

  /** How much of the surroundings to show, and where to go from here. */
  #actions() {
    const { page, number } = this;
    const { near, centre, pins, grown } = page.state;
    const steps = [0, 1, 2, 3].map((count) => {
      const pressed = count ? centre === number && near === count : !near;
      const text = count ? page.words.tt("focus_steps", count - 1) : page.t("focus_off");
      return button(text, () => page.goNear(number, count), { aria: { pressed: String(pressed) } });
    });
    const left = this.#undrawn();
    const unpin = () => page.change({ pins: new Map([...pins].filter(([pinned]) => pinned !== number)) });
    return el(
      "div",
      { className: "actions" },
      el("span", { className: "soft" }, page.t("focus")),
      el("div", { className: "switch near", role: "group", aria: { label: page.t("focus") } }, steps),
      left && !near
        ? button(page.t("grow", { count: left }), () => page.change({ grown: [...grown, number] }), {
            className: "quiet",
            id: "grow",
          })
        : null,
      pins.has(number) ? button(page.t("unpin"), unpin, { className: "quiet" }) : null,
      this.#career(),
      this.path.box,
      this.compare.box,
      button(page.t("copy_card"), () => copyCard(page), { className: "quiet", id: "copy-card" }),
    );
  }

  /** The way to the career of a person. */
  #career() {
    const { page, number } = this;
    if (!page.graph.views.storyline.careers[number]) return null;
    return button(page.t("career"), () => page.change({ view: "storyline", about: number, since: "", until: "" }), {
      className: "quiet",
      id: "career",
    });
  }

  /** How many neighbours are not drawn. */
  #undrawn() {
    const { graph, shown } = this.page;
    const beside = graph.edgesOf[this.number].filter((index) => shown.ties[index].length);
    return new Set(beside.map((index) => graph.across(index, this.number)).filter((other) => !shown.drawn[other])).size;
  }

  #untold() {
    const { untold, label } = this.mark;
    return untold ? el("p", { className: "untold" }, this.page.t("untold", { count: untold, name: label })) : null;
  }
}

/** Those with the same role, as far as they are said with the same sort of certainty.
 * @param {Statement[]} ties */
function together(ties) {
  /** @type {Map<string, Statement[]>} */
  const found = new Map();
  for (const tie of ties) {
    const key = `${tie.relation} ${sureness(Math.max(...tie.claims.map((claim) => claim.sure)))}`;
    found.set(key, [...(found.get(key) ?? []), tie]);
  }
  return [...found.values()];
}

/** Put two cards beside each other.
 * @param {Page} page
 * @param {number} one
 * @param {number} other */
function compareWith(page, one, other) {
  const [a, b] = [one, other].map((number) => page.graph.marks[number].slug);
  page.change({ view: "changes", by: "cards", a, b });
}

/** The card of a mark, and what makes its field for a path work.
 * @param {Page} page
 * @param {number} number */
export function markCard(page, number) {
  const card = new Card(page, number);
  const connect = () => {
    card.path.connect();
    card.compare.connect();
  };
  return { parts: card.parts(), connect };
}

/** The card of an edge: every relation between its ends.
 * @param {Page} page
 * @param {import("../types").Edge} edge */
export function edgeCard(page, edge) {
  const ties = page.knowledge.ties()[page.graph.edgeNumbers.get(edge.id) ?? -1] ?? [];
  return [
    el("p", { className: "kind" }, page.t("relations")),
    el("h2", { className: "name", tabIndex: -1 }, thing(page, edge.from), " — ", thing(page, edge.to)),
    el(
      "div",
      { className: "actions" },
      button(page.t("copy_card"), () => copyCard(page), { className: "quiet", id: "copy-card" }),
    ),
    ties.map((tie) =>
      el(
        "div",
        { className: "said", data: { claims: tie.claims.map((claim) => claim.number).join(" ") } },
        el("div", { className: "text" }, written(page, sentence(page.words, tie))),
        tie.claims.map((claim) => claimBox(page, claim)),
      ),
    ),
  ];
}

/** The card of a claim, with the things that it speaks of.
 * @param {Page} page
 * @param {Claim} claim */
export function claimCard(page, claim) {
  const marks = [...new Set(claim.triples.flatMap(([start, , end]) => [start, end]))].filter((number) =>
    page.graph.isMark(number),
  );
  return [
    el("p", { className: "kind" }, page.t("claim")),
    el("h2", { className: "name", tabIndex: -1 }, claim.id),
    claimBox(page, claim),
    section(
      page.t("speaks_of"),
      marks.map((number) => el("p", {}, thing(page, number))),
    ),
  ];
}
