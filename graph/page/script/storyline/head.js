/** What stands above the lanes of a storyline: the names of persons or, where there is no room, codes of sides. */

import { svg } from "../dom.js";
import { sideOf } from "../filter.js";
import { wide } from "../ruler.js";

/** @typedef {import("../page.js").Page} Page */

/** Lanes closer than this have no names above them. */
const LEGIBLE = 12;

/** So far apart codes stand at least. */
const CODE = 24;

/** How names are set, and the most room that they get. */
const SLANT = 58;
const HEAD = 150;

/** The names above the lanes.
 * @param {Page} page
 * @param {import("./rows.js").Plan} plan
 * @param {import("./layout.js").Places} homes
 * @param {import("./drawing.js").Geometry} geometry */
export function names(page, plan, homes, { unit, left, width }) {
  const legible = unit >= LEGIBLE;
  const longest = Math.max(...plan.lanes.flat().map((who) => wide(page.name(who), 11.5)), 0);
  const height = legible ? Math.min(longest * Math.sin((SLANT * Math.PI) / 180) + 16, HEAD) : 24;
  let reached = 0;
  const x = (/** @type {number} */ who) => left + (homes.get(who) ?? 0) * unit;
  const parts = plan.lanes.flatMap((band) => {
    if (!band.length) return [];
    if (!legible) {
      reached = Math.max((x(band[0]) + x(band[band.length - 1])) / 2, reached + CODE);
      return [code(page, band, reached, 17)];
    }
    return band.map((who) => {
      const at = `translate(${x(who) + 3} ${height - 6}) rotate(-${SLANT})`;
      const chosen = who === page.state.node || who === page.state.about ? " chosen" : "";
      const role = { role: "button", tabindex: -1, "data-mark": who, "aria-label": page.name(who) };
      return svg("text", { transform: at, class: `lane${chosen}`, ...role }, page.name(who));
    });
  });
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  return svg("svg", { ...size, role: "group", "aria-label": page.t("storyline_names"), class: "names" }, ...parts);
}

/** The code of a band's side, above its middle.
 * @param {Page} page
 * @param {number[]} band
 * @param {number} x
 * @param {number} y */
function code(page, band, x, y) {
  const { graph } = page;
  const { side } = graph.marks[band[0]];
  const state = side === null ? undefined : graph.numbers.get(side);
  const text = (graph.isMark(state) && sideOf(graph.marks[band[0]]) !== "other" && graph.marks[state].code) || "…";
  return svg("text", { x, y, "text-anchor": "middle", class: "code" }, text);
}
