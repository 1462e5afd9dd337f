/** The page: the graph, what the reader has chosen, and what follows from both. Every part reads it here. */

import { SETS } from "./address.js";
import { Dates } from "./dates.js";
import { shownBy } from "./filter.js";
import { Knowledge } from "./knowledge.js";
import { bestPaths } from "./paths.js";
import { Index } from "./search.js";
import { standing } from "./sentences.js";
import { Words } from "./words.js";

/**
 * @typedef {import("./types").State} State
 * @typedef {import("./types").Key} Key
 * @typedef {import("./types").Texts} Texts
 * @typedef {import("./types").Shown} Shown
 * @typedef {import("./types").Path} Path
 * @typedef {import("./types").Lit} Lit
 * @typedef {import("./graph.js").Graph} Graph
 * @typedef {import("./store.js").Store} Store
 */

/** What closes whatever stands in the panel. */
export const CLOSED = /** @type {const} */ ({
  node: null,
  edge: null,
  from: null,
  to: null,
  path: 0,
  list: "",
  claim: null,
});

/** What decides which marks and lines pass and are drawn.
 * @type {Key[]} */
const FILTERS = [
  ...SETS,
  "since",
  "until",
  "known",
  "said",
  "near",
  "centre",
  "node",
  "from",
  "to",
  "through",
  "all",
  "grown",
];

/** What decides besides which paths there are.
 * @type {Key[]} */
const NARROWING = ["nostates", "inorder", "hops", "avoid"];

/** @type {Path[]} */
const NO_PATHS = [];

export class Page {
  /** @type {Map<string, {parts: unknown[], turn: number, value: any}>} */
  #kept = new Map();

  /**
   * @param {Graph} graph
   * @param {Texts} texts
   * @param {Store} store
   */
  constructor(graph, texts, store) {
    this.graph = graph;
    this.texts = texts;
    this.store = store;
    this.index = new Index(graph);
  }

  get state() {
    return this.store.state;
  }

  /** Keep what was made until something that it depends on is another.
   * @template T
   * @param {string} name
   * @param {() => unknown[]} depends What it depends on; never changed in place.
   * @param {() => T} make
   * @returns {T} */
  #keep(name, depends, make) {
    const { turn } = this.store;
    const kept = this.#kept.get(name);
    if (kept?.turn === turn) return kept.value;
    const parts = depends();
    const isSame = kept?.parts.every((part, index) => part === parts[index]);
    const value = isSame ? kept?.value : make();
    this.#kept.set(name, { parts, turn, value });
    return value;
  }

  get words() {
    return this.#keep(
      "words",
      () => [this.state.lang],
      () => new Words(this.texts, this.graph, this.state.lang),
    );
  }

  get dates() {
    return this.#keep(
      "dates",
      () => [this.state.lang],
      () => new Dates(this.words),
    );
  }

  get knowledge() {
    const { known, said } = this.state;
    const depends = () => [known, said];
    return this.#keep("knowledge", depends, () => new Knowledge(this.graph, known, said));
  }

  /** @param {Key[]} keys */
  #chosen(keys) {
    return keys.map((key) => this.state[key]);
  }

  /** What passes the filters, and what is drawn.
   * @returns {Shown} */
  get shown() {
    const extra = () => [...this.paths.flatMap((one) => one.path), ...this.stops];
    const depends = () => [...this.#chosen(FILTERS), this.paths, this.step];
    return this.#keep("shown", depends, () => shownBy(this.knowledge, this.state, extra()));
  }

  /** The paths that are asked for.
   * @returns {Path[]} */
  get paths() {
    const { from, to } = this.state;
    if (from === null || to === null) return NO_PATHS;
    const depends = () => this.#chosen([...FILTERS, ...NARROWING]);
    return this.#keep("paths", depends, () => {
      const { ties } = shownBy(this.knowledge, this.state);
      return bestPaths(this.knowledge, ties, from, to, this.state);
    });
  }

  /** The path that is shown. */
  get path() {
    return this.paths[Math.min(this.state.path, this.paths.length - 1)] ?? null;
  }

  /** The step of the reading at which the reader is. */
  get step() {
    return this.state.step === null ? null : (this.graph.tour?.steps[this.state.step] ?? null);
  }

  /** The marks that the step is about. */
  get stops() {
    return (this.step?.focus ?? [])
      .map((slug) => this.graph.numbers.get(slug))
      .filter((number) => this.graph.isMark(number));
  }

  /** What is singled out: a path, an edge, a mark with its neighbours, the stops of the reading, or what was found.
   * @returns {Lit | null} */
  get lit() {
    const { state, graph, path } = this;
    if (path)
      return lit(
        path.path,
        path.hops.map((hop) => hop.edge.id),
      );
    const edge = graph.edge(state.edge);
    if (edge) return lit([edge.from, edge.to], [edge.id]);
    if (state.node !== null) return this.around(state.node);
    const { answer } = graph.meta;
    const asked = this.step || !answer || answer.things.length >= graph.marks.length ? this.stops : answer.things;
    return asked.length ? this.#among(asked.filter((number) => graph.isMark(number))) : null;
  }

  /** @param {number[]} numbers
   * @returns {Lit} */
  #among(numbers) {
    const marks = new Set(numbers);
    const inner = this.shown.lines
      .map((index) => this.graph.edges[index])
      .filter(({ from, to }) => marks.has(from) && marks.has(to));
    return lit(
      numbers,
      inner.map((edge) => edge.id),
    );
  }

  /** A mark with its neighbours, and the edges to them.
   * @param {number} number
   * @returns {Lit} */
  around(number) {
    const { graph } = this;
    const touching = this.shown.lines.filter(
      (index) => graph.edges[index].from === number || graph.edges[index].to === number,
    );
    const beside = touching.map((index) => graph.across(index, number));
    return {
      ...lit(
        [number, ...beside],
        touching.map((index) => graph.edges[index].id),
      ),
      must: new Set([number]),
    };
  }

  // --- what is often asked ----------------------------------------------------------------------------

  /** @param {string} key
   * @param {Record<string, unknown>} values */
  t(key, values = {}) {
    return this.words.t(key, values);
  }

  /** @param {number} number */
  name(number) {
    return this.words.name(number);
  }

  /** @param {number} number */
  fact(number) {
    return this.knowledge.fact(number);
  }

  /** When a thing was, in words.
   * @param {number} number */
  when(number) {
    return this.dates.when(this.fact(number).when);
  }

  /** How far a thing has come, in words.
   * @param {number} number */
  standing(number) {
    return standing(this.words, this.dates, this.fact(number), this.graph.things[number].kind);
  }

  /** What the page is called: what it was named, what it is about, or what it answers. */
  get title() {
    const { meta } = this.graph;
    const about = meta.about.map((number) => this.name(number)).join(" · ");
    return meta.title ?? meta.answer?.title ?? (about || this.t("title"));
  }

  /** How much of the data the page holds, and through what it is seen. */
  get lens() {
    const { meta, marks, total } = this.graph;
    const held = this.graph.isExcerpt
      ? this.t("of_things", { held: marks.length, total })
      : this.t("lens_all", { total });
    const near = meta.about.length ? this.words.tt("around_steps", Math.min(meta.hops, 3), { hops: meta.hops }) : "";
    return [held, near, meta.lens ? this.t("lens", { lens: meta.lens }) : ""].filter(Boolean).join(" · ");
  }

  /** @param {Partial<State>} patch
   * @param {string} drawing */
  change(patch, drawing = "") {
    this.store.change(patch, drawing);
  }

  /** Show the surroundings of a mark alone.
   * @param {number} number
   * @param {number} steps */
  goNear(number, steps = 1) {
    this.change({ ...CLOSED, node: number, centre: steps ? number : null, near: steps });
  }

  /** Open the card of a mark.
   * @param {number} number */
  open(number) {
    this.change({ ...CLOSED, node: number, view: this.state.view === "story" ? "network" : this.state.view });
  }
}

/** @param {number[]} marks
 * @param {string[]} edges
 * @returns {Lit} */
const lit = (marks, edges) => ({ marks: new Set(marks), edges: new Set(edges), must: new Set(marks) });
