/** Where a statement stands: certainty, source and place, folded; unfolded, the claims in the curators' words. */

import { bibtex, citation } from "../cite.js";
import { copy } from "../clipboard.js";
import { textOf } from "../copying.js";
import { button, el } from "../dom.js";
import { sureness, surestFirst } from "../knowledge.js";
import { line } from "../marks.js";
import { CLOSED } from "../page.js";
import { printButton } from "../printing.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Claim} Claim
 * @typedef {import("../types").State} State
 * @typedef {import("../sentences.js").Parts} Parts
 * @typedef {import("../dom.js").Child} Child
 */

/** A link that changes the state in place.
 * @param {Page} page
 * @param {string} href
 * @param {string} text
 * @param {Partial<State>} patch */
export function opener(page, href, text, patch) {
  const onclick = (/** @type {Event} */ event) => {
    event.preventDefault();
    page.change(patch);
  };
  return el("a", { className: "link", href, onclick }, text);
}

/** A thing as a link that opens its card; what is no mark is plain text.
 * @param {Page} page
 * @param {number} number
 * @returns {Child} */
export function thing(page, number) {
  if (!page.graph.isMark(number)) return page.name(number);
  return opener(page, `#node=${page.graph.marks[number].slug}`, page.name(number), { ...CLOSED, node: number });
}

/** A sentence with its things as links, but for the one whose card it stands on.
 * @param {Page} page
 * @param {Parts} parts
 * @param {number | null} own
 * @returns {Child[]} */
export const written = (page, parts, own = null) =>
  parts.map((part) => {
    if (typeof part !== "number") return part;
    return part === own ? page.name(part) : thing(page, part);
  });

/** Things with something between them.
 * @param {Child[]} parts
 * @param {string} mark
 * @returns {Child[]} */
export function between(parts, mark = " · ") {
  const given = parts.filter((part) => part !== null && part !== "" && part !== undefined);
  return given.flatMap((part, index) => (index ? [mark, part] : [part]));
}

/** @param {Page} page
 * @param {import("../types").Source} source */
function dated(page, source) {
  if (!source.date) return page.t("no_date");
  const day = page.dates.day(source.date);
  return source.written ? page.t("written", { date: day }) : day;
}

/** @param {import("../types").Source} source */
function title(source) {
  const lang = source.lang ?? "";
  if (!source.url) return el("cite", { lang }, source.title);
  return el("a", { href: source.url, lang, rel: "noreferrer noopener", target: "_blank" }, source.title);
}

/** How sure a claim is, who says so, and on what condition.
 * @param {Page} page
 * @param {Claim} claim */
function standingOf(page, claim) {
  const { words, dates } = page;
  const sure = words.certainty(claim.sure);
  const conditions = [...(claim.if ?? []).map((number) => page.name(number)), ...(claim.iftext ? [claim.iftext] : [])];
  return between([
    claim.no ? `${page.t("denied")} (${sure})` : sure,
    claim.asof ? page.t("as_of", { date: dates.date(claim.asof) }) : "",
    claim.by ? page.t("by_whom", { name: claim.by.map((number) => page.name(number)).join(", ") }) : "",
    conditions.length ? page.t("if", { condition: conditions.join(` ${page.t("or")} `) }) : "",
  ]);
}

/** How a claim is cited, folded.
 * @param {Page} page
 * @param {Claim} claim */
function citing(page, claim) {
  const box = el("details", { className: "cite" });
  const open = () => {
    if (box.childElementCount > 1) return;
    const line_ = citation(page.graph, claim, page.words.place);
    const entry = bibtex(page.graph, page.graph.sources[claim.source], claim, page.words.place);
    box.append(
      el("p", {}, line_),
      el("pre", { tabIndex: 0, role: "group", aria: { label: "BibTeX" } }, entry),
      el(
        "div",
        { className: "actions" },
        button(page.t("copy_citation"), () => copy(page, line_), { className: "small" }),
        button(page.t("copy_bibtex"), () => copy(page, entry), { className: "small" }),
      ),
    );
  };
  box.append(el("summary", { onclick: open }, page.t("cite")));
  return box;
}

/** One claim: what it says, how sure its source is, and where it says so.
 * @param {Page} page
 * @param {Claim} claim */
export function claimBox(page, claim) {
  const source = page.graph.sources[claim.source];
  const where = [
    page.words.speaker(source),
    dated(page, source),
    page.words.placeOf(claim),
    el("span", { className: "id" }, claim.id),
  ];
  const other = (/** @type {"alternative" | "contradicts"} */ key) => (/** @type {number} */ number) =>
    el("div", { className: "of" }, page.t(key, { claim: page.graph.claims[number].says }));
  return el(
    "div",
    { className: claim.no ? "claim denied" : "claim", data: { claim: claim.number } },
    el("div", { lang: "en" }, claim.says),
    el("div", { className: "of" }, standingOf(page, claim)),
    el("div", { className: "of" }, title(source)),
    el("div", { className: "of" }, between(where)),
    (claim.or ?? []).map(other("alternative")),
    (claim.vs ?? []).map(other("contradicts")),
    citing(page, claim),
  );
}

/**
 * The claims behind a statement, folded under a line that says how sure the surest is, and who it is; everyone who
 * says so where that is the question.
 *
 * @param {Page} page
 * @param {Claim[]} claims
 * @param {{everyone?: boolean}} how
 */
export function evidence(page, claims, { everyone = false } = {}) {
  const ordered = [...new Set(claims)].sort(surestFirst);
  const [first] = ordered;
  const { words, graph } = page;
  const speakers = ordered.map((claim) => words.speaker(graph.sources[claim.source]));
  const single = [words.certainty(first.sure), speakers[0], words.placeOf(first)];
  const several = [words.certainty(first.sure), `${speakers[0]} + ${ordered.length - 1}`];
  const summary = everyone
    ? [...new Set(speakers)].join(", ")
    : between(ordered.length === 1 ? single : several).join("");
  const box = el(
    "details",
    { className: "evidence", data: { claims: ordered.map((claim) => claim.number).join(" ") } },
    el("summary", { onclick: () => unfold(page, box) }, line(sureness(first.sure)), el("span", {}, summary)),
  );
  box.addEventListener("toggle", () => unfold(page, box)); // opened by a search in the page
  return box;
}

/** Put the claims into an evidence box, once it is wanted.
 * @param {Page} page
 * @param {HTMLElement} box */
export function unfold(page, box) {
  if (box.childElementCount > 1) return;
  const numbers = (box.dataset.claims ?? "").split(" ").map(Number);
  const boxes = numbers.map((number) => claimBox(page, page.graph.claims[number]));
  const title = () => inQuestion(page, box);
  box.append(
    ...boxes,
    printButton(page, title, () => boxes),
  );
}

/** What an evidence box is the evidence for: the card on which it stands, and the statement.
 * @param {Page} page
 * @param {HTMLElement} box */
function inQuestion(page, box) {
  const holder = box.closest(".said, dd, .sides > div, li");
  const term = holder?.matches("dd") ? textOf(holder.previousElementSibling ?? holder) : "";
  const { node } = page.state;
  const statement = [term, holder ? textOf(holder) : ""].filter(Boolean).join(": ");
  const name = node === null || statement.includes(page.name(node)) ? "" : page.name(node);
  return [name, statement].filter(Boolean).join(" — ");
}

/**
 * A statement: its sentence, with a date in front where it has one, and its evidence.
 *
 * @param {Page} page
 * @param {Parts} parts
 * @param {Claim[]} claims
 * @param {{own?: number | null, before?: string, after?: Child}} more
 */
export function said(page, parts, claims, { own = null, before = "", after = "" } = {}) {
  const date = before ? el("span", { className: "date" }, before, " ") : "";
  return el(
    "div",
    { className: "said" },
    el("div", { className: "text" }, date, written(page, parts, own), after),
    claims.length ? evidence(page, claims) : null,
  );
}
