/** The page as a whole: what follows when the reader chooses something. */

import { bibtex, citation } from "./cite.js";
import { hide, show as notify } from "./clipboard.js";
import { unfolded } from "./columns.js";
import { combobox } from "./combobox.js";
import { cardText } from "./copying.js";
import { announce, button, byId, narrow } from "./dom.js";
import { Graph } from "./graph.js";
import { showLegend } from "./legend.js";
import { Page } from "./page.js";
import { showPanel } from "./panel/panel.js";
import { player } from "./play.js";
import { Share } from "./share.js";
import { Store } from "./store.js";
import { Time } from "./time.js";
import { VIEWS } from "./views/index.js";

/**
 * @typedef {import("./types").Key} Key
 * @typedef {import("./types").Shower} Shower
 * @typedef {import("./types").Data} Data
 * @typedef {object} Made A view that has been opened.
 * @property {HTMLElement} box
 * @property {Shower} shower
 * @property {Set<Key>} missed What has changed since it was last shown.
 */

/** What is said of the text of an element. */
const TEXTS = /** @type {const} */ ({ t: "textContent", tLabel: "ariaLabel", tHint: "placeholder" });

/** The names of all that a reader can choose.
 * @param {Page} page */
const keysOf = (page) => /** @type {Key[]} */ (Object.keys(page.state));

class App {
  /** @type {Map<string, Made>} */
  #made = new Map();

  /** @param {Data} data */
  constructor(data) {
    const graph = new Graph(data);
    this.store = new Store(
      graph,
      VIEWS.map((view) => view.id),
    );
    this.page = new Page(graph, data.texts, this.store);
    this.offered = VIEWS.filter((view) => view.fits?.(this.page) ?? true);
    this.share = new Share(this.page, () => this.view);
  }

  /** The view that is open. */
  get view() {
    return this.#open().shower;
  }

  /** The view that is open, made where it is for the first time. */
  #open() {
    const { view: id } = this.page.state;
    let made = this.#made.get(id);
    if (!made) {
      const view = VIEWS.find((one) => one.id === id) ?? VIEWS[0];
      const box = document.createElement("div");
      box.className = `view ${id}`;
      byId("stage").append(box);
      made = { box, shower: view.make(box, this.page), missed: new Set(keysOf(this.page)) };
      this.#made.set(id, made);
    }
    return made;
  }

  start() {
    this.store.restore();
    byId("cover")?.remove();
    byId("filters-fold").open = !narrow();
    this.#theme();
    this.#language();
    this.time = new Time(this.page);
    byId("known-day").before(player(this.page).button());
    this.#connect();
    this.store.onChange((changed) => this.#changed(changed));
    this.#show(new Set(keysOf(this.page)));
    this.#tellUnknown();
    document.documentElement.dataset.ready = "yes";
  }

  /** @param {Set<Key>} changed */
  #changed(changed) {
    if (changed.has("theme")) this.#theme();
    if (changed.has("lang")) this.#language();
    this.#show(changed);
    if (changed.has("view")) scrollTo(0, 0);
    this.#follow(changed);
  }

  /** @param {Set<Key>} changed */
  #show(changed) {
    const { page } = this;
    const open = this.#open();
    const { shower } = open;
    if (changed.has("view") || changed.has("lang")) this.#switch();
    for (const { missed } of this.#made.values()) for (const key of changed) missed.add(key);
    byId("zoom").hidden = !shower.zoom;
    byId("app").dataset.embed = String(page.state.embed);
    byId("app").dataset.view = page.state.view;
    byId("app").dataset.reading = String(page.step !== null);
    const isSwitch = changed.size === 1 && changed.has("view");
    if (!isSwitch) this.#cut();
    if (!isSwitch) showLegend(page);
    if (!isSwitch) this.time?.show();
    showPanel(page);
    open.missed.delete("view");
    if (open.missed.size) shower.show(open.missed);
    open.missed = new Set();
  }

  /** Put the open view in the place of the one before. */
  #switch() {
    const { view: id } = this.page.state;
    for (const [one, { box }] of this.#made) putAway(box, one !== id);
    const tabs = byId("views");
    for (const one of tabs.children) one.setAttribute("aria-pressed", String(one.id === `view-${id}`));
    const tab = byId(`view-${id}`);
    if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - 60;
    tellMore(tabs);
  }

  /** How much of all is drawn, and the way to the rest, or back from a surroundings. */
  #cut() {
    const { page } = this;
    const { graph, state, shown } = page;
    const passing = shown.passes.filter(Boolean).length;
    byId("cut-text").textContent = page.t("cut_short", { shown: shown.things, total: graph.marks.length });
    const draw = byId("cut-all");
    const isNear = state.near > 0;
    draw.hidden = !isNear && !state.all && shown.things >= passing;
    draw.textContent = isNear ? page.t("leave_near") : page.t(state.all ? "draw_less" : "draw_all", { count: passing });
    draw.onclick = () => page.change(isNear ? { near: 0, centre: null } : { all: !state.all });
  }

  #theme() {
    const { theme } = this.page.state;
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    byId("theme").textContent = dark ? "☀" : "☾";
  }

  #language() {
    const { page } = this;
    document.documentElement.lang = page.state.lang;
    byId("language").value = page.state.lang;
    for (const [key, property] of Object.entries(TEXTS)) {
      const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      for (const element of document.querySelectorAll(`[data-${name}]`)) {
        /** @type {any} */ (element)[property] = page.t(/** @type {HTMLElement} */ (element).dataset[key] ?? "");
      }
    }
    byId("title").textContent = page.title;
    document.title = page.title;
    byId("lens").textContent = page.lens;
    byId("search").value = "";
    byId("version").textContent = page.t("version", { version: page.graph.meta.version, day: page.graph.meta.day });
    const switches = this.offered.map((view) =>
      button(page.t(view.id), () => page.change({ view: view.id }), { id: `view-${view.id}` }),
    );
    byId("views").replaceChildren(...switches);
    player(page).label();
  }

  /** Say what happened, and on a phone bring it into sight.
   * @param {Set<Key>} changed */
  #follow(changed) {
    const { page } = this;
    const { state } = page;
    const name = state.node === null ? "" : page.name(state.node);
    if (changed.has("node") && byId("search").value !== name) byId("search").value = "";
    if (changed.has("node") && name) announce(page.t("selected", { name }));
    if (changed.has("step") && page.step) announce(page.words.told(page.step.title));
    const any = (/** @type {Key[]} */ keys) => keys.some((key) => changed.has(key));
    if (any(["sures", "since", "until", "known"]) && !name) byId("panel").scrollTop = 0;
    const opened = any(["node", "edge", "from", "to", "step", "list", "claim"]);
    if (!opened || (state.from === null) !== (state.to === null)) return; // half a question: the form stays where it is
    byId("panel").scrollTop = 0;
    if (!narrow()) return;
    if (changed.has("step")) byId(page.step ? "tour" : "head").scrollIntoView({ block: "start" });
    else if (state.node !== null || state.edge !== null || state.list) bringUp(byId("panel"));
  }

  #tellUnknown() {
    const { unknown } = this.store;
    hide();
    if (unknown.length) notify(this.page, this.page.t("unknown", { what: unknown.join(", ") }));
  }

  #restore() {
    this.store.restore();
    this.#tellUnknown();
  }

  #connect() {
    const { page } = this;
    combobox(page, byId("search"), (number) => page.open(number));
    byId("language").addEventListener("change", () => page.change({ lang: byId("language").value }));
    byId("theme").addEventListener("click", () =>
      page.change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }),
    );
    byId("reset").addEventListener("click", () => this.store.reset());
    byId("zoom-in").addEventListener("click", () => this.view.zoom?.(1.25));
    byId("zoom-out").addEventListener("click", () => this.view.zoom?.(0.8));
    byId("zoom-fit").addEventListener("click", () => this.view.fit?.());
    byId("skip").addEventListener("click", () => {
      byId("panel").focus();
      bringUp(byId("panel"));
    });
    byId("views").addEventListener("scroll", () => tellMore(byId("views")), { passive: true });
    addEventListener("popstate", () => this.#restore());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#theme();
      this.#show(new Set(["theme"]));
    });
  }

  /** How many lines are drawn at each mark. */
  #degrees() {
    const { graph, shown } = this.page;
    /** @type {Record<string, number>} */
    const found = Object.fromEntries(shown.marks.map((number) => [graph.marks[number].slug, 0]));
    for (const index of shown.lines) {
      for (const end of [graph.edges[index].from, graph.edges[index].to]) found[graph.marks[end].slug] += 1;
    }
    return found;
  }

  /** What a console, or a test, may ask. */
  get asked() {
    const { page } = this;
    const { graph } = page;
    const slugs = (/** @type {number[]} */ numbers) => numbers.map((number) => graph.things[number].slug);
    return {
      state: page.state,
      counts: () => ({ things: page.shown.things, relations: page.shown.relations }),
      all: () => slugs([...graph.marks.keys()]),
      drawn: () => slugs(page.shown.marks),
      paths: () => page.paths.map(({ cost, path }) => ({ cost, slugs: slugs(path) })),
      fact: (/** @type {string} */ slug) => page.fact(graph.numbers.get(slug) ?? 0),
      disagreements: () =>
        page.knowledge
          .disagreements()
          .map(({ number, relation, readings }) => ({ slug: graph.things[number].slug, relation, readings })),
      claimId: (/** @type {number} */ number) => graph.claims[number].id,
      degrees: () => this.#degrees(),
      cite: (/** @type {string} */ id) => citation(graph, graph.claims[graph.claimNumbers.get(id) ?? 0]),
      bibtex: (/** @type {string} */ id) => {
        const claim = graph.claims[graph.claimNumbers.get(id) ?? 0];
        return bibtex(graph, graph.sources[claim.source], claim);
      },
      cardText: () => cardText(page, byId("card")),
      version: graph.meta.version,
      measure: (/** @type {string} */ name) => graph.measures[name],
      standing: () => /** @type {any} */ (this.view).standing?.(),
      placeOf: (/** @type {string} */ slug) => /** @type {any} */ (this.view).placeOf?.(graph.numbers.get(slug)),
      settled: () => this.view.settled?.() ?? Promise.resolve(),
      figure: () => this.view.figure?.(),
      prepare: () => this.share.prepare(),
    };
  }
}

/** Put a view away, or show it again. One that is away keeps its size, whatever room the open one takes.
 * @param {HTMLElement} box
 * @param {boolean} isOff */
function putAway(box, isOff) {
  const { style, classList } = box;
  if (isOff === classList.contains("off")) return;
  if (isOff) Object.assign(style, { width: `${box.clientWidth}px`, height: `${box.clientHeight}px` });
  else Object.assign(style, { width: "", height: "" });
  classList.toggle("off", isOff);
}

/** Tell the style sheet on which sides of a row there is more than is seen.
 * @param {HTMLElement} row */
function tellMore(row) {
  const { scrollLeft, scrollWidth, clientWidth } = row;
  const sides = [scrollLeft > 2 && "start", scrollLeft + clientWidth < scrollWidth - 2 && "end"];
  row.dataset.more = sides.filter(Boolean).join(" ");
}

/** Bring an element into the upper half of the window, unless it is there.
 * @param {HTMLElement} element */
function bringUp(element) {
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight * 0.55) scrollBy({ top: top - innerHeight * 0.45 });
}

/** @type {any} */
const host = globalThis;
const app = new App(unfolded(JSON.parse(host.panmunjomData)));
delete host.panmunjomData;
app.start();
host.panmunjom = app.asked;
