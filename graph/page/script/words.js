import { texts, things, words } from "./data.js";
import { state } from "./state.js";

/** Words in the reader's language: of the interface, of the vocabulary, of the things themselves. */

const ORDER = ["en", "ru", "ko"];
const place = () => ORDER.indexOf(state.lang);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** A text of the interface; what stands in braces is filled in. */
export function t(key, values = {}) {
  const text = texts[state.lang][key];
  return typeof text === "string" ? fill(text, values) : text;
}

/** One of several texts under a key. */
export const tt = (key, part, values = {}) => fill(texts[state.lang][key][part], values);

/** The name of a thing. */
export function name(number) {
  const thing = things[number];
  return (place() > 0 && thing.names[place() - 1]) || thing.label;
}

/** All names of a thing but the one that is shown. */
export function otherNames(number) {
  const thing = things[number];
  const own = name(number);
  return [...new Set([thing.label, ...thing.names, ...(thing.aka ?? [])])].filter((other) => other !== own);
}

/** The label of a kind, relation, certainty or status. */
export function term(key) {
  return words.labels[key]?.[place()] ?? key;
}

/** The text in the reader's language, or in English, of a record with a text for each language. */
export const told = (record) => record[state.lang] ?? record.en;

/** Put the texts of the interface where the template asks for them. */
export function dress(root = document) {
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of root.querySelectorAll("[data-t-hint]")) element.placeholder = t(element.dataset.tHint);
}
