import { things, words } from "./data.js";
import { showDate } from "./dates.js";
import { state } from "./state.js";
import { name, t, term } from "./words.js";

/** Statements as sentences: in English with the phrase of the relation, else "subject — relation: object". */

/**
 * The pieces of a sentence: numbers of things, and text between them.
 *
 * @param {{relation: string, start: number, end: number|string, office?: number}} tie
 * @param {number|null} from The end to begin with.
 */
export function sentence(tie, from = null) {
  const { relation, start, end, office } = tie;
  if (office !== undefined && office !== null) {
    if (state.lang !== "en") return [start, ` — ${name(office)}: `, end];
    return pieces(t("was_of", { office: name(office) }), { holder: start, of: end });
  }
  const inverse = from === end && start !== end;
  const phrase = state.lang === "en" ? words.phrases[relation]?.[inverse ? 1 : 0] : "";
  if (phrase) return inverse ? [end, ` ${phrase} `, start] : [start, ` ${phrase} `, end];
  return [start, ` — ${term(relation)}: `, end];
}

function pieces(text, values) {
  return text.split(/(\{\w+\})/).map((part) => values[part.slice(1, -1)] ?? part).filter((part) => part !== "");
}

/** A sentence as plain text. */
export const inWords = (parts) => parts.map((part) => (typeof part === "number" ? name(part) : part)).join("");

const DATES = new Set(["date", "attested", "born", "died"]);

/** A value as readers see it. */
export function showValue(relation, value) {
  if (relation === "status") return term(value);
  return DATES.has(relation) ? showDate(value) : String(value);
}

/** Whether a thing is of a kind that is never a mark. */
export const isTenure = (number) => things[number].kind === "Tenure";
