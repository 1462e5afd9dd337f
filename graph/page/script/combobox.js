/** A text field that suggests marks while one types, as an ARIA combobox. */

import { byId, el } from "./dom.js";

/** @typedef {import("./page.js").Page} Page */

class Combobox {
  /** @type {{number: number, fitting: string}[]} */
  #hits = [];
  #at = -1;

  /**
   * @param {Page} page
   * @param {HTMLInputElement} input
   * @param {(number: number) => void} pick
   */
  constructor(page, input, pick) {
    this.page = page;
    this.input = input;
    this.pick = pick;
    this.list = byId(input.getAttribute("aria-controls") ?? "");
    input.addEventListener("input", () => this.#open());
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("keydown", (event) => this.#key(event));
  }

  #close() {
    this.list.hidden = true;
    this.#at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  #choose(place) {
    const hit = this.#hits[place];
    if (!hit) return;
    this.input.value = this.page.name(hit.number);
    this.#close();
    this.pick(hit.number);
  }

  #mark() {
    for (const [place, option] of [...this.list.children].entries())
      option.setAttribute("aria-selected", String(place === this.#at));
    const chosen = this.list.children[this.#at];
    if (!chosen) return;
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #open() {
    this.#hits = this.page.index.find(this.input.value);
    this.#at = -1;
    const empty =
      this.input.value.trim() && !this.#hits.length
        ? [el("li", { className: "none", role: "option", aria: { disabled: "true" } }, this.page.t("nothing_found"))]
        : [];
    this.list.replaceChildren(...this.#hits.map((hit, place) => this.#option(hit, place)), ...empty);
    this.list.hidden = !this.list.childElementCount;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {{number: number, fitting: string}} hit
   * @param {number} place */
  #option({ number, fitting }, place) {
    const { page } = this;
    const shown = page.name(number);
    const others = [...new Set([fitting, ...page.words.otherNames(number)])]
      .filter((other) => other !== shown)
      .slice(0, 3);
    const kind = page.words.term(page.graph.marks[number].kind);
    const row = el(
      "li",
      { id: `${this.list.id}-${place}`, role: "option", aria: { selected: "false" } },
      shown,
      el("small", {}, [kind, ...others].join(" · ")),
    );
    row.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#choose(place);
    });
    return row;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.#open();
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      if (!this.list.hidden) this.#choose(Math.max(this.#at, 0));
    } else if (event.key === "Escape") {
      if (!this.list.hidden) event.stopPropagation();
      this.#close();
    }
  }

  /** @param {number} way */
  #step(way) {
    const count = this.#hits.length;
    if (!count) return;
    const from = this.#at < 0 && way < 0 ? 0 : this.#at;
    this.#at = (from + way + count) % count;
    this.#mark();
  }
}

/**
 * Make a text field a search field; what is chosen is handed on.
 *
 * @param {Page} page
 * @param {HTMLInputElement} input
 * @param {(number: number) => void} pick
 */
export const combobox = (page, input, pick) => new Combobox(page, input, pick);
