import { edges, edgesOf, nodes } from "./data.js";
import { fact, known, sortOf, sureness } from "./knowledge.js";
import { state } from "./state.js";

/** What is shown: what the legend, the dates, the day of knowledge and the nearness let through. */

let shown = null;

/** Forget what was worked out for another choice. */
export function unfilter() {
  shown = null;
}

const sideOf = (node) => node.side ?? "none";

function wanted(number) {
  const node = nodes[number];
  if (state.groups.has(node.group) || state.sides.has(sideOf(node))) return false;
  if (node.group !== "event") return true;
  const { status, span } = fact(number);
  if (state.statuses.has(sortOf(status))) return false;
  return !(state.since && span.last && span.last < state.since) && !(state.until && span.first && span.first > state.until);
}

const wantedTie = (tie) => !state.relations.has(tie.relation) && !state.sures.has(String(sureness(tie.sure)));

function near(number, ties) {
  const inside = new Set([number]);
  let rim = [number];
  for (let step = 0; step < state.near; step += 1) {
    rim = rim.flatMap((one) => edgesOf[one].filter((edge) => ties[edge.index].length).map((edge) => (edge.from === one ? edge.to : edge.from)));
    rim = rim.filter((one) => !inside.has(one) && inside.add(one));
  }
  return inside;
}

function filter() {
  const chosen = nodes.map((_, number) => wanted(number));
  let ties = known().map((all, index) => (chosen[edges[index].from] && chosen[edges[index].to] ? all.filter(wantedTie) : []));
  if (state.near && state.node !== null) {
    const inside = near(state.node, ties);
    ties = ties.map((all, index) => (inside.has(edges[index].from) && inside.has(edges[index].to) ? all : []));
  }
  const linked = new Set(edges.flatMap((edge, index) => (ties[index].length ? [edge.from, edge.to] : [])));
  const keep = new Set([state.node, state.from, state.to]);
  const alone = edges.length ? (number) => linked.has(number) || keep.has(number) : () => true;
  return { nodes: nodes.map((_, number) => alone(number) && (chosen[number] || keep.has(number))), ties };
}

const current = () => (shown ??= filter());

/** Whether a mark is shown. */
export const isShown = (number) => current().nodes[number];

/** The relations that are shown at an edge, given by its place among the edges. */
export const shownTies = (index) => current().ties[index];

/** The numbers of the marks that are shown. */
export const shownNodes = () => nodes.map((_, number) => number).filter(isShown);

/** How many marks and links are shown. */
export const counts = () => ({ nodes: shownNodes().length, edges: current().ties.filter((ties) => ties.length).length });

/** The marks next to one, itself included. */
export function neighbours(number) {
  const found = new Set([number]);
  edges.forEach((edge, index) => {
    if (edge.from === number && shownTies(index).length) found.add(edge.to);
    if (edge.to === number && shownTies(index).length) found.add(edge.from);
  });
  return found;
}
