import { costs, edges, nodes } from "./data.js";
import { shownTies } from "./filters.js";
import { exclude } from "./knowledge.js";

/** Paths between two marks under the cost of `graph.costs`: the cheapest few that tell different things. */

const MOST_HOPS = 8;
const LOOK_AT = 200;
const PATIENCE = 100000;

const costOf = (tie) => costs.hops[tie.relation] + costs.unsure * (7 - tie.sure);

/** The cheapest relation of each edge that is shown, from both ends. */
function roads() {
  const found = nodes.map(() => []);
  edges.forEach((edge, index) => {
    const ties = [...shownTies(index)].sort((a, b) => costOf(a) - costOf(b));
    if (!ties.length) return;
    found[edge.from].push({ to: edge.to, cost: costOf(ties[0]), edge, ties });
    found[edge.to].push({ to: edge.from, cost: costOf(ties[0]), edge, ties });
  });
  return found;
}

/** A queue that gives the least entry first. */
class Queue {
  #heap = [];
  #before;

  constructor(before) {
    this.#before = before;
  }

  get size() {
    return this.#heap.length;
  }

  push(entry) {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at && this.#before(heap[at], heap[(at - 1) >> 1])) {
      [heap[at], heap[(at - 1) >> 1]] = [heap[(at - 1) >> 1], heap[at]];
      at = (at - 1) >> 1;
    }
  }

  pop() {
    const heap = this.#heap;
    const least = heap[0];
    const last = heap.pop();
    if (!heap.length) return least;
    heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let best = at;
      if (left < heap.length && this.#before(heap[left], heap[best])) best = left;
      if (right < heap.length && this.#before(heap[right], heap[best])) best = right;
      if (best === at) return least;
      [heap[at], heap[best]] = [heap[best], heap[at]];
      at = best;
    }
  }
}

/** What it still costs to the end from every mark, its own toll left out (Dijkstra). */
function rest(end, start, from) {
  const costOf = new Map();
  const queue = new Queue((a, b) => a.cost < b.cost);
  queue.push({ node: end, cost: 0 });
  while (queue.size) {
    const { node, cost } = queue.pop();
    if (costOf.has(node)) continue;
    costOf.set(node, cost);
    if (node === start) continue;
    const passed = cost + (node === end ? 0 : nodes[node].toll);
    for (const road of from[node]) if (!costOf.has(road.to)) queue.push({ node: road.to, cost: passed + road.cost });
  }
  return costOf;
}

const earlier = (a, b) => {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) if (a[index] !== b[index]) return a[index] < b[index];
  return a.length < b.length;
};

/** Whether a road cannot be true together with one that a path has taken: they are alternatives of one source. */
function excluded(road, path, from) {
  if (!road.ties[0].claims.every((claim) => claim.or)) return false;
  return path.slice(1).some((node, index) => exclude(road.ties[0], from[path[index]].find((one) => one.to === node).ties[0]));
}

/** The simple paths between two marks, the cheapest first (A*, the bound being exact). */
function* cheapest(start, end, from) {
  const bound = rest(end, start, from);
  const queue = new Queue((a, b) => a.bound < b.bound || (a.bound === b.bound && earlier(a.path, b.path)));
  queue.push({ bound: bound.get(start), spent: 0, path: [start] });
  for (let looked = 0; queue.size && looked < PATIENCE; looked += 1) {
    const { spent, path } = queue.pop();
    const last = path.at(-1);
    if (last === end) {
      yield { cost: spent, path };
      continue;
    }
    if (path.length > MOST_HOPS) continue;
    for (const road of from[last]) {
      if (path.includes(road.to) || !bound.has(road.to) || excluded(road, path, from)) continue;
      const cost = spent + road.cost + (road.to === end ? 0 : nodes[road.to].toll);
      queue.push({ bound: cost + bound.get(road.to), spent: cost, path: [...path, road.to] });
    }
  }
}

/** Whether a path is a detour from a better one, or goes half of its way or more over the same occasions. */
function saysTheSame(path, better) {
  const [mine, others] = [path, better].map((one) => new Set(one.slice(1, -1).map((node) => nodes[node].occasion ?? nodes[node].slug)));
  const common = [...others].filter((occasion) => mine.has(occasion)).length;
  return common === others.size || 2 * common >= mine.size;
}

/**
 * The best paths between two marks.
 *
 * @returns {{cost: number, path: number[], hops: {edge: object, ties: object[]}[]}[]}
 */
export function best(start, end, limit = 3) {
  const from = roads();
  if (start === end || !rest(end, start, from).has(start)) return [];
  const kept = [];
  let looked = 0;
  for (const found of cheapest(start, end, from)) {
    looked += 1;
    if (looked > LOOK_AT || (kept.length && found.cost > kept.at(-1).cost + costs.jump)) break;
    if (!kept.some((better) => saysTheSame(found.path, better.path))) kept.push(found);
    if (kept.length === limit) break;
  }
  return kept.map(({ cost, path }) => ({
    cost: cost / 1000, path, hops: path.slice(1).map((node, index) => from[path[index]].find((road) => road.to === node)),
  }));
}
