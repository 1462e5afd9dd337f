/** The guided reading: each step a text with notes that open its claims, and a saved focus. */

import { beginning } from "../address.js";
import { button, byId, el } from "../dom.js";
import { CLOSED } from "../page.js";
import { markList } from "./parts.js";

/** @typedef {import("../page.js").Page} Page */

/** Go to a step; null ends the reading.
 * @param {Page} page
 * @param {number | null} step */
export function goTo(page, step) {
  const { view, known } = beginning(page.graph, step);
  page.change({
    ...CLOSED,
    step,
    known,
    view: step === null ? page.state.view : view,
    near: 0,
    centre: null,
    since: "",
    until: "",
  });
}

/** Notes behind a step's text: each opens a claim that it rests on.
 * @param {Page} page
 * @param {import("../types").Step} step */
function notes(page, step) {
  const links = step.claims.map((number, index) => {
    const open = (/** @type {Event} */ event) => {
      event.preventDefault();
      page.change({ ...CLOSED, list: "claim", claim: number });
    };
    const { says, id } = page.graph.claims[number];
    return el(
      "a",
      {
        href: `#claim=${id}`,
        className: "note",
        title: says,
        onclick: open,
        aria: { label: page.t("note", { number: index + 1 }) },
      },
      String(index + 1),
    );
  });
  return links.length ? el("p", { className: "notes" }, page.t("rests_on"), " ", links) : null;
}

/** Show the step, if one is chosen.
 * @param {Page} page */
export function showTour(page) {
  const box = byId("tour");
  const { step, words, state } = page;
  const { tour } = page.graph;
  box.hidden = !step;
  if (!step || !tour || state.step === null) {
    box.replaceChildren();
    return;
  }
  const at = state.step;
  const last = tour.steps.length - 1;
  const go = (/** @type {number | null} */ target) => () => goTo(page, target);
  box.replaceChildren(
    el(
      "p",
      { className: "of" },
      `${words.told(tour.title)} · ${page.t("tour_step", { step: at + 1, count: tour.steps.length })}`,
    ),
    el("h2", { id: "tour-title", tabIndex: -1 }, words.told(step.title)),
    el("p", { className: "text" }, words.told(step.text)),
    notes(page, step) ?? "",
    el(
      "div",
      { className: "steps" },
      button(page.t("tour_back"), go(at - 1), { id: "tour-back", disabled: at === 0 }),
      at < last ? button(page.t("tour_next"), go(at + 1), { className: "main", id: "tour-next" }) : null,
      button(page.t("tour_end"), go(null), { className: "quiet", id: "tour-close" }),
    ),
  );
}

/** The marks that a step is about, events first.
 * @param {Page} page */
export function stopList(page) {
  const events = page.stops.filter((number) => page.graph.isEvent(number));
  const others = page.stops.filter((number) => !page.graph.isEvent(number));
  return [markList(page, [...events, ...others])];
}
