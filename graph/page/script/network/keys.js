/** The keyboard in the network: from mark to mark with the arrows, Enter opens, Escape lets go. */

import { announce, still } from "../dom.js";
import { CLOSED } from "../page.js";

/** @typedef {import("../page.js").Page} Page */

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Keys {
  /**
   * @param {HTMLElement} element
   * @param {Page} page
   * @param {import("./canvas.js").Canvas} canvas
   * @param {() => void} fit Brings everything into sight.
   */
  constructor(element, page, canvas, fit) {
    this.fit = fit;
    this.page = page;
    this.canvas = canvas;
    element.addEventListener("keydown", (event) => {
      if (this.#key(event.key)) event.preventDefault();
    });
    element.addEventListener("blur", () => {
      if (canvas.cursor !== null) canvas.point(null);
    });
  }

  /** The nearest mark in a direction: what lies sideways counts double.
   * @param {number} from
   * @param {[number, number]} way */
  #next(from, [dx, dy]) {
    const { canvas } = this;
    const locate = canvas.locator();
    const here = locate(from);
    let best = from;
    let least = Infinity;
    for (const number of this.page.shown.marks) {
      const { x, y } = locate(number);
      const along = (x - here.x) * dx + (y - here.y) * dy;
      const far = along + 2 * Math.abs((x - here.x) * dy - (y - here.y) * dx);
      if (number === from || along <= 0 || far >= least) continue;
      best = number;
      least = far;
    }
    return best;
  }

  /** The weightiest mark that is drawn. */
  #first() {
    const { marks } = this.page.graph;
    return this.page.shown.marks.reduce(
      (best, number) => (marks[number].weight > marks[best].weight ? number : best),
      this.page.shown.marks[0],
    );
  }

  /** @param {string} key
   * @returns {boolean} Whether it means anything. */
  #key(key) {
    const { page, canvas } = this;
    const held = canvas.cursor ?? page.state.node;
    const at = held !== null && page.shown.drawn[held] ? held : null;
    if (WAYS[key]) this.#step(at === null ? this.#first() : this.#next(at, WAYS[key]));
    else if (key === "Enter" && at !== null) page.open(at);
    else if (key === "Escape") this.#letGo();
    else if (key === "+" || key === "=") canvas.sight.zoom(1.25);
    else if (key === "-") canvas.sight.zoom(0.8);
    else if (key === "0") this.fit();
    else return false;
    return true;
  }

  /** @param {number | undefined} number */
  #step(number) {
    if (number === undefined) return;
    this.canvas.point(number);
    const place = this.canvas.held.places.get(number);
    if (place && !this.canvas.isInSight(number)) this.canvas.sight.show(place, still() ? 0 : 250);
    announce(`${this.page.name(number)}, ${this.page.words.term(this.page.graph.marks[number].kind)}`);
  }

  #letGo() {
    this.canvas.point(null);
    this.page.change({ ...CLOSED, near: 0, centre: null });
  }
}
