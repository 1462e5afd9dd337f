/** Where marks stand: by the arrangement of Python, in surroundings laid out anew, or where they were put. */

import { compare } from "../knowledge.js";
import { around, besides } from "../layout.js";

/**
 * @typedef {import("../types").Place} Place
 * @typedef {import("../types").State} State
 * @typedef {import("../types").Shown} Shown
 * @typedef {import("../graph.js").Graph} Graph
 */

/** What is linked among what is drawn.
 * @param {Graph} graph
 * @param {Shown} shown
 * @returns {[number, number][]} */
const pairsOf = (graph, shown) => shown.lines.map((index) => [graph.edges[index].from, graph.edges[index].to]);

/** The order in which marks go round another one: by side, then by kind, then by weight.
 * @param {Graph} graph
 * @param {number[]} marks */
function inTurn(graph, marks) {
  const key = (/** @type {number} */ number) => `${graph.marks[number].side ?? "~"} ${graph.marks[number].group}`;
  const weight = (/** @type {number} */ number) => graph.marks[number].weight;
  return [...marks].sort((a, b) => compare(key(a), key(b)) || weight(b) - weight(a) || a - b);
}

/** Marks beside those that are drawn at first, each near those that it is linked with.
 * @param {Graph} graph
 * @param {State} state
 * @param {Shown} shown
 * @returns {Map<number, Place>} */
function withAdded(graph, state, shown) {
  /** @type {Map<number, Place>} */
  const places = new Map();
  for (let number = 0; number < graph.core; number += 1) {
    const { spot } = graph.marks[number];
    if (spot) places.set(number, spot);
  }
  const pairs = pairsOf(graph, shown);
  const grown = state.grown.map((one) => [one, ...graph.edgesOf[one].map((index) => graph.across(index, one))]);
  for (const batch of [...grown, shown.marks]) {
    const added = [...new Set(batch)].filter((number) => shown.drawn[number] && !places.has(number));
    if (!added.length) continue;
    for (const [number, place] of besides(added, places, pairs)) places.set(number, place);
  }
  return places;
}

/**
 * The places of all marks that are drawn.
 *
 * @param {Graph} graph
 * @param {State} state
 * @param {Shown} shown
 * @param {number} stretch How much wider than high the window is: the network is stretched to its shape.
 * @returns {Map<number, Place>}
 */
export function placesOf(graph, state, shown, stretch) {
  /** @type {Map<number, Place>} */
  let places;
  if (state.near && state.centre !== null)
    places = around(state.centre, inTurn(graph, shown.marks), pairsOf(graph, shown));
  else if (state.all)
    places = new Map(
      shown.marks.map((number) => [number, graph.marks[number].wider ?? graph.marks[number].spot ?? [0, 0]]),
    );
  else places = withAdded(graph, state, shown);
  /** @type {Map<number, Place>} */
  const found = new Map();
  for (const number of shown.marks) {
    const [x, y] = places.get(number) ?? [0, 0];
    found.set(number, state.pins.get(number) ?? [x * stretch, y / stretch]);
  }
  return found;
}
