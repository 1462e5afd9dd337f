/**
 * Paths between two marks under the cost of `graph/network/costs.py`: the cheapest few that tell different things. The
 * search is that of `graph/network/cheapest_paths.py`.
 */

import { ordinal } from "./dates.js";
import { exclude } from "./knowledge.js";
import { Queue } from "./queue.js";

/**
 * @typedef {import("./types").Tie} Tie
 * @typedef {import("./types").Edge} Edge
 * @typedef {import("./types").Path} Path
 * @typedef {import("./types").PathFilters} PathFilters
 * @typedef {import("./knowledge.js").Knowledge} Knowledge
 * @typedef {{to: number, cost: number, edge: Edge, ties: Tie[]}} Road
 * @typedef {{bound: number, path: number[], spent: number, way: number, clock: number}} Entry
 */

/** How many paths to look at for some that differ. */
const LOOK_AT = 500;

/** How many beginnings of paths to look at before giving up. */
const LIMIT = 300000;

/** Of the end of what lasts. */
const FOREVER = Number.MAX_SAFE_INTEGER;

class Search {
  /**
   * @param {Knowledge} knowledge
   * @param {Tie[][]} ties For each edge the relations that count.
   * @param {PathFilters} filters
   */
  constructor(knowledge, ties, filters) {
    this.knowledge = knowledge;
    this.graph = knowledge.graph;
    this.filters = filters;
    this.roads = this.#roads(ties);
    /** @type {Map<number, Map<number, number>>} For each goal what it costs to it. */
    this.rest = new Map();
    /** @type {Map<string, {bound: number, step: number, road: Road}[]>} */
    this.ways = new Map();
    this.end = -1;
    /** @type {Set<number>} */
    this.closed = new Set();
    /** @type {number[]} */
    this.through = [];
  }

  /** @param {Tie} tie */
  #cost(tie) {
    const { costs } = this.graph;
    return costs.hops[tie.relation] + costs.unsure * (7 - tie.sure);
  }

  /** The cheapest relation of each edge, from both ends.
   * @param {Tie[][]} ties */
  #roads(ties) {
    /** @type {Road[][]} */
    const found = this.graph.marks.map(() => []);
    for (const [index, all] of ties.entries()) {
      if (!all.length) continue;
      const edge = this.graph.edges[index];
      const sorted = [...all].sort((a, b) => this.#cost(a) - this.#cost(b));
      const cost = this.#cost(sorted[0]);
      found[edge.from].push({ to: edge.to, cost, edge, ties: sorted });
      found[edge.to].push({ to: edge.from, cost, edge, ties: sorted });
    }
    return found;
  }

  /** Marks that no path may meet.
   * @param {number} start
   * @param {number} end */
  #closed(start, end) {
    const closed = new Set(this.filters.avoid);
    if (this.filters.nostates) {
      for (const [number, mark] of this.graph.marks.entries()) if (mark.group === "state") closed.add(number);
    }
    for (const open of [start, end, ...this.filters.through]) closed.delete(open);
    return closed;
  }

  /** What it costs from every mark to a goal, the tolls of both left out (Dijkstra).
   * @param {number} goal
   * @param {Set<number>} closed */
  #costsTo(goal, closed) {
    /** @type {Map<number, number>} */
    const costs = new Map();
    /** @type {Queue<{node: number, cost: number}>} */
    const queue = new Queue((a, b) => a.cost < b.cost);
    queue.push({ node: goal, cost: 0 });
    while (queue.size) {
      const { node, cost } = queue.pop();
      if (costs.has(node)) continue;
      costs.set(node, cost);
      if (closed.has(node)) continue;
      const passed = cost + (node === goal ? 0 : this.graph.marks[node].toll);
      for (const road of this.roads[node])
        if (!costs.has(road.to)) queue.push({ node: road.to, cost: passed + road.cost });
    }
    return costs;
  }

  /** The ways on from the last mark of a path, the cheapest first.
   * @param {number[]} path */
  #waysOn(path) {
    const last = path[path.length - 1];
    const missing = this.through.filter((stop) => !path.includes(stop));
    const key = `${last} ${missing.join(" ")}`;
    let ways = this.ways.get(key);
    if (!ways) {
      const { order } = this.graph;
      ways = this.roads[last].flatMap((road) => {
        const bound = this.closed.has(road.to) ? null : this.#bound(road.to, missing);
        const step = road.cost + (road.to === this.end ? 0 : this.graph.marks[road.to].toll);
        return bound === null ? [] : [{ bound: step + bound, step, road }];
      });
      ways.sort((a, b) => a.bound - b.bound || a.step - b.step || order[a.road.to] - order[b.road.to]);
      this.ways.set(key, ways);
    }
    return ways;
  }

  /** What it costs at least to go on to the end, past all that is missing; null where there is no way.
   * @param {number} node
   * @param {number[]} missing */
  #bound(node, missing) {
    const left = missing.filter((stop) => stop !== node);
    const toEnd = this.rest.get(this.end);
    if (!left.length) return toEnd?.get(node) ?? null;
    if (node === this.end) return null;
    const bounds = left.map((stop) => {
      const there = this.rest.get(stop)?.get(node);
      const on = toEnd?.get(stop);
      return there === undefined || on === undefined ? Infinity : there + this.graph.marks[stop].toll + on;
    });
    const most = Math.max(...bounds);
    return most === Infinity ? null : most;
  }

  /** Whether a path may go on over a road: in the order of time, and by what can be true together.
   * @param {Road} road
   * @param {number[]} path
   * @param {number} clock */
  #follows(road, path, clock) {
    if (this.filters.inorder && this.graph.isEvent(road.to)) {
      const { first } = this.knowledge.fact(road.to).when;
      if ((first ? ordinal(first) : -FOREVER) <= clock) return false;
    }
    if (!road.ties.every((tie) => tie.claims.every((claim) => claim.or))) return true;
    return !path.slice(1).some((node, index) => {
      const taken = this.roads[path[index]].find((one) => one.to === node);
      return taken?.ties.every((tie) => road.ties.every((other) => exclude(tie, other)));
    });
  }

  /** @param {number} node
   * @param {number} clock */
  #after(node, clock) {
    if (!this.graph.isEvent(node)) return clock;
    const { last } = this.knowledge.fact(node).when;
    return last ? ordinal(last) : FOREVER;
  }

  /** @param {number[]} a
   * @param {number[]} b */
  #isEarlier(a, b) {
    const { order } = this.graph;
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      if (a[index] !== b[index]) return order[a[index]] < order[b[index]];
    }
    return a.length < b.length;
  }

  /** Put a beginning of a path into the queue with its best way on, from a given one.
   * @param {Queue<Entry>} queue
   * @param {Omit<Entry, "bound">} entry */
  #push(queue, { path, spent, way, clock }) {
    const ways = this.#waysOn(path);
    if (path.length > this.filters.hops) return;
    for (let index = way; index < ways.length; index += 1) {
      const { bound, road } = ways[index];
      if (path.includes(road.to) || !this.#follows(road, path, clock)) continue;
      queue.push({ bound: spent + bound, path, spent, way: index, clock });
      return;
    }
  }

  /** The simple paths between two marks, the cheapest first (A*, the bound being exact).
   * @param {number} start
   * @param {number} end */
  *cheapest(start, end) {
    this.end = end;
    this.closed = this.#closed(start, end);
    this.through = this.filters.through.filter((stop) => stop !== start && stop !== end);
    for (const stop of this.through) this.rest.set(stop, this.#costsTo(stop, new Set([...this.closed, start, end])));
    this.rest.set(end, this.#costsTo(end, new Set([...this.closed, start])));
    /** @type {Queue<Entry>} */
    const queue = new Queue((a, b) => a.bound < b.bound || (a.bound === b.bound && this.#isEarlier(a.path, b.path)));
    this.#push(queue, { path: [start], spent: 0, way: 0, clock: this.#after(start, -FOREVER) });
    for (let looked = 0; queue.size && looked < LIMIT; looked += 1) {
      const { path, spent, way, clock } = queue.pop();
      const { step, road } = this.#waysOn(path)[way];
      this.#push(queue, { path, spent, way: way + 1, clock });
      const longer = [...path, road.to];
      if (road.to === end) yield { cost: spent + step, path: longer };
      else this.#push(queue, { path: longer, spent: spent + step, way: 0, clock: this.#after(road.to, clock) });
    }
  }

  /** Whether a path is a detour from a better one, or goes half of its way or more over the same occasions.
   * @param {number[]} path
   * @param {number[]} better */
  saysTheSame(path, better) {
    const { marks } = this.graph;
    const over = (/** @type {number[]} */ one) =>
      new Set(one.slice(1, -1).map((node) => marks[node].occasion ?? marks[node].slug));
    const [mine, others] = [over(path), over(better)];
    const common = [...others].filter((occasion) => mine.has(occasion)).length;
    return common === others.size || 2 * common >= mine.size;
  }

  /** @param {{cost: number, path: number[]}} found
   * @returns {Path} */
  told({ cost, path }) {
    const hops = path.slice(1).map((node, index) => {
      const road = this.roads[path[index]].find((one) => one.to === node);
      if (!road) throw new Error("a path leads where no road does");
      return { edge: road.edge, ties: road.ties };
    });
    return { cost: cost / 1000, path, hops };
  }
}

/**
 * The best paths between two marks.
 *
 * @param {Knowledge} knowledge
 * @param {Tie[][]} ties For each edge the relations that count.
 * @param {number} start
 * @param {number} end
 * @param {PathFilters} filters
 * @param {number} limit
 * @returns {Path[]}
 */
export function bestPaths(knowledge, ties, start, end, filters, limit = 3) {
  if (start === end) return [];
  const search = new Search(knowledge, ties, filters);
  /** @type {{cost: number, path: number[]}[]} */
  const kept = [];
  let looked = 0;
  for (const found of search.cheapest(start, end)) {
    looked += 1;
    const dearest = kept[kept.length - 1];
    if (looked > LOOK_AT || (dearest && found.cost > dearest.cost + knowledge.graph.costs.jump)) break;
    if (!kept.some((better) => search.saysTheSame(found.path, better.path))) kept.push(found);
    if (kept.length === limit) break;
  }
  return kept.map((path) => search.told(path));
}
