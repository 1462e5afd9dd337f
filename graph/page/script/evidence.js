import { claims, nodes, sources, isNode } from "./data.js";
import { showDay, showDate } from "./dates.js";
import { el } from "./dom.js";
import { sureness } from "./knowledge.js";
import { line } from "./marks.js";
import { change, state } from "./state.js";
import { name, t } from "./words.js";

/** Where a statement stands: certainty, source and place, folded; unfolded, the claims in the curators' words. */

const ORDER = ["en", "ru", "ko"];

/** A thing as a link that opens its card; what is no mark is plain text. */
export function thing(number) {
  if (!isNode(number)) return name(number);
  return opener(`#node=${nodes[number].slug}`, name(number), { node: number, edge: null, from: null, to: null, near: 0 });
}

/** A link that changes the state in place. */
export function opener(href, text, patch) {
  return el("a", { className: "link", href, onclick: (event) => { event.preventDefault(); change(patch); } }, text);
}

/** A sentence with its things as buttons, but for the one whose card it stands on. */
export const written = (parts, own = null) => parts.map((part) => (typeof part === "number" ? (part === own ? name(part) : thing(part)) : part));

export const certainty = (sure) => t("sure")[sure - 1];

/** Who speaks: the publisher and, where it credits one, the author. */
export function speaker(source) {
  const names = source.by.map((by) => by[ORDER.indexOf(state.lang)] ?? by[0]);
  return names.length ? names.join(" / ") : source.title;
}

function dated(source) {
  if (!source.date) return t("no_date");
  return source.written ? t("written", { date: showDay(source.date) }) : showDay(source.date);
}

const placeOf = (claim) => (typeof claim.at === "number" ? t("paragraph", { number: claim.at }) : claim.at);

function title(source) {
  if (!source.url) return el("cite", { lang: source.lang ?? "" }, source.title);
  return el("a", { href: source.url, lang: source.lang ?? "", rel: "noreferrer noopener", target: "_blank" }, source.title);
}

function between(parts, mark = " · ") {
  return parts.filter((part) => part !== null && part !== "" && part !== undefined).flatMap((part, index) => (index ? [mark, part] : [part]));
}

/** One claim: what it says, how sure its source is, and where it says so. */
export function claimBox(claim) {
  const source = sources[claim.source];
  const conditions = [...(claim.if ?? []).map((number) => name(number)), ...(claim.iftext ? [claim.iftext] : [])];
  const about = between([
    claim.no ? `${t("denied")} (${certainty(claim.sure)})` : certainty(claim.sure),
    claim.asof ? t("as_of", { date: showDate(claim.asof) }) : "",
    claim.by ? t("by_whom", { name: claim.by.map((number) => name(number)).join(", ") }) : "",
    conditions.length ? t("if", { condition: conditions.join(` ${t("or")} `) }) : "",
  ]);
  const where = between([speaker(source), dated(source), placeOf(claim), el("span", { className: "id" }, claim.id)]);
  return el("div", { className: claim.no ? "claim denied" : "claim" },
    el("div", { lang: "en" }, claim.says),
    el("div", { className: "of" }, about),
    el("div", { className: "of" }, title(source)),
    el("div", { className: "of" }, where),
    (claim.or ?? []).map((other) => el("div", { className: "of" }, t("alternative", { claim: claims[other].says }))),
    (claim.vs ?? []).map((other) => el("div", { className: "of" }, t("contradicts", { claim: claims[other].says }))));
}

/**
 * The claims behind a statement, folded under a line that says how sure the surest is, and who it is; everyone who
 * says so where that is the question.
 */
export function evidence(said, { everyone = false } = {}) {
  const ordered = [...new Set(said)].sort((a, b) => b.sure - a.sure || (a.from < b.from ? -1 : 1));
  const [first] = ordered;
  const words = ordered.length === 1
    ? [certainty(first.sure), speaker(sources[first.source]), placeOf(first)]
    : [certainty(first.sure), `${speaker(sources[first.source])} + ${ordered.length - 1}`];
  const all = [...new Set(ordered.map((claim) => speaker(sources[claim.source])))];
  return el("details", { className: "evidence" },
    el("summary", {}, line(sureness(first.sure)), el("span", {}, everyone ? all.join(", ") : between(words).join(""))),
    ordered.map(claimBox));
}

/** A statement: its sentence, with a date in front where it has one, and its evidence. */
export function said(parts, claimsBehind, { own = null, before = "", after = "" } = {}) {
  return el("div", { className: "said" },
    el("div", { className: "text" }, before ? el("span", { className: "date" }, before, " ") : "", written(parts, own), after),
    evidence(claimsBehind));
}

