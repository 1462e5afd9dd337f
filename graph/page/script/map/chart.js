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
 * @typedef {{lines: string[], start: Point, box: Box}} Seat
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

/** How far from the edge of the frame far places stand: a name has room above them. */
const INSIDE = 21;

/** How far apart the points of a way stand that names keep clear of. */
const STEP = 7;

/** What a name costs that lies on a way, and on anything else. */
const LIGHT = 0.3;
const HEAVY = 3;

/** What it costs a name to be cut off by the frame. */
const OUT = 100;

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
    return { at: onEdge(this.put(...this.places[from]), direction, this.frame, INSIDE), far: true };
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
    const points = Math.ceil(long / STEP);
    for (let index = 0; index <= points; index += 1) {
      const part = index / points;
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

  /** The name of a place, in the seat about it that crosses least; nothing where none is free.
   * @param {Point} at
   * @param {number} r
   * @param {string[]} lines Set below each other, or beside each other where that crosses less.
   * @param {boolean} must Whether it is set in any case. */
  name(at, r, lines, must) {
    const all = [...this.#seats(at, r, lines), ...(lines.length > 1 ? this.#seats(at, r, [lines.join(" ")]) : [])];
    const costs = all.map(({ box }) => this.#cost(box));
    const least = Math.min(...costs);
    if (least >= (must ? OUT : HEAVY)) return [];
    const best = all[costs.indexOf(least)];
    this.taken.push(best.box);
    const [x, y] = best.start;
    return best.lines.map((line, index) => svg("text", { x, y: y + index * LINE, class: "place" }, line));
  }

  /** The seats about a place: beside, above and below it, aslant, and as near to the middle as the frame allows.
   * @param {Point} at
   * @param {number} r
   * @param {string[]} lines
   * @returns {Seat[]} */
  #seats([x, y], r, lines) {
    const { left, width } = this.frame;
    const room = Math.max(...lines.map((line) => wide(line, FONT, 500)));
    const more = (lines.length - 1) * LINE;
    const [off, below, above] = [r + 4, r + 13, y - r - 4 - more];
    const inside = Math.max(left + 4, Math.min(x - room / 2, left + width - room - 4));
    const starts = /** @type {Point[]} */ ([
      [x + off, y + 4],
      [x - off - room, y + 4],
      [inside, y + below],
      [inside, above],
      [x + off - 3, y + below - 2],
      [x - off - room + 3, y + below - 2],
      [x + off - 3, above + 3],
      [x - off - room + 3, above + 3],
      [inside, y + below + 9],
    ]);
    return starts.map(([a, b]) => ({ lines, start: [a, b], box: [a - 1, b - 11, a + room + 1, b + 3 + more] }));
  }

  /** What it costs to set a name into a box: ways that it crosses, however many, less than anything else.
   * @param {Box} box */
  #cost(box) {
    const weights = this.taken.filter((one) => meets(box, one)).map(([, , , , weight = HEAVY]) => weight);
    const [light, heavy] = [0, 1].map((at) =>
      weights.filter((weight) => Number(weight !== LIGHT) === at).reduce((sum, weight) => sum + weight, 0),
    );
    const isIn = this.holds([box[0], box[1]]) && this.holds([box[2], box[3]]);
    return Math.min(light, HEAVY - LIGHT) + heavy + (isIn ? 0 : OUT);
  }
}
