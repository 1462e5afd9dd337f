/** Which names the network draws, and how: the most important first, few enough that the picture stays calm. */

import { kept, paintTail } from "./paint.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../labels.js").Item} Item
 * @typedef {import("../labels.js").Label} Label
 */

export const FACE = "Inter, 'Segoe UI', system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif";

/** How many names at most, besides those that must be. */
export const MOST = { usual: 40, narrow: 16, lit: 60 };

/** @type {Record<string, number>} */
const RANK = { state: 300, event: 800, person: 900, body: 300, act: 400, place: 100, matter: 200 };

/** Of more marks than this, only the most important keep names off. */
const MANY = 500;
const SOLID = 150;

/** States of more weight than this are always named; others like other marks. */
const CHIEF = 20;

/**
 * What the names are set from, the most important first.
 *
 * @param {Page} page
 * @param {object} scene
 * @param {import("../types").Lit | null} scene.lit
 * @param {Set<number>} scene.pointed Marks at which the mouse or the keyboard is.
 * @param {(number: number) => {x: number, y: number, r: number, fill: string}} scene.at Where a mark is on the screen.
 * @param {Record<string, string>} scene.colours
 * @returns {Item[]}
 */
export function itemsOf(page, { lit, pointed, at, colours }) {
  const { marks } = page.graph;
  const drawn = page.shown.marks;
  /** @type {(Item & {rank: number})[]} */
  const items = [];
  for (const number of drawn) {
    const mark = marks[number];
    const isState = mark.group === "state";
    const bright = !lit || lit.marks.has(number);
    const chosen = pointed.has(number) || number === page.state.node || Boolean(lit?.must.has(number));
    if (!bright && !isState && !chosen) continue; // neither named nor in the way
    const { fill, x, y, r } = at(number);
    const must = chosen || (isState && !lit && mark.weight > CHIEF);
    const isPlain = mark.group === "event" || !mark.side || page.state.colour !== "side";
    items.push({
      id: number,
      x,
      y,
      r,
      must,
      rank: (must ? 1e7 : 0) + (lit && bright ? 1e5 : 0) + rankOf(mark),
      solid: bright || isState,
      text: must || bright ? page.name(number) : "",
      ...lettering(mark.group, must),
      colour: isPlain ? colours.ink : fill,
    });
  }
  items.sort((a, b) => b.rank - a.rank || a.id - b.id);
  if (drawn.length > MANY && !lit) {
    for (const item of items.slice(SOLID)) item.solid = marks[item.id].group === "state";
  }
  return items;
}

/** @param {import("../types").Mark} mark */
const rankOf = ({ group, weight }) => RANK[group] + 12 * weight + (group === "state" && weight > CHIEF ? 4000 : 0);

/** @param {string} group
 * @param {boolean} must */
function lettering(group, must) {
  if (group === "state") return { size: 14.5, weight: 700 };
  if (must) return { size: 13.5, weight: 700 };
  return { size: 12.5, weight: group === "event" ? 600 : 400 };
}

const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is in a font.
 * @param {string} text
 * @param {string} font */
export function measure(text, font) {
  if (!ruler) return text.length * 7;
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** Write names, with tails from those that stand far from their marks.
 * @param {CanvasRenderingContext2D} pen
 * @param {Label[]} labels
 * @param {Record<string, string>} colours */
export function writeNames(pen, labels, { paper, soft }) {
  kept(pen, () => {
    for (const { leader } of labels) {
      if (leader) paintTail(pen, leader, soft);
    }
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = paper;
    for (const { lines, font, align, left, top, width, item } of labels) {
      pen.font = font;
      pen.textAlign = align;
      pen.fillStyle = item.colour;
      const x = { left, center: left + width / 2, right: left + width }[align];
      for (const [index, line] of lines.entries()) {
        const y = top + item.size * (0.95 + 1.18 * index);
        pen.strokeText(line, x, y);
        pen.fillText(line, x, y);
      }
    }
  });
}
