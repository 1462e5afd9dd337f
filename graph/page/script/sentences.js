/** Statements as sentences: in English with the phrase of the relation, else "subject — relation: object". */

/**
 * @typedef {import("./words.js").Words} Words
 * @typedef {import("./dates.js").Dates} Dates
 * @typedef {(number | string)[]} Parts Numbers of things, and text between them.
 */

const DATES = new Set(["date", "attested", "born", "died"]);

/** @param {string} text
 * @param {Record<string, number>} values
 * @returns {Parts} */
function pieces(text, values) {
  const parts = text.split(/(\{\w+\})/).filter(Boolean);
  return parts.map((part) => values[part.slice(1, -1)] ?? part);
}

/**
 * The pieces of a sentence.
 *
 * @param {Words} words
 * @param {{relation: string, start: number, end: number, office?: number | null}} tie
 * @param {number | null} from The end to begin with.
 * @returns {Parts}
 */
export function sentence(words, { relation, start, end, office }, from = null) {
  if (office !== undefined && office !== null) {
    if (words.lang !== "en") return [start, ` — ${words.name(office)}: `, end];
    return pieces(words.t("was_of", { office: words.name(office) }), { holder: start, of: end });
  }
  const inverse = from === end && start !== end;
  const phrase = words.lang === "en" ? words.graph.words.phrases[relation]?.[inverse ? 1 : 0] : "";
  if (!phrase) return [start, ` — ${words.term(relation)}: `, end];
  return inverse ? [end, ` ${phrase} `, start] : [start, ` ${phrase} `, end];
}

/** A sentence as plain text.
 * @param {Words} words
 * @param {Parts} parts */
export const inWords = (words, parts) =>
  parts.map((part) => (typeof part === "number" ? words.name(part) : part)).join("");

/** A value as readers see it.
 * @param {Words} words
 * @param {Dates} dates
 * @param {string} relation
 * @param {string} value */
export function showValue(words, dates, relation, value) {
  if (relation === "status") return words.term(value);
  return DATES.has(relation) ? dates.date(value) : String(value);
}

/** A status in words, as it is said of a thing of that kind: an invitation is not held.
 * @param {Words} words
 * @param {string} status
 * @param {string} kind */
export const statusOf = (words, status, kind) =>
  (status === "Held" && words.texts.held_of?.[kind]) || words.term(status);

/** How far a thing has come, with what is to be known of it.
 * @param {Words} words
 * @param {Dates} dates
 * @param {import("./types").Fact} fact
 * @param {string} kind Of the thing. */
export function standing(words, dates, { status, remark, reported }, kind) {
  if (!status) return "";
  const told = statusOf(words, status, kind);
  if (reported && (!remark || remark === "Concluded")) {
    const last = words.t("last_reported", { date: dates.date(reported) });
    return remark ? `${told}; ${last}` : last;
  }
  return remark ? `${told}; ${words.term(remark)}` : told;
}
