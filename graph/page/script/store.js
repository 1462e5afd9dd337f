/** What the reader has chosen, kept in the address and in the browser's history: Back and Forward go through it. */

import { beginning, read, SETS, write } from "./address.js";

/**
 * @typedef {import("./types").State} State
 * @typedef {import("./types").Key} Key
 * @typedef {import("./graph.js").Graph} Graph
 */

/** @param {any} one
 * @param {any} other */
function same(one, other) {
  if (one instanceof Set) return one.size === other.size && [...one].every((member) => other.has(member));
  if (one instanceof Map)
    return one.size === other.size && [...one].every(([key, value]) => String(other.get(key)) === String(value));
  if (Array.isArray(one)) return one.length === other.length && one.every((member, index) => member === other[index]);
  return one === other;
}

export class Store {
  /** @type {((changed: Set<Key>) => void)[]} */
  #listeners = [];
  /** @type {string} What was last drawn at, so that it makes one entry in the history. */
  #drawn = "";
  /** How often the state has changed. */
  turn = 0;
  /** @type {string[]} What in the address makes no sense on this page. */
  unknown = [];

  /**
   * @param {Graph} graph
   * @param {string[]} views The ids of the views.
   */
  constructor(graph, views) {
    this.graph = graph;
    this.views = views;
    /** @type {State} */
    this.state = beginning(graph);
  }

  /** Call a function with the names of what changed, after each change.
   * @param {(changed: Set<Key>) => void} listener */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Change some of the state; its address follows, as a new entry of the history.
   *
   * @param {Partial<State>} patch
   * @param {string} drawing The name of a handle that is being drawn: all its moves make one entry.
   */
  change(patch, drawing = "") {
    const changed = this.#take(patch);
    if (!changed.size) return;
    this.#remember(drawing !== "" && drawing === this.#drawn);
    this.#drawn = drawing;
    this.#tell(changed);
  }

  /** Switch one member of a set of what is hidden.
   * @param {typeof SETS[number]} set
   * @param {string} member */
  toggle(set, member) {
    const members = new Set(this.state[set]);
    if (!members.delete(member)) members.add(member);
    this.change({ [set]: members });
  }

  /** Show everything again. */
  reset() {
    const fresh = beginning(this.graph);
    const sets = Object.fromEntries(SETS.map((key) => [key, fresh[key]]));
    this.change({
      ...sets,
      since: "",
      until: "",
      known: "",
      said: "",
      near: 0,
      centre: null,
      all: false,
      grown: [],
      pins: new Map(),
    });
  }

  /** Take the state out of the address. */
  restore() {
    const { state, unknown } = read(location.hash, this.graph, this.views);
    this.unknown = unknown;
    this.#drawn = "";
    this.#tell(this.#take(state));
  }

  /** The address of the page as it now stands; whole, since in a frame it has no base of its own. */
  get address() {
    return location.href.replace(/#.*$/, "") + write(this.state, this.graph);
  }

  /** @param {Partial<State>} patch
   * @returns {Set<Key>} */
  #take(patch) {
    const keys = /** @type {Key[]} */ (Object.keys(patch));
    const changed = keys.filter((key) => !same(patch[key], this.state[key]));
    this.turn += 1;
    Object.assign(this.state, Object.fromEntries(changed.map((key) => [key, patch[key]])));
    return new Set(changed);
  }

  /** @param {boolean} replace */
  #remember(replace) {
    const { address } = this;
    if (address === location.href) return;
    try {
      if (replace) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    } catch {
      // a frame without an address of its own keeps none
    }
  }

  /** @param {Set<Key>} changed */
  #tell(changed) {
    for (const listener of this.#listeners) listener(changed);
  }
}
