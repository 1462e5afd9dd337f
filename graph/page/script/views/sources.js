/**
 * Who says so: two choices of sources side by side. Grey is what both say, a colour what one of them says alone; a
 * split square is where they cannot both be right.
 */

import { beginning } from "../address.js";
import { button, el, scrolling } from "../dom.js";
import { said, thing } from "../panel/evidence.js";
import { dispute, yearly } from "../panel/parts.js";
import { sentence, showValue } from "../sentences.js";
import { comparison, parted, REST } from "../sources/comparison.js";
import { choiceName, TRAITS } from "../voices.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../sources/comparison.js").Row} Row
 * @typedef {import("../sources/comparison.js").Statement} Statement
 * @typedef {"one" | "both" | "other"} Part
 */

/** Publishers with fewer sources than this are not offered. */
const LEAST = 3;

/** How many squares a row has at most. */
const SQUARES = 24;

/** How many rows are seen at first. */
const FOLD = 60;

class Sources {
  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    /** @type {Part | ""} Of which part of the totals the list stands open. */
    this.open = "";
    scrolling(box);
  }

  show() {
    const { box, page } = this;
    box.setAttribute("aria-label", page.t("sources"));
    const { one, other } = page.state;
    const rows = comparison(page, one, other);
    const names = {
      one: choiceName(page, one),
      other: other === REST ? page.t("sources_rest") : choiceName(page, other),
    };
    const shared = rows.filter((row) => speaks(row, "one") && speaks(row, "other"));
    const alone = (/** @type {"one" | "other"} */ which) =>
      rows.filter((row) => !shared.includes(row) && speaks(row, which));
    const held = document.activeElement?.id;
    const { scrollTop } = box;
    box.replaceChildren(
      el("p", { className: "soft" }, page.t("sources_text")),
      el(
        "div",
        { className: "pickers" },
        this.#picker("one"),
        el("span", {}, page.t("sources_beside")),
        this.#picker("other"),
      ),
      this.#totals(rows, names),
      this.#list(rows),
      el("h2", {}, page.t("sources_both", { count: shared.length })),
      this.#table(shared, names),
      ...this.#silence(names.one, alone("one"), "one"),
      ...this.#silence(names.other, alone("other"), "other"),
    );
    box.scrollTop = scrollTop;
    if (held?.startsWith("sources-")) document.getElementById(held)?.focus();
  }

  /** @param {"one" | "other"} which */
  #picker(which) {
    const { page } = this;
    const { choices } = page.graph.voices;
    const groups = TRAITS.flatMap((trait) => {
      const own = choices.filter(
        (choice) => choice.trait === trait && (trait !== "publisher" || choice.sources >= LEAST),
      );
      const options = own.map(({ key, sources }) =>
        el("option", { value: key, selected: page.state[which] === key }, `${choiceName(page, key)} (${sources})`),
      );
      return options.length ? [el("optgroup", { label: page.words.tt("source_traits", trait) }, options)] : [];
    });
    const rest =
      which === "other"
        ? el("option", { value: REST, selected: page.state.other === REST }, page.t("sources_rest"))
        : null;
    const select = el(
      "select",
      {
        id: `sources-${which}`,
        className: which,
        ariaLabel: page.words.tt("sources_pick", which),
        onchange: () => this.#pick(which, select.value),
      },
      rest,
      groups,
    );
    return select;
  }

  /** Who is of another sort than what the page begins with stands beside all others, until somebody else is chosen.
   * @param {"one" | "other"} which
   * @param {string} key */
  #pick(which, key) {
    const isUsual = this.page.state.other === beginning(this.page.graph).other;
    const rest = which === "one" && isUsual && traitOf(key) !== traitOf(this.page.state.other);
    this.page.change({ [which]: key, ...(rest ? { other: REST } : {}) });
  }

  /** How many statements each makes alone, and both make; each number opens what it counts.
   * @param {Row[]} rows
   * @param {{one: string, other: string}} names */
  #totals(rows, names) {
    const { page } = this;
    const all = parted(rows.flatMap((row) => row.statements));
    const disputed = rows.filter((row) => row.differ.length).length;
    const sum = Math.max(all.one.length + all.both.length + all.other.length, 1);
    const part = (/** @type {Part} */ which) => {
      const bar = el("span", { className: which }, page.words.number.format(all[which].length));
      bar.style.flexGrow = String(Math.max(all[which].length / sum, 0.04));
      return bar;
    };
    const open = (/** @type {Part} */ which, /** @type {string} */ text) =>
      button(text, () => this.#unfoldPart(which), {
        id: `sources-list-${which}`,
        className: `quiet ${which}`,
        aria: { expanded: String(this.open === which) },
      });
    return el(
      "div",
      {},
      el("div", { className: "totals", aria: { hidden: "true" } }, part("one"), part("both"), part("other")),
      el(
        "div",
        { className: "key" },
        open("one", page.t("sources_alone", { name: names.one, count: all.one.length })),
        open("both", page.t("sources_agree", { count: all.both.length, disputed })),
        open("other", page.t("sources_alone", { name: names.other, count: all.other.length })),
      ),
    );
  }

  /** @param {Part} which */
  #unfoldPart(which) {
    this.open = this.open === which ? "" : which;
    this.show();
  }

  /** What is counted in the part of the totals that stands open, by year.
   * @param {Row[]} rows */
  #list(rows) {
    const { page, open } = this;
    if (!open) return "";
    const found = rows.flatMap((row) => {
      const year = page.fact(row.event).span?.[0].slice(0, 4) ?? "";
      return parted(row.statements)[open].map((statement) => ({ year, make: () => this.#said(statement, false) }));
    });
    return el("div", { className: `list ${open}` }, yearly(page, found));
  }

  /** @param {Row[]} rows
   * @param {{one: string, other: string}} names */
  #table(rows, names) {
    const { page } = this;
    const head = el(
      "div",
      { className: "row head" },
      el("span"),
      el("span", { className: "one" }, names.one),
      el("span", {}, page.t("sources_together")),
      el("span", { className: "other" }, names.other),
    );
    const list = rows.map((row) => this.#row(row));
    const rest = list.slice(FOLD);
    const more = rest.length
      ? el("details", { className: "rest" }, el("summary", { className: "soft" }, `+ ${rest.length}`), rest)
      : "";
    return el("div", { className: "compared" }, head, list.slice(0, FOLD), more);
  }

  /** @param {Row} row */
  #row(row) {
    const { page } = this;
    const parts = parted(row.statements);
    const squares = (/** @type {Part} */ which) => {
      const shown = parts[which].slice(0, SQUARES).map(({ one, other }) => {
        const sure = Math.max(...[...one, ...other].map((claim) => claim.sure));
        return el("i", { className: sure >= 6 ? which : `${which} hollow` });
      });
      const split = which === "both" ? row.differ.map(() => el("i", { className: "split" })) : [];
      const left = parts[which].length - SQUARES;
      return el("span", { className: "squares" }, shown, split, left > 0 ? `+${left}` : "");
    };
    const count = page.t("sources_counts", {
      one: parts.one.length,
      both: parts.both.length,
      other: parts.other.length,
      disputed: row.differ.length,
    });
    const box = el("details", { className: "row" });
    const summary = el(
      "summary",
      { onclick: () => this.#unfold(box, row) },
      el(
        "span",
        { className: "what" },
        el("span", { className: "date" }, page.when(row.event)),
        " ",
        page.name(row.event),
      ),
      el("span", { className: "unseen" }, count),
      squares("one"),
      squares("both"),
      squares("other"),
    );
    box.append(summary);
    return box;
  }

  /** What stands behind the squares of a row, once it is wanted.
   * @param {HTMLElement} box
   * @param {Row} row */
  #unfold(box, row) {
    if (box.childElementCount > 1) return;
    const { page } = this;
    const parts = parted(row.statements);
    const column = (/** @type {Part} */ which) =>
      el(
        "div",
        { className: which },
        parts[which].map((statement) => this.#said(statement)),
      );
    box.append(
      el(
        "div",
        { className: "inside" },
        el("p", {}, page.t("story_card"), " ", thing(page, row.event)),
        row.differ.map((one) => dispute(page, one)),
      ),
      el("div", { className: "inside columns" }, column("one"), column("both"), column("other")),
    );
  }

  /** @param {Statement} statement
   * @param {boolean} isOwn Whether it stands under the name of its event. */
  #said({ triple: [start, relation, end], one, other }, isOwn = true) {
    const { page } = this;
    const { words, dates } = page;
    const claims = [...new Set([...one, ...other])];
    if (typeof end === "number")
      return said(page, sentence(words, { relation, start, end }), claims, { own: isOwn ? start : null });
    const value = `${words.term(relation)}: ${showValue(words, dates, relation, end)}`;
    return said(page, isOwn ? [value] : [start, ` — ${value}`], claims);
  }

  /** Events of which one choice alone speaks.
   * @param {string} name
   * @param {Row[]} rows
   * @param {"one" | "other"} which */
  #silence(name, rows, which) {
    const { page } = this;
    if (!rows.length) return [];
    const items = rows.map((row) =>
      el("li", {}, el("span", { className: "date" }, page.when(row.event)), " ", thing(page, row.event)),
    );
    return [
      el(
        "details",
        { className: `silence ${which}` },
        el("summary", {}, page.t("sources_silent", { name, count: rows.length })),
        el("ul", {}, items),
      ),
    ];
  }
}

/** @param {string} key */
const traitOf = (key) => key.split(":")[0];

/** @param {Row} row
 * @param {"one" | "other"} which */
const speaks = (row, which) => row.statements.some((statement) => statement[which].length);

/** @type {import("../types").View} */
export const sources = {
  id: "sources",
  fits: (page) => page.graph.voices.choices.length > 1,
  make: (box, page) => new Sources(box, page),
};
