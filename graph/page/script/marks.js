/** Signs beside words: the shapes of marks, how far a thing came, the lines of certainty. */

import { svg } from "./dom.js";

/**
 * @typedef {import("./types").Group} Group
 * @typedef {import("./types").Stage} Stage
 */

/** @type {Record<string, string>} */
const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  triangle: "8,1.5 15,14 1,14",
  triangleDown: "1,2 15,2 8,14.5",
  hexagon: "4.5,1.5 11.5,1.5 15,8 11.5,14.5 4.5,14.5 1,8",
  star: "8,0.5 10,5.6 15.5,6 11.3,9.5 12.7,15 8,12 3.3,15 4.7,9.5 0.5,6 6,5.6",
};

/** @type {Record<Group, string>} */
export const SHAPES = {
  state: "square",
  person: "dot",
  body: "hexagon",
  event: "diamond",
  place: "triangleDown",
  act: "star",
  matter: "triangle",
};

/** How what did not happen, or not yet, is drawn: an outline for plans, crossed out if nothing came of it, dotted if
 * it was never planned.
 * @type {Partial<Record<Stage, "open" | "crossed" | "dotted">>} */
export const HOLLOW = { LiesAhead: "open", CameToNothing: "crossed", NeverPlanned: "dotted" };

/** How a mark is drawn that did not happen, or not yet, or an event of which that is not said; nothing for all else.
 * @param {string} shape
 * @param {Stage} stage */
export const hollowOf = (shape, stage) =>
  HOLLOW[stage] ?? (shape === SHAPES.event && stage === "NotSaid" ? "blank" : undefined);

/** The colour of a mark, as the style sheet names it.
 * @param {{side: string | null, group: string}} mark */
export function paintOf({ side, group }) {
  if (side) return `var(--${side.replace("state/", "")}, var(--other))`;
  return group === "event" ? "var(--ink)" : "var(--none)";
}

/** A sign of a shape: filled with a colour, or hollow as the stage has it.
 * @param {string} shape
 * @param {string} fill
 * @param {Stage} stage */
export function sign(shape, fill, stage = "TookPlace") {
  const how = hollowOf(shape, stage);
  const edge = fill === "var(--none)" ? "var(--none-edge)" : fill;
  const solid = edge === fill ? { fill } : { fill, stroke: edge };
  /** @type {Record<string, any>} */
  const paint = how ? { fill: "none", stroke: edge, "stroke-width": 2, "stroke-linejoin": "round" } : solid;
  if (how === "dotted") Object.assign(paint, { "stroke-dasharray": "0.1 3.1", "stroke-linecap": "round" });
  const form = POINTS[shape]
    ? svg("polygon", { points: POINTS[shape], ...paint })
    : svg("circle", { cx: 8, cy: 8, r: how ? 6 : 7, ...paint });
  if (how === "blank") paint["stroke-width"] = 1.2;
  const dot = how === "blank" ? [svg("circle", { cx: 8, cy: 8, r: 1.8, fill: edge })] : [];
  const cross = how === "crossed" ? [svg("path", { d: "M3 13 13 3", stroke: edge, "stroke-width": 2 })] : [];
  return svg("svg", { viewBox: "-1 -1 18 18", width: 15, height: 15, "aria-hidden": "true" }, form, ...cross, ...dot);
}

/** The dashes of a line for each of the three sorts of certainty. */
export const DASHES = [[], [8, 5], [2, 5]];

/** A short line as the picture draws it for a sort of certainty.
 * @param {number} sort */
export function line(sort) {
  const dashes = [[], [6, 4], [0.5, 4]][sort];
  const stroke = { stroke: "currentColor", "stroke-width": 2, "stroke-linecap": sort === 2 ? "round" : "butt" };
  const drawn = svg("line", { x1: 1, y1: 4, x2: 25, y2: 4, ...stroke });
  if (dashes.length) drawn.setAttribute("stroke-dasharray", dashes.join(" "));
  return svg("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" }, drawn);
}
