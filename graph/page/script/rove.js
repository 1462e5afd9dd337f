/** Marks inside an SVG as buttons: a click or Enter opens the card; one Tab stop, the arrows go from mark to mark. */

import { announce } from "./dom.js";

const NEXT = new Set(["ArrowDown", "ArrowRight"]);
const BACK = new Set(["ArrowUp", "ArrowLeft"]);

/** @param {EventTarget | null} target
 * @returns {SVGElement | null} */
const markAt = (target) => (target instanceof Element ? target.closest("[data-mark]") : null);

/**
 * Make every element in a box with `data-mark`, the number of a mark, a button; those too that are drawn later.
 *
 * @param {HTMLElement} box
 * @param {import("./page.js").Page} page
 */
export function rove(box, page) {
  box.tabIndex = 0;
  box.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (mark) page.open(Number(mark.dataset.mark));
  });
  box.addEventListener("keydown", (event) => {
    const all = /** @type {SVGElement[]} */ ([...box.querySelectorAll("[data-mark]")]);
    const at = all.indexOf(/** @type {SVGElement} */ (markAt(document.activeElement)));
    if (NEXT.has(event.key)) go(all[Math.min(at + 1, all.length - 1)]);
    else if (BACK.has(event.key)) go(all[Math.max(at - 1, 0)]);
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) page.open(Number(all[at].dataset.mark));
    else return;
    event.preventDefault();
  });
  const go = (/** @type {SVGElement | undefined} */ mark) => {
    if (!mark) return;
    mark.focus();
    mark.scrollIntoView({ block: "nearest" });
    announce(mark.getAttribute("aria-label") ?? "");
  };
}
