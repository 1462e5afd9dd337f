/** How marks look: colour, size, sign and code, worked out once for each choice of the reader. */

import { colour } from "../dom.js";
import { hollowOf, SHAPES } from "../marks.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {"open" | "crossed" | "dotted" | "blank" | undefined} How
 * @typedef {{shape: string, r: number, fill: string, edge: string, how: How, code: string}} Look
 */

const COLOURS =
  "paper ink soft edge accent none none-edge other on-mark low high dprk rok united-states china russia japan".split(
    " ",
  );

/** @type {Record<string, number>} */
const BASE = { state: 12, person: 5, body: 5, event: 5, place: 4, act: 5.5, matter: 5 };

const MOST = 22;

/** From this size on a mark has room for the code of its side. */
const ROOMY = 9;

/** The colours of the style sheet as they now stand.
 * @returns {Record<string, string>} */
const palette = () => Object.fromEntries(COLOURS.map((name) => [name, colour(name)]));

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** A colour between two, both of the form #rrggbb.
 * @param {string} from
 * @param {string} to
 * @param {number} share */
export function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return `#${a
    .map((part, index) =>
      Math.round(part + (b[index] - part) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

/** How large each share of the greatest is: of measures the ranks count, as a few scores are far above all others.
 * @param {number[]} scores */
function shares(scores) {
  const most = Math.max(...scores, 0) || 1;
  return scores.map((score) => Math.sqrt(Math.max(score, 0) / most));
}

/** Works out looks for what a page holds. */
export class Looks {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Record<string, number[]>} */
    this.shares = Object.fromEntries(
      Object.entries(page.graph.measures).map(([name, scores]) => [name, shares(scores)]),
    );
    this.codes = new Map(page.graph.marks.filter((mark) => mark.code).map((mark) => [mark.slug, mark.code ?? ""]));
    this.colours = palette();
  }

  /** Read the colours of the style sheet anew: they differ between light and dark.
   * @returns {boolean} Whether they have changed. */
  readColours() {
    const before = this.colours;
    this.colours = palette();
    return COLOURS.some((name) => before[name] !== this.colours[name]);
  }

  /** Half the size of a mark.
   * @param {number} number */
  #radius(number) {
    const mark = this.page.graph.marks[number];
    const { size } = this.page.state;
    const base = BASE[mark.group];
    if (size !== "weight") return 4 + (MOST - 4) * this.shares[size][number];
    return Math.min(base + Math.sqrt(mark.weight), MOST);
  }

  /** @param {number} number */
  #fill(number) {
    const { colours, page } = this;
    const mark = page.graph.marks[number];
    const by = page.state.colour;
    if (by !== "side") return mix(colours.low, colours.high, this.shares[by][number]);
    if (mark.side) return colours[mark.side.replace("state/", "")] ?? colours.other;
    return mark.group === "event" ? colours.ink : colours.none;
  }

  /** @param {number} number
   * @returns {Look} */
  of(number) {
    const mark = this.page.graph.marks[number];
    const r = this.#radius(number);
    const how = hollowOf(SHAPES[mark.group], this.page.fact(number).stage);
    const roomy = mark.group === "state" || (r >= ROOMY && (mark.group === "person" || mark.group === "body"));
    const code = roomy && !how ? (mark.code ?? this.codes.get(mark.side ?? "") ?? "") : "";
    const fill = this.#fill(number);
    const edge = fill === this.colours.none ? this.colours["none-edge"] : fill;
    return { shape: SHAPES[mark.group], r, fill, edge, how, code };
  }
}
