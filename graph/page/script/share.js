/** Taking it along: link, frame, pictures, tables, data, references, paper. */

import { bibtex } from "./cite.js";
import { copy, show } from "./clipboard.js";
import { csv } from "./csv.js";
import { button, byId, el } from "./dom.js";
import { element, png, poster } from "./figure.js";
import { unfold } from "./panel/evidence.js";
import { isAlone } from "./printing.js";
import { markTable, record, sourcesOf, tieTable } from "./rows.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./types").Shower} Shower
 */

const CARD = { width: 1200, height: 630 };

/** Pictures are so wide at least, in pixels: a slide fills a screen. */
const SLIDE = 1920;

/** @param {BlobPart} part
 * @param {string} type
 * @param {string} file */
function save(part, type, file) {
  const link = el("a", { href: URL.createObjectURL(new Blob([part], { type })), download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

export class Share {
  /**
   * @param {Page} page
   * @param {() => Shower} view The view that is open.
   */
  constructor(page, view) {
    this.page = page;
    this.view = view;
    const menu = byId("share-menu");
    byId("share").addEventListener("click", () => this.#open(menu.hidden));
    document.addEventListener("click", (event) => {
      if (event.target instanceof Element && !event.target.closest(".menu")) this.#open(false);
    });
    byId("share").parentElement.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      this.#open(false);
      byId("share").focus();
    });
    addEventListener("beforeprint", () => this.prepare());
    addEventListener("afterprint", () => this.#fold());
  }

  /** @param {boolean} yes */
  #open(yes) {
    byId("share-menu").hidden = !yes;
    byId("share").setAttribute("aria-expanded", String(yes));
    if (yes) byId("share-menu").replaceChildren(...this.#entries());
  }

  #entries() {
    const { page } = this;
    const pictures = this.view().figure ? ["save_png", "save_svg", "save_card"] : [];
    /** @type {Record<string, () => void>} */
    const doing = {
      copy_link: () => copy(page, page.store.address),
      embed: () => this.#embed(),
      save_png: () => this.#png(),
      save_svg: () => save(this.#poster().svg, "image/svg+xml", "panmunjom.svg"),
      save_card: () => this.#card(),
      save_relations: () => this.#csv(tieTable(page), "panmunjom-relations.csv"),
      save_things: () => this.#csv(markTable(page), "panmunjom-things.csv"),
      save_json: () => save(JSON.stringify(record(page), null, 2), "application/json", "panmunjom.json"),
      save_bibtex: () => save(this.#bibtex(), "text/plain", "panmunjom.bib"),
      print: () => print(),
    };
    const order = [
      "copy_link",
      "embed",
      ...pictures,
      "save_relations",
      "save_things",
      "save_json",
      "save_bibtex",
      "print",
    ];
    return order.map((key) => {
      const act = () => {
        this.#open(false);
        doing[key]();
      };
      return button(page.t(key), act, { id: key.replace("_", "-") });
    });
  }

  /** @param {{width: number, height: number} | null} size */
  #poster(size = null) {
    const drawing = this.view().figure?.();
    if (!drawing) throw new Error("this view has no figure");
    return poster(this.page, drawing, size);
  }

  async #png() {
    const drawing = this.#poster();
    save(await png(drawing, Math.max(2, SLIDE / drawing.width)), "image/png", "panmunjom.png");
  }

  async #card() {
    save(await png(this.#poster(CARD), 1), "image/png", "panmunjom-card.png");
  }

  /** @param {{head: string[], rows: unknown[][]}} table
   * @param {string} file */
  #csv({ head, rows }, file) {
    save(csv(head, rows), "text/csv", file);
  }

  /** The sources of everything that is drawn, as BibTeX. */
  #bibtex() {
    const { page } = this;
    return sourcesOf(page)
      .map((source) => bibtex(page.graph, source))
      .join("\n\n");
  }

  /** The lines that put this view into another page. */
  #embed() {
    const { page } = this;
    const hash = page.store.address.replace(/^[^#]*#?/, "#").replace(/#$/, "");
    const source = `${page.store.address.replace(/#.*/, "")}${hash ? `${hash}&embed=yes` : "#embed=yes"}`;
    const frame = el("iframe", { src: source, title: page.title, width: "100%", height: "640", loading: "lazy" });
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-downloads");
    const field = el("textarea", { value: frame.outerHTML, rows: 4, readOnly: true, aria: { label: page.t("embed") } });
    show(
      page,
      page.t("embed_help"),
      field,
      button(page.t("copy"), () => copy(page, frame.outerHTML), { className: "small" }),
    );
    field.select();
  }

  /** Put in place what is printed: the figure, or the tables; and the open card with its evidence. */
  prepare() {
    if (isAlone()) return;
    this.view().prepare?.();
    const figure = this.view().figure?.();
    byId("figure").replaceChildren(...(figure ? [element(poster(this.page, figure))] : []));
    document.documentElement.dataset.figure = figure ? "yes" : "no";
    for (const box of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      byId("card").querySelectorAll("details.evidence")
    )) {
      unfold(this.page, box);
      box.dataset.was ??= String(box.open);
      box.open = true;
    }
  }

  #fold() {
    for (const box of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      byId("card").querySelectorAll("details[data-was]")
    )) {
      box.open = box.dataset.was === "true";
      delete box.dataset.was;
    }
  }
}
