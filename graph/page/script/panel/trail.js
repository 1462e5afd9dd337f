/** The trail: what was looked at before, to go back to. */

import { byId, el } from "../dom.js";
import { thing } from "./evidence.js";

/** @typedef {import("../page.js").Page} Page */

const MOST = 6;

/** @type {number[]} */
let trail = [];

/** Show the trail, with what is now open at its end.
 * @param {Page} page */
export function showTrail(page) {
  const { node } = page.state;
  if (node !== null) trail = [...trail.filter((number) => number !== node), node].slice(-MOST);
  const box = byId("trail");
  const before = trail.filter((number) => number !== node);
  box.hidden = !before.length;
  const links = before.map((number) => el("li", {}, thing(page, number)));
  box.replaceChildren(el("span", { className: "soft" }, page.t("trail")), el("ol", {}, links));
}
