/** Printing one piece of evidence by itself: what it is for, and the claims, each with its source and place. */

import { button, byId, el } from "./dom.js";
import { footLine } from "./figure.js";

/** @typedef {import("./page.js").Page} Page */

/** Whether one piece alone is printed just now. */
export const isAlone = () => document.documentElement.dataset.alone === "yes";

/** A button that prints some claims alone.
 * @param {Page} page
 * @param {() => string} title What they are the evidence for.
 * @param {() => HTMLElement[]} boxes */
export const printButton = (page, title, boxes) =>
  button(page.t("print_evidence"), () => printAlone(page, title(), boxes()), { className: "quiet small alone" });

/** @param {Page} page
 * @param {string} title
 * @param {HTMLElement[]} boxes */
function printAlone(page, title, boxes) {
  const copies = boxes.map((box) => box.cloneNode(true));
  byId("figure").replaceChildren(el("h2", {}, title), ...copies, el("p", { className: "soft" }, footLine(page)));
  document.documentElement.dataset.alone = "yes";
  addEventListener("afterprint", () => delete document.documentElement.dataset.alone, { once: true });
  print();
}
