import { numbers, tour, isNode } from "./data.js";
import { byId, el } from "./dom.js";
import { change, state } from "./state.js";
import { t, told } from "./words.js";

/** The guided reading: each step a text and a saved focus. */

/** The step at which the reader is, or null. */
export const step = () => (tour && state.step !== null ? tour.steps[Math.min(Math.max(state.step, 0), tour.steps.length - 1)] : null);

/** The marks that a step is about. */
export const stops = () => (step()?.focus ?? []).map((slug) => numbers.get(slug)).filter(isNode);

/** Go to a step; null ends the reading. */
export function go(index) {
  if (index === null) change({ step: null, known: "" });
  else change({ step: index });
}

/** What a step asks of the state besides its marks. */
export function scene() {
  const now = step();
  return { view: now.arrangement, known: now.known, node: null, edge: null, from: null, to: null, near: 0, since: "", until: "" };
}

/** Show the step, if one is chosen. */
export function showTour() {
  const box = byId("tour");
  const now = step();
  box.hidden = !now;
  if (!now) return box.replaceChildren();
  const last = tour.steps.length - 1;
  const at = Math.min(state.step, last);
  const button = (key, target, className, id, disabled = false) => el("button", { type: "button", id, className, disabled, onclick: () => go(target) }, t(key));
  return box.replaceChildren(
    el("p", { className: "of" }, `${told(tour.title)} · ${t("tour_step", { step: at + 1, count: tour.steps.length })}`),
    el("h2", { id: "tour-title", tabIndex: -1 }, told(now.title)),
    el("p", { className: "text" }, told(now.text)),
    el("div", { className: "steps" },
      button("tour_back", at - 1, "", "tour-back", at === 0),
      at < last ? button("tour_next", at + 1, "main", "tour-next") : null,
      button("tour_end", null, "quiet", "tour-close")));
}
