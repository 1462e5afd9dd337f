/** The same as the picture, as tables that can be sorted; first what a query found. */

import { el, scrolling } from "../dom.js";
import { CLOSED } from "../page.js";
import { opener, thing } from "../panel/evidence.js";
import { markRows, tieRows } from "../rows.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {{cells: any[], keys: (string | number | null | undefined)[]}} Row
 */

/** So many rows are made at once; the rest when the reader comes near them. */
const BATCH = 150;

class Tables {
  /** @type {Record<string, {column: number, down: boolean}>} */
  #orders = {
    nodes: { column: 0, down: false },
    edges: { column: 0, down: false },
    answer: { column: -1, down: false },
  };

  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    box.id = "tables";
    scrolling(box);
  }

  show() {
    const { page, box } = this;
    box.setAttribute("aria-label", page.t("table"));
    const { answer } = page.graph.meta;
    const found = answer?.columns.length ? [el("h2", {}, answer.title), this.#answer(answer)] : [];
    const { things, relations } = page.shown;
    box.replaceChildren(
      ...found,
      el("h2", {}, page.t("nodes"), " ", el("span", { className: "soft count" }, page.words.number.format(things))),
      this.#things(),
      el(
        "h2",
        {},
        page.t("relations"),
        " ",
        el("span", { className: "soft count" }, page.words.number.format(relations)),
      ),
      this.#relations(),
    );
  }

  /** @param {import("../types").Answer} answer */
  #answer({ columns, rows }) {
    return this.#table(
      "answer",
      columns,
      rows.map((row) => ({ cells: row, keys: [] })),
      (row) => row.cells,
    );
  }

  #things() {
    const { page } = this;
    const columns = ["name", "kind", "date", "status", "links"].map((key) => page.t(key));
    const rows = markRows(page).map(({ number, cells, keys }) => ({ number, cells, keys }));
    return this.#table("nodes", columns, rows, ({ number, cells }) => [thing(page, number), ...cells.slice(1)]);
  }

  #relations() {
    const { page } = this;
    const columns = ["subject", "relation", "object", "date", "certainty", "source"].map((key) => page.t(key));
    return this.#table("edges", columns, tieRows(page), ({ edge, tie, cells }) => {
      const href = `#edge=${page.graph.marks[edge.from].slug}~${page.graph.marks[edge.to].slug}`;
      return [
        thing(page, tie.start),
        opener(page, href, cells[1], { ...CLOSED, edge: edge.id }),
        thing(page, tie.end),
        ...cells.slice(3),
      ];
    });
  }

  /**
   * @template {Row} T
   * @param {string} which
   * @param {string[]} columns
   * @param {T[]} rows
   * @param {(row: T) => any[]} write
   */
  #table(which, columns, rows, write) {
    const order = this.#orders[which];
    const heads = columns.map((column, index) => {
      const chosen = order.column === index;
      const arrow = order.down ? " ↓" : " ↑";
      const onclick = () => this.#sort(which, index);
      const head = el(
        "th",
        { scope: "col" },
        el("button", { type: "button", onclick }, `${column}${chosen ? arrow : ""}`),
      );
      head.setAttribute("aria-sort", chosen ? (order.down && "descending") || "ascending" : "none");
      return head;
    });
    const body = el("tbody");
    this.#fill(body, this.#sorted(rows, order), write);
    return el("table", { className: which }, el("thead", {}, el("tr", {}, heads)), body);
  }

  /** @param {string} which
   * @param {number} column */
  #sort(which, column) {
    const order = this.#orders[which];
    this.#orders[which] = { column, down: order.column === column && !order.down };
    this.show();
    const heads = /** @type {NodeListOf<HTMLElement>} */ (this.box.querySelectorAll(`.${which} th button`));
    heads[column].focus();
  }

  /**
   * @template {Row} T
   * @param {T[]} rows
   * @param {{column: number, down: boolean}} order
   */
  #sorted(rows, { column, down }) {
    if (column < 0) return rows;
    const collator = new Intl.Collator(this.page.state.lang, { numeric: true });
    const key = (/** @type {T} */ row) => String(row.keys[column] ?? row.cells[column]);
    return rows.sort((a, b) => (down ? -1 : 1) * collator.compare(key(a), key(b)));
  }

  /**
   * Put rows into a table, the later ones as they come into sight.
   *
   * @template {Row} T
   * @param {HTMLElement} body
   * @param {T[]} rows
   * @param {(row: T) => any[]} write
   */
  #fill(body, rows, write) {
    const add = (/** @type {T[]} */ some) =>
      body.append(
        ...some.map((row) =>
          el(
            "tr",
            {},
            write(row).map((cell) => el("td", {}, cell)),
          ),
        ),
      );
    add(rows.slice(0, BATCH));
    let at = BATCH;
    if (rows.length <= BATCH) return;
    const more = el(
      "tr",
      { className: "more" },
      el("td", { colSpan: 9 }, this.page.t("more_rows", { count: rows.length - BATCH })),
    );
    body.append(more);
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        more.remove();
        add(rows.slice(at, at + BATCH));
        at += BATCH;
        if (at < rows.length) {
          more.firstElementChild?.replaceChildren(this.page.t("more_rows", { count: rows.length - at }));
          body.append(more);
        } else watch.disconnect();
      },
      { root: this.box, rootMargin: "600px" },
    );
    watch.observe(more);
  }
}

/** @type {import("../types").View} */
export const table = { id: "table", make: (box, page) => new Tables(box, page) };
