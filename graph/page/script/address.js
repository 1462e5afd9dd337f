/** The reader's choice as the part of the address behind the #: a link shows the same. */

import { isDay } from "./dates.js";
import { LANGUAGES } from "./words.js";

/**
 * @typedef {import("./types").State} State
 * @typedef {import("./graph.js").Graph} Graph
 */

/** The sets of what is hidden. */
export const SETS = /** @type {const} */ (["groups", "sides", "sures", "stages", "relations"]);

const DAYS = /** @type {const} */ (["since", "until", "known"]);
const MARKS = /** @type {const} */ (["node", "centre", "from", "to", "about"]);
const LISTS = /** @type {const} */ (["through", "avoid", "grown"]);
const SWITCHES = /** @type {const} */ (["nostates", "inorder", "all", "embed"]);
const VOICES = /** @type {const} */ (["said", "one", "other"]);
/** A day, month or year, or two of them; what is compared besides is given by its slug. */
const SPAN = /^\d{4}(-\d\d){0,2}(\/\d{4}(-\d\d){0,2})?$/;
const THEMES = ["dark", "light"];

/** Most hops of a path unless asked for more. */
export const HOPS = 8;

/** What is shown before anything is chosen, at the beginning or at a step of the reading.
 * @param {Graph} graph
 * @param {number | null} step
 * @returns {State} */
export function beginning(graph, step = null) {
  const [from, to] = graph.meta.answer?.ends ?? [];
  const isPath = graph.isMark(from) && graph.isMark(to);
  const scene = step === null ? null : graph.tour?.steps[step];
  return {
    lang: graph.meta.lang,
    view: scene?.arrangement ?? (graph.meta.answer?.columns.length ? "table" : "network"),
    theme: "",
    node: null,
    centre: null,
    about: graph.meta.about.find((number) => graph.views.storyline.careers[number]) ?? null,
    edge: null,
    near: 0,
    from: isPath ? from : null,
    to: isPath ? to : null,
    path: 0,
    through: [],
    avoid: [],
    nostates: false,
    inorder: false,
    hops: HOPS,
    said: "",
    one: "sort:NewsReport",
    other: "sort:PrimaryDocument",
    by: "known",
    a: "",
    b: "",
    since: "",
    until: "",
    known: scene?.known ?? "",
    step,
    list: "",
    claim: null,
    groups: new Set(),
    sides: new Set(),
    sures: new Set(),
    stages: new Set(),
    relations: new Set(),
    all: false,
    grown: [],
    size: "weight",
    colour: "side",
    pins: new Map(),
    embed: false,
  };
}

/** Write a choice; what is as at the beginning is left out.
 * @param {State} state
 * @param {Graph} graph */
export function write(state, graph) {
  const fresh = beginning(graph, state.step);
  const parts = new URLSearchParams();
  const slug = (/** @type {number} */ number) => graph.things[number].slug;
  for (const key of /** @type {const} */ ([
    "view",
    "theme",
    ...DAYS,
    "lang",
    "list",
    "size",
    "colour",
    ...VOICES,
    "by",
    "a",
    "b",
  ])) {
    if (state[key] !== fresh[key]) parts.set(key, String(state[key]));
  }
  for (const key of MARKS) {
    const number = state[key];
    if (number !== null && number !== fresh[key]) parts.set(key, slug(number));
    else if (number === null && fresh[key] !== null) parts.set(key, "");
  }
  for (const key of LISTS) if (state[key].length) parts.set(key, state[key].map(slug).join(","));
  for (const key of SWITCHES) if (state[key]) parts.set(key, "yes");
  for (const key of /** @type {const} */ (["near", "path"])) if (state[key]) parts.set(key, String(state[key]));
  if (state.hops !== HOPS) parts.set("hops", String(state.hops));
  const edge = graph.edge(state.edge);
  if (edge) parts.set("edge", `${slug(edge.from)}~${slug(edge.to)}`);
  if (state.claim !== null) parts.set("claim", graph.claims[state.claim].id);
  if (state.step !== null) parts.set("step", String(state.step + 1));
  for (const key of SETS) if (state[key].size) parts.set(key, [...state[key]].sort().join(","));
  const pins = [...state.pins].map(([number, [x, y]]) => `${slug(number)}:${Math.round(x)}:${Math.round(y)}`);
  if (pins.length) parts.set("pins", pins.join(","));
  const text = String(parts)
    .replaceAll("%2F", "/")
    .replaceAll("%2C", ",")
    .replaceAll("%3A", ":")
    .replaceAll("%7E", "~");
  return hashOf(text, state.view, graph);
}

/** Behind the # stands nothing while the page shows what it opens with.
 * @param {string} text
 * @param {string} view
 * @param {Graph} graph */
function hashOf(text, view, graph) {
  if (graph.tour?.opening && !text) return `#view=${view}`;
  return text && text !== `view=${opensWith(graph)}` ? `#${text}` : "";
}

/** The view with which the page opens.
 * @param {Graph} graph */
const opensWith = (graph) => (graph.tour?.opening ? "story" : beginning(graph).view);

/** Reads one address; what makes no sense is left out and remembered. */
class Reading {
  /**
   * @param {string} hash
   * @param {Graph} graph
   * @param {string[]} views
   */
  constructor(hash, graph, views) {
    this.parts = new URLSearchParams(hash.replace(/^#/, ""));
    this.graph = graph;
    this.views = views;
    this.state = beginning(graph, this.#step());
    if (!this.parts.size) this.state.view = opensWith(graph);
    /** @type {string[]} */
    this.unknown = [];
  }

  /** The step of the reading that is asked for, if there is one. */
  #step() {
    const step = Number(this.parts.get("step"));
    return this.graph.tour?.steps[step - 1] ? step - 1 : null;
  }

  /** Take a part if it is right.
   * @template {import("./types").Key} K
   * @param {K} key
   * @param {(text: string) => State[K] | undefined} read Gives undefined for what makes no sense. */
  #take(key, read) {
    const text = this.parts.get(key);
    if (text === null) return;
    const found = read(text);
    if (found === undefined) this.unknown.push(text || key);
    else this.state[key] = found;
  }

  /** @param {string} text */
  #mark(text) {
    const number = this.graph.numbers.get(text);
    return this.graph.isMark(number) ? number : undefined;
  }

  /** @param {string} text */
  #marks(text) {
    const given = text.split(",").filter(Boolean);
    const found = given.map((slug) => this.#mark(slug));
    this.unknown.push(...given.filter((_, index) => found[index] === undefined));
    return found.filter((number) => number !== undefined);
  }

  /** An edge, given by its ends.
   * @param {string} text */
  #edge(text) {
    const [one, other] = text.split("~").map((slug) => this.#mark(slug));
    if (one === undefined || other === undefined) return undefined;
    const index = this.graph.edgesOf[one].find((near) => this.graph.across(near, one) === other);
    return index === undefined ? undefined : this.graph.edges[index].id;
  }

  /** @param {string} text */
  #pins(text) {
    /** @type {State["pins"]} */
    const pins = new Map();
    for (const pin of text.split(",")) {
      const [slug, x, y] = pin.split(":");
      const number = this.#mark(slug);
      if (number !== undefined && Number.isFinite(Number(x)) && Number.isFinite(Number(y)))
        pins.set(number, [Number(x), Number(y)]);
    }
    return pins;
  }

  /** Whether something is to be seen that the story has no place for. */
  #isAsked() {
    const { node, edge, from, to, list, step } = this.state;
    return [node, edge, from, to, step].some((one) => one !== null) || list !== "";
  }

  read() {
    const { graph, state } = this;
    const oneOf = (/** @type {string[]} */ all) => (/** @type {string} */ text) =>
      /** @type {any} */ (all.includes(text) ? text : undefined);
    const count = (/** @type {number} */ least, /** @type {number} */ most) => (/** @type {string} */ text) => {
      const number = Number(text);
      return /^\d+$/.test(text) && number >= least && number <= most ? number : undefined;
    };
    this.#take("lang", oneOf(LANGUAGES));
    this.#take("view", oneOf(this.views));
    this.#take("theme", oneOf(THEMES));
    this.#take("list", oneOf(["differ", "claim"]));
    this.#take("size", oneOf(["weight", ...Object.keys(graph.measures)]));
    this.#take("colour", oneOf(["side", ...Object.keys(graph.measures)]));
    for (const key of VOICES)
      this.#take(key, (text) => (text === "rest" || graph.voices.knows(text) ? text : undefined));
    this.#take("by", oneOf(["known", "happened", "cards"]));
    for (const key of /** @type {const} */ (["a", "b"]))
      this.#take(key, (text) => (SPAN.test(text) || this.#mark(text) !== undefined ? text : undefined));
    for (const key of DAYS) this.#take(key, (text) => (text === "" || isDay(text) ? text : undefined));
    for (const key of MARKS) this.#take(key, (text) => (text === "" ? null : this.#mark(text)));
    for (const key of LISTS) this.#take(key, (text) => this.#marks(text));
    for (const key of SWITCHES) this.#take(key, () => true);
    this.#take("near", count(0, 3));
    this.#take("path", count(0, 2));
    this.#take("hops", count(1, 30));
    this.#take("edge", (text) => this.#edge(text));
    this.#take("claim", (text) => graph.claimNumbers.get(text));
    this.#take("step", () => this.#step() ?? undefined);
    for (const key of SETS) this.#take(key, (text) => new Set(text.split(",").filter(Boolean)));
    this.#take("pins", (text) => this.#pins(text));
    if (state.view === "story" && this.#isAsked()) state.view = "network";
    if (state.near && state.centre === null) state.centre = state.node;
    if (state.centre === null) state.near = 0;
    const known = new Set(Object.keys(state));
    this.unknown.push(...[...this.parts.keys()].filter((key) => !known.has(key)));
    return { state, unknown: this.unknown };
  }
}

/** Read a choice, and what of it makes no sense on this page.
 * @param {string} hash
 * @param {Graph} graph
 * @param {string[]} views The ids of the views. */
export const read = (hash, graph, views) => new Reading(hash, graph, views).read();
