/** A sentence of the story, which opens the claims that it rests on. */

import { el } from "../dom.js";
import { claimBox } from "../panel/evidence.js";
import { printButton } from "../printing.js";

/**
 * Make a sentence, the box for its claims, and what fills that box.
 *
 * @param {import("../page.js").Page} page
 * @param {string} text
 * @param {number[]} claims
 */
export function told(page, text, claims) {
  const boxes = el("div", { hidden: true, data: { text } });
  const fill = () => {
    if (boxes.childElementCount) return;
    const own = claims.map((number) => claimBox(page, page.graph.claims[number]));
    const title = () => text;
    const all = () => own;
    boxes.append(...own, printButton(page, title, all));
  };
  const toggle = (/** @type {Event} */ event) => {
    if (event instanceof KeyboardEvent && ![" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    fill();
    boxes.hidden = !boxes.hidden;
    link.setAttribute("aria-expanded", String(!boxes.hidden));
  };
  const link = el(
    "span",
    {
      className: "sentence",
      role: "button",
      tabIndex: 0,
      onclick: toggle,
      onkeydown: toggle,
      aria: { expanded: "false" },
    },
    text,
  );
  return { link, boxes, fill };
}
