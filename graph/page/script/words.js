/** Words in the reader's language: of the interface, of the vocabulary, of the things themselves. */

/**
 * @typedef {import("./types").Language} Language
 * @typedef {import("./types").Texts} Texts
 * @typedef {import("./graph.js").Graph} Graph
 */

/** @type {Language[]} */
export const LANGUAGES = ["en", "ru", "ko"];

/** Put values where a text has braces.
 * @param {string} text
 * @param {Record<string, unknown>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));

export class Words {
  /**
   * @param {Texts} texts
   * @param {Graph} graph
   * @param {Language} lang
   */
  constructor(texts, graph, lang) {
    this.texts = texts[lang];
    this.graph = graph;
    this.lang = lang;
    this.place = LANGUAGES.indexOf(lang);
    this.number = new Intl.NumberFormat(lang === "en" ? "en-GB" : lang);
  }

  /** A text of the interface; what stands in braces is filled in, numbers as the language writes them.
   * @param {string} key
   * @param {Record<string, unknown>} values
   * @returns {string} */
  t(key, values = {}) {
    return fill(this.texts[key] ?? key, this.#written(values));
  }

  /** One of several texts under a key.
   * @param {string} key
   * @param {number | string} part
   * @param {Record<string, unknown>} values
   * @returns {string} */
  tt(key, part, values = {}) {
    return fill(this.texts[key]?.[part] ?? String(part), this.#written(values));
  }

  /** @param {Record<string, unknown>} values */
  #written(values) {
    const shown = Object.entries(values).map(([key, value]) => [
      key,
      this.#isCount(key, value) ? this.number.format(value) : value,
    ]);
    return Object.fromEntries(shown);
  }

  /** Years and numbers of steps and paragraphs are no counts.
   * @param {string} key
   * @param {unknown} value
   * @returns {value is number} */
  #isCount(key, value) {
    return typeof value === "number" && key !== "number" && key !== "step";
  }

  /** Whether there is a text under a key.
   * @param {string} key */
  has(key) {
    return key in this.texts;
  }

  /** The name of a thing.
   * @param {number} number */
  name(number) {
    const thing = this.graph.things[number];
    return (this.place > 0 && thing.names[this.place - 1]) || thing.label;
  }

  /** All names of a thing but the one that is shown.
   * @param {number} number */
  otherNames(number) {
    const thing = this.graph.things[number];
    const own = this.name(number);
    return [...new Set([thing.label, ...thing.names, ...(thing.aka ?? [])])].filter((other) => other !== own);
  }

  /** The label of a kind, relation, certainty or status.
   * @param {string} key */
  term(key) {
    return this.graph.words.labels[key]?.[this.place] ?? key;
  }

  /** The text in the reader's language, or in English, of a record with a text for each.
   * @param {import("./types").Told} record */
  told(record) {
    return record[this.lang] ?? record.en;
  }

  /** How sure a claim is.
   * @param {number} sure */
  certainty(sure) {
    return this.tt("sure", sure - 1);
  }

  /** Who speaks: the publisher and, where it credits one, the author.
   * @param {import("./types").Source} source */
  speaker(source) {
    const names = [source.publisher, source.author].flatMap((all) => (all ? [all[this.place] ?? all[0]] : []));
    return names.length ? names.join(" / ") : source.title;
  }

  /** Where in its source a claim stands.
   * @param {import("./types").Claim} claim */
  placeOf(claim) {
    const { at } = claim;
    if (typeof at === "number") return this.t("paragraph", { number: at });
    const [, part, number] = /^(paragraph|point) (\d+)$/.exec(at ?? "") ?? [];
    if (part) return this.t(part, { number: Number(number) });
    return (at && this.texts.places[at]) ?? at;
  }
}
