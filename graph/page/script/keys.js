import { nodes } from "./data.js";
import { announce, byId } from "./dom.js";
import { drawnNodes, isDrawn } from "./look.js";
import { fit, point, pointed, spot, zoom } from "./picture.js";
import { change, state } from "./state.js";
import { name, t, term } from "./words.js";

/** The keyboard in the picture: from mark to mark with the arrows, Enter opens, Escape lets go. */

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest mark in a direction: what lies sideways counts double. */
function next(from, [dx, dy]) {
  const here = spot(from);
  let best = null;
  for (const number of drawnNodes()) {
    const { x, y } = spot(number);
    const [along, aside] = [(x - here.x) * dx + (y - here.y) * dy, Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)];
    if (number === from || along <= 0) continue;
    const far = along + 2 * aside;
    if (!best || far < best.far) best = { number, far };
  }
  return best?.number ?? from;
}

const begin = () => drawnNodes().reduce((best, number) => (best === null || nodes[number].weight > nodes[best].weight ? number : best), null);

/** Make the keys work. */
export function beginKeys() {
  const picture = byId("picture");
  picture.addEventListener("keydown", (event) => {
    const held = pointed() ?? state.node;
    const at = held !== null && isDrawn(held) ? held : null;
    if (WAYS[event.key]) {
      const number = at === null ? begin() : next(at, WAYS[event.key]);
      if (number === null) return;
      point(number);
      announce(`${name(number)}, ${term(nodes[number].kind)}`);
    } else if (event.key === "Enter" && at !== null) {
      change({ node: at, edge: null, from: null, to: null });
      announce(t("selected", { name: name(at) }));
    } else if (event.key === "Escape") {
      point(null);
      change({ node: null, edge: null, from: null, to: null, near: 0 });
    } else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  picture.addEventListener("blur", () => { if (pointed() !== null) point(null); });
}
