/** What of the network is in sight: where marks are on the screen, and moving and zooming what is seen. */

import { Glide } from "./glide.js";

/**
 * @typedef {import("../types").Place} Place
 * @typedef {{top: number, right: number, bottom: number, left: number}} Pads Room about what is shown.
 */

/** Not nearer than this: what is few is not blown up. */
const CLOSEST = 1.15;

const FARTHEST = 0.02;

/** So near the edge of the picture a mark is out of sight. */
const EDGE = 20;

/** Tell how two fingers move; a single one is left to the page, which it scrolls.
 * @param {HTMLElement} element
 * @param {(dx: number, dy: number) => void} moved */
export function byFingers(element, moved) {
  /** @type {[number, number] | null} */
  let last = null;
  const follow = (/** @type {TouchEvent} */ event) => {
    const { touches } = event;
    if (touches.length !== 2) {
      last = null;
      return;
    }
    event.preventDefault();
    const x = (touches[0].clientX + touches[1].clientX) / 2;
    const y = (touches[0].clientY + touches[1].clientY) / 2;
    if (last) moved(x - last[0], y - last[1]);
    last = [x, y];
  };
  for (const kind of /** @type {const} */ (["touchstart", "touchmove", "touchend"]))
    element.addEventListener(kind, follow, { passive: false });
}

export class Sight {
  /**
   * @param {any} net What the library draws with.
   * @param {HTMLElement} element
   */
  constructor(net, element) {
    this.net = net;
    this.element = element;
    this.glide = new Glide();
  }

  /** @returns {number} */
  get scale() {
    return this.net.getScale();
  }

  /** What tells where places are on the screen, as it now stands. */
  projection() {
    const { scale } = this;
    const middle = this.net.getViewPosition();
    const { clientWidth: width, clientHeight: height } = this.element;
    return (/** @type {Place} */ [x, y]) => ({
      x: width / 2 + (x - middle.x) * scale,
      y: height / 2 + (y - middle.y) * scale,
    });
  }

  /** @param {Place} place */
  isInSight(place) {
    const { x, y } = this.projection()(place);
    const { clientWidth: width, clientHeight: height } = this.element;
    return x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE;
  }

  /**
   * Bring places into sight.
   *
   * @param {Place[]} places
   * @param {number} duration
   * @param {Pads} pads
   */
  fit(places, duration, { top, right, bottom, left }) {
    if (!places.length) return;
    const { clientWidth: width, clientHeight: height } = this.element;
    const [xs, ys] = [places.map((place) => place[0]), places.map((place) => place[1])];
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = [(width - left - right) / Math.max(x1 - x0, 1), (height - top - bottom) / Math.max(y1 - y0, 1)];
    const scale = Math.max(Math.min(...room, CLOSEST), FARTHEST);
    this.#go([(x0 + x1 + (right - left) / scale) / 2, (y0 + y1 + (bottom - top) / scale) / 2], scale, duration);
  }

  /** Bring one place to the middle.
   * @param {Place} place
   * @param {number} duration */
  show(place, duration) {
    this.#go(place, this.scale, duration);
  }

  /** Move what is seen along with something on the screen, by so many pixels.
   * @param {number} dx
   * @param {number} dy */
  pan(dx, dy) {
    const { x, y } = this.net.getViewPosition();
    const { scale } = this;
    this.net.moveTo({ position: { x: x - dx / scale, y: y - dy / scale }, animation: false });
  }

  /** Zoom by a factor about the middle.
   * @param {number} factor */
  zoom(factor) {
    this.net.moveTo({ scale: this.scale * factor, animation: false });
  }

  /** @param {Place} goal
   * @param {number} scale
   * @param {number} duration */
  #go([x, y], scale, duration) {
    const start = { ...this.net.getViewPosition(), scale: this.scale };
    this.glide.go(duration, (share) => {
      const position = { x: start.x + (x - start.x) * share, y: start.y + (y - start.y) * share };
      this.net.moveTo({ position, scale: start.scale * (scale / start.scale) ** share, animation: false });
    });
  }
}
