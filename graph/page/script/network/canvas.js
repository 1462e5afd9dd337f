/** The canvas of the network: vis-network draws marks and lines, we paint what is singled out, and names. */

import { narrow } from "../dom.js";
import { Labels } from "../labels.js";
import { dashesOf, Held, MANY } from "./held.js";
import { Network, options } from "./library.js";
import { Looks } from "./looks.js";
import { FACE, itemsOf, MOST, measure, writeNames } from "./names.js";
import { guarded, kept, paintLine, paintMark, paintPin, paintRing, paintVeil } from "./paint.js";
import { drawing } from "./recorder.js";
import { byFingers, Sight } from "./sight.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Place} Place
 * @typedef {import("./looks.js").Look} Look
 * @typedef {CanvasRenderingContext2D} Pen
 */

/** Within so many pixels a mark is hit. */
const REACH = 13;

/** Of more lines than this, those that are singled out are drawn thinner. */
const FEW = 40;

/** So many of the most important names may stand far from their marks, with a line to them. */
const FIRST = 22;

export class Canvas {
  labels = new Labels(measure);
  /** @type {import("../labels.js").Label[]} */
  placed = [];
  /** @type {Map<number, Look>} */
  #looks = new Map();
  /** @type {import("../types").Lit | null} */
  #lit = null;
  /** @type {number | null} The mark under the mouse. */
  #hovered = null;
  /** @type {number | null} The mark at which the keyboard is. */
  cursor = null;
  /** @type {import("../labels.js").Box[]} Where no name may lie. */
  reserved = [];

  /**
   * @param {HTMLElement} element
   * @param {Page} page
   */
  constructor(element, page) {
    this.element = element;
    this.page = page;
    this.looks = new Looks(page);
    this.held = new Held(page, () => this.#moved());
    this.net = this.#network();
    this.held.net = this.net;
    this.sight = new Sight(this.net, element);
    byFingers(element, (dx, dy) => this.sight.pan(dx, dy));
  }

  #network() {
    const given = options();
    const renderer = (/** @type {any} */ asked) => this.#renderer(asked);
    const hideEdgesOnDrag = this.page.graph.marks.length > MANY;
    const isMouse = !matchMedia("(pointer: coarse)").matches; // one finger scrolls the page, two move the picture
    const interaction = { ...given.interaction, hideEdgesOnDrag, dragNodes: isMouse, dragView: isMouse };
    const nodes = { ...given.nodes, shape: "custom", ctxRenderer: renderer };
    const net = new Network(
      this.element,
      { nodes: this.held.marks, edges: this.held.lines },
      { ...given, nodes, interaction },
    );
    for (const inner of this.element.querySelectorAll("[tabindex]")) inner.setAttribute("tabindex", "-1");
    net.on("afterDrawing", (/** @type {Pen} */ pen) => guarded(() => this.#above(pen)));
    net.on("hoverNode", (/** @type {any} */ { node }) => this.#hover(node));
    net.on("blurNode", () => this.#hover(null));
    net.on("dragging", (/** @type {any} */ { nodes: numbers }) => this.held.dragged(numbers));
    return net;
  }

  #moved() {
    this.labels.forget();
    this.net.redraw();
  }

  /** @param {number | null} number */
  #hover(number) {
    this.#hovered = number;
    this.net.redraw();
  }

  // --- what is reported -------------------------------------------------------------------------------

  /** Call with the mark or the edge that was pointed at; both null for the empty ground.
   * @param {(number: number | null, edge: string | null) => void} pick */
  onPick(pick) {
    this.net.on("click", (/** @type {any} */ { edges, pointer }) => {
      const number = this.#markAt(pointer.DOM.x, pointer.DOM.y);
      pick(number, number === null && edges.length ? edges[0] : null);
    });
  }

  /** Call with the mark that was pointed at twice.
   * @param {(number: number) => void} near */
  onNear(near) {
    this.net.on("doubleClick", (/** @type {any} */ { pointer }) => {
      const number = this.#markAt(pointer.DOM.x, pointer.DOM.y);
      if (number !== null) near(number);
    });
  }

  /** Call with a mark that was put somewhere.
   * @param {(number: number, place: Place) => void} moved */
  onMove(moved) {
    this.net.on("dragEnd", (/** @type {any} */ { nodes }) => {
      const place = nodes.length ? this.held.places.get(nodes[0]) : undefined;
      if (place) moved(nodes[0], [Math.round(place[0]), Math.round(place[1])]);
    });
  }

  /** The nearest mark within reach of a point of the screen, or the one whose name lies there.
   * @param {number} x
   * @param {number} y
   * @returns {number | null} */
  #markAt(x, y) {
    let best = null;
    let least = Number.POSITIVE_INFINITY;
    const locate = this.locator();
    for (const number of this.held.places.keys()) {
      const at = locate(number);
      const far = Math.hypot(at.x - x, at.y - y);
      if (far > Math.max(at.r, REACH) || far - at.r >= least) continue;
      best = number;
      least = far - at.r;
    }
    const named = this.placed.find(({ box }) => box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3]);
    return best ?? named?.id ?? null;
  }

  // --- what is painted --------------------------------------------------------------------------------

  /** Hold what the page draws, and paint it.
   * @param {boolean} placed Whether places may have changed. */
  sync(placed) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const stretch = width && height ? Math.min(Math.max(Math.sqrt(width / height), 0.8), 1.3) : 1;
    this.looks.readColours();
    this.#readLooks();
    this.held.sync(placed, stretch, this.looks.colours);
    this.net.redraw();
  }

  #readLooks() {
    this.#lit = this.page.lit;
    this.#looks = new Map(this.page.shown.marks.map((number) => [number, this.looks.of(number)]));
  }

  /** Paint what the state asks for, where nothing comes or goes. */
  paint() {
    if (this.looks.readColours()) this.held.addLines(this.looks.colours);
    this.#readLooks();
    this.net.redraw();
  }

  /** What the library asks for each mark that it draws.
   * @param {{ctx: Pen, id: number, x: number, y: number}} asked */
  #renderer({ ctx, id, x, y }) {
    const size = 2 * (this.#looks.get(id)?.r ?? 5);
    return {
      drawNode: () => guarded(() => this.#paintMark(ctx, id, [x, y])),
      nodeDimensions: { width: size, height: size },
    };
  }

  /** @param {Pen} pen
   * @param {number} number
   * @param {Place | undefined} place */
  #paintMark(pen, number, place = this.held.places.get(number)) {
    const look = this.#looks.get(number);
    if (!look || !place) return;
    const { colours } = this.looks;
    paintMark(pen, look, place, colours, { face: FACE, scale: this.sight.scale, plain: this.held.places.size > MANY });
    if (this.page.state.pins.has(number)) paintPin(pen, look, place, colours);
  }

  /** What lies above all that the library draws: the veil, what is singled out, and the names.
   * @param {Pen} pen */
  #above(pen) {
    const lit = this.#lit;
    if (lit) {
      paintVeil(pen, this.looks.colours.paper);
      for (const id of lit.edges) this.#litLine(pen, id);
      for (const number of lit.marks) this.#paintMark(pen, number);
    }
    for (const number of new Set([this.page.state.node, this.cursor])) {
      const [look, place] = number === null ? [] : [this.#looks.get(number), this.held.places.get(number)];
      if (look && place) paintRing(pen, look, place, this.looks.colours.accent, this.sight.scale);
    }
    this.#names(pen);
  }

  /** @param {Pen} pen
   * @param {string} id */
  #litLine(pen, id) {
    const { graph, shown, state } = this.page;
    const edge = graph.edge(id);
    const [from, to] = edge ? [this.held.places.get(edge.from), this.held.places.get(edge.to)] : [];
    if (!edge || !from || !to) return;
    const sided = [edge.from, edge.to].filter((end) => graph.marks[end].side && state.colour === "side");
    const person = sided.find((end) => graph.marks[end].group === "person") ?? sided[0];
    const { accent, edge: plain } = this.looks.colours;
    const shade = this.#looks.get(person)?.fill ?? plain;
    const dashes = dashesOf(shown.ties[graph.edgeNumbers.get(id) ?? 0]);
    const chosen = id === state.edge;
    const few = (this.#lit?.edges.size ?? 0) < FEW;
    const [width, alpha] = few ? [2.2, 0.95] : [1.4, 0.55];
    paintLine(pen, from, to, { colour: chosen ? accent : shade, width: chosen ? 4 : width, dashes, alpha });
  }

  /** @param {Pen} pen */
  #names(pen) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const pointed = new Set([this.#hovered, this.cursor].filter((number) => number !== null));
    const at = this.locator();
    const items = itemsOf(this.page, { lit: this.#lit, pointed, at, colours: this.looks.colours });
    const seen = items.filter(({ x, y, r }) => x > -r && y > -r && x < width + r && y < height + r);
    const usual = narrow() ? MOST.narrow : MOST.usual;
    const most = this.#lit ? MOST.lit : usual;
    const room = { width, height, most, first: FIRST, face: FACE, reserved: this.reserved };
    this.placed = this.labels.set(seen, room);
    const ratio = pen.canvas.width / width;
    kept(pen, () => {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      writeNames(pen, this.placed, this.looks.colours);
    });
  }

  // --- what is in sight -------------------------------------------------------------------------------

  /** What tells where marks are on the screen just now, and how they look. */
  locator() {
    const { scale } = this.sight;
    const project = this.sight.projection();
    return (/** @type {number} */ number) => {
      const look = this.#looks.get(number);
      const { x, y } = project(this.held.places.get(number) ?? [0, 0]);
      return { x, y, r: (look?.r ?? 5) * scale, fill: look?.fill ?? "" };
    };
  }

  /** @param {number} number */
  isInSight(number) {
    const place = this.held.goals.get(number);
    return place !== undefined && this.sight.isInSight(place);
  }

  /** Bring marks into sight.
   * @param {number[]} numbers
   * @param {number} duration
   * @param {import("./sight.js").Pads} pads */
  fit(numbers, duration, pads) {
    const places = numbers.map((number) => this.held.goals.get(number)).filter((place) => place !== undefined);
    this.sight.fit(places, duration, pads);
  }

  /** Put a ring round the mark at which the keyboard is.
   * @param {number | null} number */
  point(number) {
    this.cursor = number;
    this.net.redraw();
  }

  figure() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.element.querySelector("canvas"));
    return drawing(canvas, () => this.net.redraw());
  }

  /** Resolves once nothing moves, nothing is left to be handed over, and all of it has been drawn. */
  async settled() {
    do await new Promise((done) => requestAnimationFrame(done));
    while (this.held.busy || this.sight.glide.moving);
  }

  /** For tests: marks and names on the screen. */
  standing() {
    const { graph, shown } = this.page;
    const locate = this.locator();
    const lit = (/** @type {number} */ number) => !this.#lit || this.#lit.marks.has(number);
    const marks = shown.marks.map((id) => ({
      id,
      group: graph.marks[id].group,
      ...locate(id),
      lit: lit(id),
    }));
    const labels = this.placed.map(({ id, box, leader }) => ({ id, box, leader }));
    return { marks, labels, scale: this.sight.scale, held: this.held.lines.length };
  }
}
