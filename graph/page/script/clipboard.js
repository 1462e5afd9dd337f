/** Putting text where the reader can paste it from. */

import { announce, byId, el } from "./dom.js";

/**
 * Copy a text; where that is not allowed, show it to be copied by hand.
 *
 * @param {import("./page.js").Page} page
 * @param {string} text
 */
export async function copy(page, text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(page.t("copied"));
    show(page, page.t("copied"));
  } catch {
    const field = el("textarea", { value: text, rows: 5, readOnly: true, aria: { label: page.t("copy_by_hand") } });
    show(page, page.t("copy_by_hand"), field);
    field.select();
  }
}

/** Take away the notice. */
export const hide = () => byId("notice").replaceChildren();

/** Show a notice over the picture.
 * @param {import("./page.js").Page} page
 * @param {string} text
 * @param {Node[]} more */
export function show(page, text, ...more) {
  const close = el("button", { type: "button", className: "icon quiet", aria: { label: page.t("close") } }, "×");
  close.addEventListener("click", hide);
  byId("notice").replaceChildren(el("p", {}, text), ...more, close);
}
