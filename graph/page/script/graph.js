/** The graph as the page carries it, with what is looked up in it. It knows no day, no language and no document. */

import { Voices } from "./voices.js";

/**
 * @typedef {import("./types").Data} Data
 * @typedef {import("./types").Thing} Thing
 * @typedef {import("./types").Mark} Mark
 * @typedef {import("./types").Edge} Edge
 * @typedef {import("./types").Claim} Claim
 */

const BASE = "https://w3id.org/panmunjom/";

export class Graph {
  /** @type {number[] | null} */
  #places = null;

  /** @param {Data} data */
  constructor(data) {
    const { nodes, edges, graph } = data;
    this.marks = nodes;
    this.edges = edges;
    this.sources = graph.sources;
    this.concluded = graph.concluded;
    this.histories = graph.history;
    this.measures = graph.measures;
    this.words = graph.words;
    this.costs = graph.costs;
    this.tour = graph.tour;
    this.meta = graph.meta;
    this.views = graph.views;
    /** How many marks are drawn at first: those with the lowest numbers. */
    this.core = graph.drawn;
    /** How many things the data link in all; the page may hold fewer. */
    this.total = graph.total;
    /** @type {Thing[]} Everything that claims speak of: first the marks, then what is only named. */
    this.things = [...nodes, ...graph.things];
    this.voices = new Voices(graph.sources, graph.views.sources);
    /** The number of a thing by its slug. */
    this.numbers = new Map(this.things.map((thing, number) => [thing.slug, number]));
    /** @type {Claim[]} */
    this.claims = graph.claims.map((claim, number) =>
      Object.assign(claim, { number, from: graph.sources[claim.source].from }),
    );
    this.claimNumbers = new Map(this.claims.map((claim) => [claim.id, claim.number]));
    this.edgeNumbers = new Map(edges.map((edge, index) => [edge.id, index]));
    this.claimsOf = this.#claimsOf();
    this.edgesOf = this.#edgesOf();
    this.roles = new Set(graph.words.roles);
  }

  /** The place of each mark among all, by IRI: of equals the library takes the first of these. */
  get order() {
    this.#places ??= this.#ordered();
    return this.#places;
  }

  #ordered() {
    const iris = this.marks.map(({ slug }) => (slug.includes("://") ? slug : BASE + slug));
    const sorted = [...iris.keys()].sort((a, b) => (iris[a] < iris[b] ? -1 : 1));
    /** @type {number[]} */
    const found = [];
    for (const [place, number] of sorted.entries()) found[number] = place;
    return found;
  }

  /** For each thing the claims that speak of it. */
  #claimsOf() {
    /** @type {Claim[][]} */
    const found = this.things.map(() => []);
    for (const claim of this.claims) {
      for (const [subject, , object] of claim.triples) {
        for (const thing of [subject, object]) {
          if (typeof thing === "number" && found[thing].at(-1) !== claim) found[thing].push(claim);
        }
      }
    }
    return found;
  }

  /** For each mark the places among the edges of those at it. */
  #edgesOf() {
    /** @type {number[][]} */
    const found = this.marks.map(() => []);
    for (const [index, edge] of this.edges.entries()) {
      found[edge.from].push(index);
      found[edge.to].push(index);
    }
    return found;
  }

  /**
   * Whether a thing, given by its number, is a mark of the picture.
   * @param {unknown} number
   * @returns {number is number}
   */
  isMark(number) {
    return typeof number === "number" && number >= 0 && number < this.marks.length;
  }

  /** @param {number} number */
  isEvent(number) {
    return this.isMark(number) && this.marks[number].group === "event";
  }

  /** Whether a thing is of a kind that is never a mark.
   * @param {number} number */
  isTenure(number) {
    return this.things[number].kind === "Tenure";
  }

  /** The edge with an id.
   * @param {string | null} id */
  edge(id) {
    const index = id === null ? undefined : this.edgeNumbers.get(id);
    return index === undefined ? null : this.edges[index];
  }

  /** The other end of an edge.
   * @param {number} index
   * @param {number} number */
  across(index, number) {
    const { from, to } = this.edges[index];
    return from === number ? to : from;
  }

  /** Whether the page holds less than the data: an excerpt, or an answer. */
  get isExcerpt() {
    return Boolean(this.meta.answer) || this.meta.about.length > 0;
  }
}
