/** A card as text with its citations: what stands open in the panel, each statement with numbers of its sources. */

import { citation } from "./cite.js";
import { copy } from "./clipboard.js";
import { byId } from "./dom.js";

/** @typedef {import("./page.js").Page} Page */

const SKIP = "button, .actions, details.evidence, details.cite, summary, form, .claim, svg";

/** The text of an element without its evidence and buttons.
 * @param {Element} element */
export function textOf(element) {
  const bare = /** @type {Element} */ (element.cloneNode(true));
  for (const part of bare.querySelectorAll(SKIP)) part.remove();
  return (bare.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The numbers of the claims behind an element.
 * @param {HTMLElement} element */
function claimsOf(element) {
  const boxes = [
    element,
    .../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-claims], [data-claim]")),
  ];
  return [
    ...new Set(
      boxes.flatMap((box) => (box.dataset.claims ?? box.dataset.claim ?? "").split(" ").filter(Boolean).map(Number)),
    ),
  ];
}

/**
 * The open card as text.
 *
 * @param {Page} page
 * @param {HTMLElement} card
 */
export function cardText(page, card) {
  /** @type {number[]} */
  const cited = [];
  const lines = [];
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (
    card.querySelectorAll(
      ".kind, h2, .names, h3, .chips, .said, dt, .dispute > b, .dispute .sides > div, ol.history > li, .claim",
    )
  );
  for (const block of blocks) {
    if (block.matches(".claim") && block.parentElement?.closest(".said, details.evidence")) continue;
    const holder = block.matches("dt") ? block.nextElementSibling : block;
    const claims =
      holder instanceof HTMLElement && !block.matches("h2, h3, .kind, .names, .chips, b") ? claimsOf(holder) : [];
    const text = block.matches("dt") && holder ? `${textOf(block)}: ${textOf(holder)}` : blockText(page, block);
    if (!text) continue;
    const notes = claims.map((claim) => {
      if (!cited.includes(claim)) cited.push(claim);
      return `[${cited.indexOf(claim) + 1}]`;
    });
    if (block.matches("h3")) lines.push("");
    lines.push([text, notes.join("")].filter(Boolean).join(" "));
  }
  const sources = cited.map(
    (claim, index) => `[${index + 1}] ${citation(page.graph, page.graph.claims[claim], page.words.place)}`,
  );
  return [...lines, "", ...sources, "", `${page.title} · ${page.graph.meta.version}`].join("\n");
}

/** @param {Page} page
 * @param {HTMLElement} block */
function blockText(page, block) {
  if (!block.matches(".claim")) return textOf(block);
  return page.graph.claims[Number(block.dataset.claim)].says;
}

/** Copy the open card with its citations.
 * @param {Page} page */
export const copyCard = (page) => copy(page, cardText(page, byId("card")));
