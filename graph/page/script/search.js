/** Finding marks by what is typed: over every name in every language, the best first. */

/** @typedef {import("./graph.js").Graph} Graph */

const MOST = 12;

/** A text without case, accents and hyphens.
 * @param {string} text */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[-‐‑–—'’`]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** How well a name fits what was typed: the less, the better; null where it does not.
 * @param {string} folded
 * @param {string} typed */
export function fit(folded, typed) {
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  if (folded.includes(` ${typed}`)) return 2;
  if (folded.includes(typed)) return 3;
  return typed.split(" ").every((word) => folded.includes(word)) ? 4 : null;
}

export class Index {
  /** @type {{text: string, folded: string}[][] | null} */
  #names = null;

  /** @param {Graph} graph */
  constructor(graph) {
    this.graph = graph;
  }

  /** For each mark its names, as they are and as they are compared; made when something is first sought. */
  get names() {
    this.#names ??= this.graph.marks.map((mark) =>
      [mark.label, ...mark.names, ...(mark.aka ?? [])].map((text) => ({ text, folded: fold(text) })),
    );
    return this.#names;
  }

  /**
   * The marks that a text may mean, best first, each with the name that fits.
   * @param {string} text
   */
  find(text) {
    const typed = fold(text);
    if (!typed) return [];
    let found = this.#hits((folded) => fit(folded, typed));
    if (!found.length) found = this.#loosely(typed);
    const { marks } = this.graph;
    found.sort((a, b) => a.how - b.how || marks[b.number].weight - marks[a.number].weight || a.number - b.number);
    return found.slice(0, MOST);
  }

  /** The best name of each mark that fits at all.
   * @param {(folded: string) => number | null} how */
  #hits(how) {
    return this.names.flatMap((all, number) => {
      /** @type {{number: number, how: number, fitting: string} | null} */
      let best = null;
      for (const { text, folded } of all) {
        const found = how(folded);
        if (found !== null && (best === null || found < best.how)) best = { number, how: found, fitting: text };
      }
      return best ? [best] : [];
    });
  }

  /** For a question rather than a name: those whose names begin most of its words, or their first five letters.
   * @param {string} typed */
  #loosely(typed) {
    const stems = typed
      .split(" ")
      .filter((word) => word.length > 1)
      .map((word) => ` ${word.slice(0, 5)}`);
    const found = this.#hits((folded) => -stems.filter((stem) => ` ${folded}`.includes(stem)).length || null);
    const most = Math.min(...found.map(({ how }) => how));
    return found.filter(({ how }) => how === most);
  }
}
