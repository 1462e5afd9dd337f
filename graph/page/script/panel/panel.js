/** The panel beside the picture: a card, a path, a list, an answer, or the beginning. */

import { button, byId, el, flat } from "../dom.js";
import { CLOSED } from "../page.js";
import { answerCard, beginningCard } from "./beginning.js";
import { claimCard, edgeCard, markCard } from "./card.js";
import { differList, happenedList, newsList, sureList } from "./lists.js";
import { pathCard } from "./path.js";
import { showTour, stopList } from "./tour.js";
import { showTrail } from "./trail.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{parts: any[], connect?: () => void}} Content What is shown, and what is to be done once it is there.
 */

/** @param {Page} page */
function top(page) {
  const text = page.step ? page.t("back_to_step") : page.t("back_to_start");
  return el(
    "div",
    { className: "top" },
    el("span"),
    button(text, () => page.change({ ...CLOSED }), { className: "quiet", id: "close" }),
  );
}

/** Whether the panel shows the beginning while nothing is chosen.
 * @param {Page} page */
const isBeginning = ({ state, step, graph }) =>
  !(step || state.sures.has("0") || state.since || state.until || graph.meta.answer || state.known);

/** What was chosen, with the way back.
 * @param {Page} page
 * @returns {Content | null} */
function chosen(page) {
  const { state, graph } = page;
  const ends = [state.from, state.to].filter((end) => end !== null).length;
  if (ends === 2 || (ends && !isBeginning(page))) return pathCard(page);
  const edge = graph.edge(state.edge);
  if (edge) return { parts: edgeCard(page, edge) };
  if (state.node !== null) return markCard(page, state.node);
  if (state.list === "differ") return { parts: differList(page) };
  if (state.list === "claim" && state.claim !== null) return { parts: claimCard(page, graph.claims[state.claim]) };
  return null;
}

/** What the panel shows while nothing is chosen.
 * @param {Page} page
 * @returns {Content} */
function unchosen(page) {
  const { state, graph } = page;
  if (page.step) return { parts: stopList(page) };
  if (state.sures.has("0")) return { parts: sureList(page) };
  if (state.since || state.until) return { parts: happenedList(page) };
  if (graph.meta.answer) return { parts: answerCard(page, graph.meta.answer) };
  if (state.known) return { parts: newsList(page) };
  return beginningCard(page);
}

/** Fill the panel.
 * @param {Page} page */
export function showPanel(page) {
  const open = chosen(page);
  const { parts, connect } = open ?? unchosen(page);
  const held = document.activeElement?.id;
  byId("card").replaceChildren(...flat([open ? top(page) : null, ...parts]));
  connect?.();
  if (held && byId("card").querySelector(`#${CSS.escape(held)}`)) byId(held).focus();
  showTour(page);
  showTrail(page);
  const { things, relations } = page.shown;
  byId("counts").textContent = page.t("counts", { things, relations });
}
