/** Who speaks in the sources: each by its publisher, that publisher's country and kind, its language and sort. */

/**
 * @typedef {import("./types").Voice} Voice
 * @typedef {import("./types").Source} Source
 * @typedef {"sort" | "lang" | "country" | "kind" | "publisher"} Trait
 * @typedef {{key: string, trait: Trait, value: string, sources: number}} Choice
 */

/** By what sources can be chosen.
 * @type {Trait[]} */
export const TRAITS = ["sort", "lang", "country", "kind", "publisher"];

export class Voices {
  /** @type {Choice[] | null} */
  #choices = null;

  /**
   * @param {Source[]} sources
   * @param {{voices: Voice[], of: number[], kinds: Record<string, string[]>} | undefined} data
   */
  constructor(sources, data) {
    this.sources = sources;
    this.data = data ?? { voices: [], of: [], kinds: {} };
  }

  /** Whose words a source gives.
   * @param {number} source
   * @returns {Voice | undefined} */
  voice(source) {
    return this.data.voices[this.data.of[source] ?? -1];
  }

  /** A trait of a source; undefined where it is not known.
   * @param {number} source
   * @param {string} trait
   * @returns {string | undefined} */
  trait(source, trait) {
    if (trait === "sort") return this.sources[source].kind;
    if (trait === "lang") return this.sources[source].lang;
    const voice = this.voice(source);
    if (trait === "publisher") return voice?.slug;
    return trait === "country" ? voice?.country : voice?.kind;
  }

  /** Whether a source is one of those that are chosen, such as `country:RU`; all are where nothing is chosen.
   * @param {number} source
   * @param {string} choice */
  has(source, choice) {
    if (!choice) return true;
    const at = choice.indexOf(":");
    return this.trait(source, choice.slice(0, at)) === choice.slice(at + 1);
  }

  /** All that can be chosen, by trait, that with the most sources first. */
  get choices() {
    this.#choices ??= this.#counted();
    return this.#choices;
  }

  #counted() {
    /** @type {Map<string, Choice>} */
    const found = new Map();
    for (const source of this.sources.keys()) {
      for (const trait of TRAITS) {
        const value = this.trait(source, trait);
        if (!value || this.sources[source].kind === "Curation") continue;
        const key = `${trait}:${value}`;
        const choice = found.get(key);
        if (choice) choice.sources += 1;
        else found.set(key, { key, trait, value, sources: 1 });
      }
    }
    const order = (/** @type {Choice} */ one) => TRAITS.indexOf(one.trait);
    return [...found.values()].sort((a, b) => order(a) - order(b) || b.sources - a.sources || (a.key < b.key ? -1 : 1));
  }

  /** Whether there is such a choice.
   * @param {string} key */
  knows(key) {
    return this.choices.some((choice) => choice.key === key);
  }
}

/** @type {Map<string, Intl.DisplayNames>} */
const names = new Map();

/** The name of a country or language, given by its code.
 * @param {string} lang
 * @param {"region" | "language"} type
 * @param {string} code */
function shown(lang, type, code) {
  const own = names.get(`${lang} ${type}`) ?? new Intl.DisplayNames([lang], { type });
  names.set(`${lang} ${type}`, own);
  return own.of(code) ?? code;
}

/** The name of a choice in the reader's language.
 * @param {import("./page.js").Page} page
 * @param {string} key */
export function choiceName(page, key) {
  const { voices } = page.graph;
  const at = key.indexOf(":");
  const [trait, value] = [key.slice(0, at), key.slice(at + 1)];
  const { place, lang } = page.words;
  if (trait === "country") return shown(lang, "region", value);
  if (trait === "lang") return shown(lang, "language", value);
  if (trait === "publisher") {
    const voice = voices.data.voices.find((one) => one.slug === value);
    return voice ? nameOf(voice, place) : value;
  }
  return voices.data.kinds[value]?.[place] ?? value;
}

/** So many letters of a name in the reader's own language are short enough. */
const FEW = 16;

/** What a publisher is called where there is little room: its short name is in Latin letters, so in other languages its
 * name is taken as long as that is short itself.
 * @param {Voice} voice
 * @param {number} place */
export function nameOf({ short, names }, place) {
  const own = place > 0 && names[place] !== names[0] ? names[place] : undefined;
  return (own && own.length <= FEW ? own : undefined) ?? short ?? names[place] ?? names[0];
}

/** Who speaks in a source, in few letters.
 * @param {import("./page.js").Page} page
 * @param {number} source */
export function speaker(page, source) {
  const voice = page.graph.voices.voice(source);
  return voice ? nameOf(voice, page.words.place) : page.words.speaker(page.graph.sources[source]);
}
