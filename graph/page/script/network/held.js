/** What vis-network holds: the marks and lines that are drawn, and where each mark stands, is to stand, or was put. */

import { still } from "../dom.js";
import { sureness } from "../knowledge.js";
import { DASHES } from "../marks.js";
import { Glide, Slices } from "./glide.js";
import { DataSet } from "./library.js";
import { placesOf } from "./places.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Place} Place
 */

/** Above so many marks they jump to their places, and are handed over in several frames. */
export const MANY = 600;

/** How many marks or lines are handed over in one frame. */
const SLICE = 800;

const MOVING = 700;

/** Lines of marks that have many are the fainter: they would be a fan that hides all others.
 * @param {number} count */
const opacityOf = (count) => Math.min(Math.max(1.3 / Math.sqrt(count), 0.1), 0.42);

/** Of which sort the surest of some ties is.
 * @param {import("../types").Tie[]} ties */
const surest = (ties) => sureness(Math.max(0, ...ties.map((tie) => tie.sure)));

/** How the surest of some ties is dashed.
 * @param {import("../types").Tie[]} ties */
export const dashesOf = (ties) => DASHES[surest(ties)];

export class Held {
  marks = new DataSet();
  lines = new DataSet();
  glide = new Glide();
  slices = new Slices();
  /** @type {Map<number, Place>} Where each mark stands just now. */
  places = new Map();
  /** @type {Map<number, Place>} Where each is on the way to. */
  goals = new Map();
  /** @type {Map<number, string>} What decided how each line looks when it was last handed over. */
  #handed = new Map();
  /** @type {any} What the library draws with, once it is there. */
  net = null;

  /**
   * @param {Page} page
   * @param {() => void} moved Called when marks have moved.
   */
  constructor(page, moved) {
    this.page = page;
    this.moved = moved;
  }

  /** Hold what the page draws, and bring all to their places.
   * @param {boolean} placed Whether places may have changed.
   * @param {number} stretch
   * @param {Record<string, string>} colours */
  sync(placed, stretch, colours) {
    const { shown } = this.page;
    this.slices.clear();
    this.#dropLines();
    this.#dropMarks(new Set(shown.marks));
    const added = shown.marks.filter((number) => !this.places.has(number));
    if (placed || added.length) this.#place(added, stretch);
    this.addLines(colours);
  }

  /** @param {Set<number>} wanted */
  #dropMarks(wanted) {
    const gone = [...this.places.keys()].filter((number) => !wanted.has(number));
    for (const number of gone) {
      this.places.delete(number);
      this.goals.delete(number);
    }
    if (gone.length) this.marks.remove(gone);
  }

  /** @param {number[]} added
   * @param {number} stretch */
  #place(added, stretch) {
    const { graph, state, shown } = this.page;
    this.goals = placesOf(graph, state, shown, stretch);
    for (const number of added) this.places.set(number, this.goals.get(number) ?? [0, 0]);
    const held = new Set(this.marks.getIds());
    const records = shown.marks.flatMap((id) => {
      const [x, y] = this.places.get(id) ?? [0, 0];
      return held.has(id) ? [] : [{ id, x, y }];
    });
    if (records.length <= MANY) this.marks.add(records);
    else this.slices.add(records, SLICE, (some) => this.marks.add(some));
    this.#glideHome();
  }

  #glideHome() {
    const moved = [...this.goals].flatMap(([number, goal]) => {
      const from = this.places.get(number);
      return from && (from[0] !== goal[0] || from[1] !== goal[1]) ? [{ number, from, goal }] : [];
    });
    if (!moved.length) return;
    this.glide.go(still() || moved.length > MANY ? 0 : MOVING, (share) => {
      for (const { number, from, goal } of moved) {
        if (!this.places.has(number)) continue;
        this.#move(number, [from[0] + (goal[0] - from[0]) * share, from[1] + (goal[1] - from[1]) * share]);
      }
      this.moved();
    });
  }

  /** The library's own way to move a mark draws everything anew for each; this is what it does besides.
   * @param {number} number
   * @param {Place} place */
  #move(number, place) {
    this.places.set(number, place);
    const node = this.net.body.nodes[number];
    if (node) [node.x, node.y] = place;
  }

  /** Remember where marks were dragged to.
   * @param {number[]} numbers */
  dragged(numbers) {
    const found = this.net.getPositions(numbers);
    for (const number of numbers) {
      const { x, y } = found[number];
      this.places.set(number, [x, y]);
      this.goals.set(number, [x, y]);
    }
  }

  /** How a line is handed over.
   * @param {number} index
   * @param {Record<string, string>} colours */
  #lineOf(index, { edge: shade, accent }) {
    const { graph, shown } = this.page;
    const { id, from, to } = graph.edges[index];
    const dashes = dashesOf(shown.ties[index]);
    const opacity = opacityOf(Math.max(graph.edgesOf[from].length, graph.edgesOf[to].length));
    const color = { color: shade, highlight: shade, hover: accent, opacity, inherit: false };
    return { id, from, to, dashes: dashes.length ? dashes : false, color };
  }

  #dropLines() {
    const { graph, shown } = this.page;
    const wanted = new Set(shown.lines);
    const gone = [...this.#handed.keys()].filter((index) => !wanted.has(index));
    for (const index of gone) this.#handed.delete(index);
    if (gone.length) this.lines.remove(gone.map((index) => graph.edges[index].id));
  }

  /** Hand over the lines that are new or look otherwise, some in each frame: the marks are seen first.
   * @param {Record<string, string>} colours */
  addLines(colours) {
    const { lines, ties } = this.page.shown;
    const deciding = (/** @type {number} */ index) => `${surest(ties[index])} ${colours.edge} ${colours.accent}`;
    const changed = lines.filter((index) => this.#handed.get(index) !== deciding(index));
    this.slices.add(changed, SLICE, (some) => {
      for (const index of some) this.#handed.set(index, deciding(index));
      this.lines.update(some.map((index) => this.#lineOf(index, colours)));
    });
  }

  /** Whether something still moves or is to be handed over. */
  get busy() {
    return this.slices.busy || this.glide.moving;
  }
}
