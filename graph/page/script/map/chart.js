/** One chart of the map: land, places and the ways between them, in a frame. The map has two, one of them an inset. */

import { svg } from "../dom.js";
import { wide } from "../ruler.js";
import { bearing, fitted, onEdge, unpacked } from "./projection.js";

/**
 * @typedef {import("./projection.js").Point} Point
 * @typedef {import("./projection.js").Frame} Frame
 * @typedef {import("./projection.js").Window} Window
 * @typedef {{step: number, land: number[][], border: number[][], dmz: number[][], dprk: number[]}} Outline
 * @typedef {{at: Point, far: boolean}} Spot
 * @typedef {[left: number, top: number, right: number, bottom: number, weight?: number]} Box
 */

/** Where far places stand on the frame, clockwise from above: by hand, since great circles lead nearly all of them out
 * through the north. On a frame that is higher than wide, those in the east stand above the crowd about Pyongyang. */
const FAR = /** @type {Record<string, number>} */ ({
  "place/washington": 62,
  "place/new-york": 66,
  "place/moscow": 312,
  "place/stockholm": 318,
  "place/geneva": 303,
});

const FAR_UP = /** @type {Record<string, number>} */ ({ "place/washington": 28, "place/new-york": 34 });

const FONT = 12.5;
const LINE = 14;

/** What a name costs that lies on a way, and on anything else. */
const LIGHT = 0.3;
const HEAVY = 3;

/** Whether two boxes overlap.
 * @param {Box} one
 * @param {Box} other */
const meets = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

export class Chart {
  /**
   * @param {Window} window
   * @param {Frame} frame
   * @param {Record<string, [latitude: number, longitude: number]>} places
   */
  constructor(window, frame, places) {
    this.frame = frame;
    this.places = places;
    this.put = fitted(window, frame);
    /** @type {Box[]} What names must keep clear of. */
    this.taken = [];
  }

  /** @param {Point} point
   * @param {number} margin */
  holds([x, y], margin = 0) {
    const { left, top, width, height } = this.frame;
    return x > left + margin && x < left + width - margin && y > top + margin && y < top + height - margin;
  }

  /** Where a place stands; one that lies outside on the edge, in its direction from another place.
   * @param {number} place
   * @param {string} slug
   * @param {number | null} from
   * @returns {Spot} */
  spot(place, slug, from) {
    const at = this.put(...this.places[place]);
    if (from === null || this.holds(at, 12)) return { at, far: false };
    const isTall = this.frame.height > this.frame.width;
    const direction =
      (isTall ? FAR_UP[slug] : undefined) ?? FAR[slug] ?? bearing(this.places[from], this.places[place]);
    return { at: onEdge(this.put(...this.places[from]), direction, this.frame, 14), far: true };
  }

  /** @param {number[]} packed
   * @param {number} step
   * @param {boolean} closed */
  #path(packed, step, closed) {
    const points = unpacked(packed, step).map(([latitude, longitude]) =>
      this.put(latitude, longitude)
        .map((value) => value.toFixed(1))
        .join(" "),
    );
    return `M${points.join("L")}${closed ? "Z" : ""}`;
  }

  /** Land and borders.
   * @param {Outline} outline */
  ground({ step, land, border, dmz, dprk }) {
    const all = (/** @type {number[][]} */ lines, /** @type {boolean} */ closed) =>
      lines.map((line) => this.#path(line, step, closed)).join("");
    return [
      svg("path", { d: all(land, true), class: "land" }),
      svg("path", { d: this.#path(dprk, step, true), class: "north" }),
      svg("path", { d: all(border, false), class: "border" }),
      svg("path", { d: all(dmz, false), class: "dmz" }),
    ];
  }

  /** The way of some journeys; it bows to the traveller's right, so that there and back are two.
   * @param {Point} from
   * @param {Point} to
   * @param {number} count
   * @param {string} paint
   * @param {string} label */
  way([ax, ay], [bx, by], count, paint, label) {
    const [dx, dy] = [bx - ax, by - ay];
    const long = Math.hypot(dx, dy) || 1;
    const bow = Math.min(0.3, 26 / long + 0.12);
    const [cx, cy] = [(ax + bx) / 2 - dy * bow, (ay + by) / 2 + dx * bow];
    const reach = Math.hypot(bx - cx, by - cy) || 1;
    const [ux, uy] = [(bx - cx) / reach, (by - cy) / reach];
    const thick = 1.5 + Math.sqrt(count) * 1.4;
    const size = thick * 1.2 + 3.5;
    const [ex, ey] = [bx - ux * 8, by - uy * 8];
    const [hx, hy] = [ex - ux * size * 1.5, ey - uy * size * 1.5];
    const side = size * 0.75;
    const head = `M${ex} ${ey}L${hx - uy * side} ${hy + ux * side}L${hx + uy * side} ${hy - ux * side}Z`;
    const end = `${ex - ux * size * 0.6} ${ey - uy * size * 0.6}`;
    for (let part = 0.15; part < 0.9; part += 0.12) {
      const rest = 1 - part;
      const x = rest * rest * ax + 2 * rest * part * cx + part * part * bx;
      const y = rest * rest * ay + 2 * rest * part * cy + part * part * by;
      this.taken.push([x - 2, y - 2, x + 2, y + 2, LIGHT]);
    }
    const middle = [(ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4];
    const around = /** @type {Box} */ ([middle[0] - 12, middle[1] - 9, middle[0] + 12, middle[1] + 7]);
    const isCounted = count > 1 && !this.taken.some((one) => one[4] !== LIGHT && meets(around, one));
    const number = svg(
      "text",
      { x: middle[0], y: middle[1] + 4, "text-anchor": "middle", class: "number" },
      `×${count}`,
    );
    if (isCounted) this.taken.push(around);
    return svg(
      "g",
      { class: "way" },
      svg("title", {}, label),
      svg("path", { d: `M${ax} ${ay}Q${cx} ${cy} ${end}`, stroke: paint, "stroke-width": thick, class: "arc" }),
      svg("path", { d: head, fill: paint }),
      ...(isCounted ? [number] : []),
    );
  }

  /** The name of a place, in the first of eight seats about it that is free; nothing where none is.
   * @param {Point} at
   * @param {number} r
   * @param {string[]} lines
   * @param {boolean} must Whether it is set in any case. */
  name([x, y], r, lines, must) {
    const room = Math.max(...lines.map((line) => wide(line, FONT, 500)));
    const more = (lines.length - 1) * LINE;
    const [off, below] = [r + 4, r + 13];
    const seats = /** @type {Point[]} */ ([
      [x + off, y + 4],
      [x - off - room, y + 4],
      [x - room / 2, y + below],
      [x - room / 2, y - off - more],
      [x + off - 3, y + below - 2],
      [x - off - room + 3, y + below - 2],
      [x + off - 3, y - off + 3 - more],
      [x - off - room + 3, y - off + 3 - more],
    ]);
    const box = (/** @type {Point} */ [a, b]) => /** @type {Box} */ ([a - 1, b - 11, a + room + 1, b + 3 + more]);
    const cost = (/** @type {Point} */ seat) => {
      const own = box(seat);
      const clashes = this.taken.filter((one) => meets(own, one));
      const out = this.holds([own[0], own[1]]) && this.holds([own[2], own[3]]) ? 0 : 100;
      return clashes.reduce((sum, [, , , , weight = HEAVY]) => sum + weight, out);
    };
    const best = seats.reduce((least, seat) => (cost(seat) < cost(least) ? seat : least));
    if (cost(best) >= (must ? 100 : HEAVY)) return [];
    this.taken.push(box(best));
    return lines.map((line, index) => svg("text", { x: best[0], y: best[1] + index * LINE, class: "place" }, line));
  }
}
