/** What legend, dates, day of knowledge and nearness let through, and what is drawn of it. */

import { sureness } from "./knowledge.js";

/**
 * @typedef {import("./types").State} State
 * @typedef {import("./types").Shown} Shown
 * @typedef {import("./types").Tie} Tie
 * @typedef {import("./knowledge.js").Knowledge} Knowledge
 */

/** Those whose colours the style sheet names; other states share one. */
export const LANES = ["dprk", "rok", "united-states", "china", "russia", "japan"];

/** Whose side a mark is on, as the legend sorts it: a slug, `other` or, where none is stated, `none`; null for what has
 * no side by its nature.
 * @param {{side: string | null, group: string}} mark */
export function sideOf(mark) {
  if (!mark.side) return mark.group === "event" || mark.group === "place" ? null : "none";
  const slug = mark.side.replace("state/", "");
  return LANES.includes(slug) ? slug : "other";
}

/** How many neighbours a surroundings draws at most. */
export const MOST_NEAR = 120;

/** Whether a span of days and what is asked for have a day in common; what has no time may lie anywhere.
 * @param {[string, string] | null} span
 * @param {{since: string, until: string}} asked */
export function overlaps(span, { since, until }) {
  return !span || ((!since || span[1] >= since) && (!until || span[0] <= until));
}

class Filter {
  /**
   * @param {Knowledge} knowledge
   * @param {State} state
   */
  constructor(knowledge, state) {
    this.knowledge = knowledge;
    this.graph = knowledge.graph;
    this.state = state;
    this.kept = new Set([state.node, state.centre, state.from, state.to, ...state.through]);
  }

  /** @returns {Shown} */
  shown() {
    const { graph, state } = this;
    const wanted = graph.marks.map((_, number) => this.#isWanted(number));
    let ties = this.knowledge.ties().map((all, index) => {
      const { from, to } = graph.edges[index];
      return wanted[from] && wanted[to] ? all.filter((tie) => this.#isTieWanted(tie)) : [];
    });
    if (state.near && state.centre !== null) ties = this.#nearOnly(ties, state.centre);
    const passes = this.#linked(ties, wanted);
    return { passes, ties, ...this.#drawn(passes, ties) };
  }

  /** @param {number} number */
  #isWanted(number) {
    const { state, knowledge } = this;
    if (this.kept.has(number)) return true;
    const mark = this.graph.marks[number];
    if (state.groups.has(mark.group) || state.sides.has(sideOf(mark) ?? "")) return false;
    if (mark.group === "event" && state.stages.has(knowledge.fact(number).stage)) return false;
    return !(state.since || state.until) || this.#isInTime(number);
  }

  /** Whether a thing may lie in the span: by its own time, persons and bodies by their tenures and events. What is
   * undated may have been then, as with the terminal's --since and --until.
   * @param {number} number */
  #isInTime(number) {
    const { state, knowledge, graph } = this;
    const own = knowledge.fact(number).span;
    if (own || !["person", "body"].includes(graph.marks[number].group)) return overlaps(own, state);
    const spans = knowledge.tenures(number).map((tenure) => tenure.span);
    for (const index of graph.edgesOf[number]) {
      const other = graph.across(index, number);
      if (graph.isEvent(other) && knowledge.ties()[index].length) spans.push(knowledge.fact(other).span);
    }
    const dated = spans.filter((span) => span !== null);
    return !dated.length || dated.some((span) => overlaps(span, state));
  }

  /** @param {Tie} tie */
  #isTieWanted(tie) {
    const { state } = this;
    if (state.relations.has(tie.relation) || state.sures.has(String(sureness(tie.sure)))) return false;
    return tie.office === undefined || !(state.since || state.until) || this.#isHeldInTime(tie);
  }

  /** Whether one of the tenures behind a tie may lie in the span.
   * @param {Tie} tie */
  #isHeldInTime(tie) {
    const numbers = new Set(tie.claims.flatMap((claim) => claim.triples.map(([subject]) => subject)));
    const tenures = [...numbers].filter((number) => this.graph.isTenure(number));
    return tenures.some((number) => overlaps(this.knowledge.entry(number).span ?? null, this.state));
  }

  /**
   * Leave what lies within the chosen number of steps; of what is beside a mark that has very many, the weightiest.
   * @param {Tie[][]} ties
   * @param {number} centre
   */
  #nearOnly(ties, centre) {
    const { graph, state } = this;
    const inside = new Set([centre]);
    let rim = [centre];
    for (let step = 0; step < state.near; step += 1) {
      const beside = new Set(
        rim.flatMap((one) =>
          graph.edgesOf[one].filter((index) => ties[index].length).map((index) => graph.across(index, one)),
        ),
      );
      const found = [...beside].filter((one) => !inside.has(one));
      found.sort((a, b) => graph.marks[b].weight - graph.marks[a].weight || a - b);
      rim = found.slice(0, Math.max(MOST_NEAR - inside.size + 1, 0));
      for (const one of rim) inside.add(one);
    }
    for (const one of this.kept) if (one !== null) inside.add(one);
    return ties.map((all, index) =>
      inside.has(graph.edges[index].from) && inside.has(graph.edges[index].to) ? all : [],
    );
  }

  /**
   * Tell which marks pass: those that have a link left, and those that are chosen.
   * @param {Tie[][]} ties
   * @param {boolean[]} wanted
   */
  #linked(ties, wanted) {
    const { graph } = this;
    const linked = new Set(graph.edges.flatMap((edge, index) => (ties[index].length ? [edge.from, edge.to] : [])));
    const alone = graph.edges.length === 0;
    return wanted.map((is, number) => is && (alone || linked.has(number) || this.kept.has(number)));
  }

  /**
   * Tell what is drawn: what matters most, what was grown, what is chosen; all of it where that is asked for.
   * @param {boolean[]} passes
   * @param {Tie[][]} ties
   */
  #drawn(passes, ties) {
    const { graph, state } = this;
    const whole = state.all || (state.near > 0 && state.centre !== null);
    const drawn = passes.map((is, number) => is && (whole || number < graph.core || this.kept.has(number)));
    for (const grown of whole ? [] : state.grown) {
      if (passes[grown]) drawn[grown] = true;
      for (const index of graph.edgesOf[grown]) {
        if (passes[grown] && ties[index].length) drawn[graph.across(index, grown)] = true;
      }
    }
    for (const extra of this.extra) if (passes[extra]) drawn[extra] = true;
    const lines = graph.edges.flatMap((edge, index) =>
      ties[index].length && drawn[edge.from] && drawn[edge.to] ? [index] : [],
    );
    const joined = new Set(lines.flatMap((index) => [graph.edges[index].from, graph.edges[index].to]));
    const marks = passes.flatMap((_, number) => {
      const is = drawn[number] && (joined.has(number) || this.kept.has(number) || graph.edges.length === 0);
      drawn[number] = is;
      return is ? [number] : [];
    });
    const relations = lines.reduce((sum, index) => sum + ties[index].length, 0);
    return { drawn, marks, lines, things: marks.length, relations };
  }

  /** @type {number[]} Marks that are drawn besides, such as those of a path. */
  extra = [];
}

/**
 * Return what passes and what is drawn.
 *
 * @param {Knowledge} knowledge What was known on the chosen day.
 * @param {State} state What the reader has chosen.
 * @param {number[]} extra Marks that are drawn besides.
 */
export function shownBy(knowledge, state, extra = []) {
  const filter = new Filter(knowledge, state);
  filter.extra = extra;
  return filter.shown();
}
