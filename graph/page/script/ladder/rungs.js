/** The rungs of a ladder: what was said of an event, step by step, and the sign of each step. */

import { svg } from "../dom.js";
import { statusOf } from "../sentences.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Claim} Claim
 * @typedef {{claim: Claim, day: string, status: string, kind: "" | "plan" | "off",
 *   kindOfEvent: string}} Rung
 */

/** What a source says that denies it; as `graph/page/views/ladder.py` has it. */
const DENIED = "Denied";

/** Whether a step speaks of a plan, or of what came to nothing.
 * @param {Page} page
 * @param {string} status
 * @returns {Rung["kind"]} */
function kindOf(page, status) {
  const stage = page.knowledge.stageOf(status);
  if (status === DENIED || stage === "CameToNothing") return "off";
  return stage === "TookPlace" || stage === "NotSaid" ? "" : "plan";
}

/** The steps by which an event came to be known, as far as they were public on the day.
 * @param {Page} page
 * @param {number} event
 * @returns {Rung[]} */
export function rungsOf(page, event) {
  /** @type {[claim: number, status: string, day?: string][]} */
  const steps = page.graph.views.ladder[event] ?? [];
  const kindOfEvent = page.graph.things[event].kind;
  return steps
    .map(([number, status, day]) => {
      const claim = page.graph.claims[number];
      return { claim, status, day: day ?? claim.from, kind: kindOf(page, status), kindOfEvent };
    })
    .filter(({ claim }) => page.knowledge.isPublic(claim));
}

/** What a step says, in a word.
 * @param {Page} page
 * @param {Rung} rung */
export function wordOf(page, { status, kindOfEvent }) {
  if (status === DENIED) return page.t("denied");
  return status ? statusOf(page.words, status, kindOfEvent) : page.t("ladder_dated");
}

/** The sign of a step: filled what is asserted, a ring what is less, dotted what is possible or rumoured; a cross what
 * is denied or called off.
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {{kind: Rung["kind"], sure: number}} step */
export function stepSign(x, y, r, { kind, sure }) {
  if (kind === "off") {
    const d = `M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
    return svg("path", { d, class: "step off" });
  }
  const how = (sure >= 6 && "sure") || (sure >= 4 ? "less" : "least");
  return svg("circle", { cx: x, cy: y, r: how === "sure" ? r : r - 0.4, class: `step ${kind} ${how}` });
}
