import { svg } from "./dom.js";

/** Small drawings beside words: the shapes of marks, the lines of certainty. */

const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  triangle: "8,1.5 15,14 1,14",
  triangleDown: "1,2 15,2 8,14.5",
  hexagon: "4.5,1.5 11.5,1.5 15,8 11.5,14.5 4.5,14.5 1,8",
  star: "8,0.5 10,5.6 15.5,6 11.3,9.5 12.7,15 8,12 3.3,15 4.7,9.5 0.5,6 6,5.6",
};

export const SHAPES = { state: "square", person: "dot", body: "hexagon", event: "diamond", place: "triangleDown", act: "star", matter: "triangle" };

/** A mark of a shape, filled with a colour or hollow. */
export function mark(shape, fill, hollow = false) {
  const paint = hollow ? { fill: "none", stroke: fill, "stroke-width": 2, "stroke-linejoin": "round" } : { fill };
  const form = POINTS[shape] ? svg("polygon", { points: POINTS[shape], ...paint }) : svg("circle", { cx: 8, cy: 8, r: hollow ? 6 : 7, ...paint });
  return svg("svg", { viewBox: "-1 -1 18 18", width: 15, height: 15, "aria-hidden": "true" }, form);
}

/** The dashes of a line for each of the three sorts of certainty. */
export const DASHES = [[], [8, 5], [2, 5]];

/** A short line as the picture draws it for a sort of certainty. */
export function line(sort) {
  const stroke = { stroke: "currentColor", "stroke-width": 2, "stroke-linecap": sort === 2 ? "round" : "butt" };
  const dashes = [[], [6, 4], [0.5, 4]][sort];
  return svg("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" }, svg("line", { x1: 1, y1: 4, x2: 25, y2: 4, ...stroke, ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
}
