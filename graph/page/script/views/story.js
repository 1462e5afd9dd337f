/** The story with which the page opens: a title, one picture, two buttons; then, step by step, how it came about. */

import { button, el, narrow, still, svg } from "../dom.js";
import { drawn } from "../figure.js";
import { Knowledge } from "../knowledge.js";
import { goTo } from "../panel/tour.js";
import { statusOf } from "../sentences.js";
import { told } from "../story/told.js";
import { frameOf, picture, SORTS, sample, styleOf } from "../story/ways.js";
import { speaker } from "../voices.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Key} Key
 * @typedef {import("../types").Opening} Opening
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../story/ways.js").Way} Way
 */

/** What a desktop shows besides the first picture, above and below it. */
const BESIDES = 450;

/** On a picture narrower than this only the first and the last way are named. */
const FEW = 600;

/** How wide the picture beside the text is on a phone: it moves sideways with the steps. */
const STRIP = 1080;

/** The part of the window, from above, in which the step that is told stands. */
const LINE = { desktop: 0.5, phone: 0.66 };

class Story {
  /**
   * @param {HTMLElement} box
   * @param {Page} page
   * @param {Opening} opening
   */
  constructor(box, page, opening) {
    this.box = box;
    this.page = page;
    this.opening = opening;
    this.at = 0;
    this.lang = "";
    this.cover = el("div", { className: "cover" });
    this.frame = el("div", { className: "frame", aria: { hidden: "true" } });
    this.strip = svg("svg");
    /** @type {HTMLElement[]} */
    this.steps = [];
    /** @type {(() => void)[]} What puts the claims under each sentence. */
    this.fills = [];
    addEventListener("scroll", () => requestAnimationFrame(() => this.#follow()), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(box);
  }

  show() {
    if (this.lang === this.page.state.lang) return;
    this.lang = this.page.state.lang;
    this.fills = [];
    this.steps = this.opening.scenes.map((scene, index) => this.#step(scene, index));
    this.box.replaceChildren(
      this.#hero(),
      el("div", { className: "tell" }, this.frame, el("ol", { className: "told" }, this.steps)),
      this.#onwards(),
    );
    this.#draw();
  }

  #hero() {
    const { page, opening } = this;
    const { words } = page;
    const read = button(page.t("story_read"), () => this.#goTo(0), { className: "main", id: "story-read" });
    const all = button(page.t("story_all"), () => page.change({ view: "network" }), { id: "story-all" });
    return el(
      "div",
      { className: "hero" },
      el("h2", {}, words.told(opening.title)),
      el("p", { className: "lead" }, words.told(opening.lead)),
      this.cover,
      el("div", { className: "below" }, el("div", { className: "go" }, read, all), this.#key()),
    );
  }

  /** What the sorts of line mean, what came later of what had not come, and who says all this. */
  #key() {
    const { page } = this;
    const signs = this.#signs().map(({ mark, text }) => el("span", {}, mark, text));
    const said = this.opening.scenes.flatMap((scene) => this.#speakers(scene));
    const who = page.t("story_who", { names: [...new Set(said)].join(", ") });
    return el("div", { className: "key" }, signs, el("span", { className: "who" }, who));
  }

  /** The signs of the picture with what they mean. */
  #signs() {
    const { page, opening } = this;
    const sorts = /** @type {(keyof typeof SORTS)[]} */ (Object.keys(SORTS));
    /** @type {import("../types").Sign[]} */
    const signs = sorts.map((sort) => ({ mark: sample(sort), text: page.words.tt("story_lines", sort) }));
    const today = new Knowledge(page.graph, "");
    for (const { event, name, known } of opening.scenes) {
      const fact = today.fact(event);
      if (styleOf(new Knowledge(page.graph, known).fact(event)) !== "unmet" || fact.stage !== "TookPlace") continue;
      const came = { name: page.words.told(name), date: page.dates.when(fact.when) };
      signs.push({ mark: null, text: page.t("story_later", came) });
    }
    return signs;
  }

  /** Those on whose word a scene rests, by their short names.
   * @param {Scene} scene */
  #speakers({ sentences }) {
    const { page } = this;
    const claims = sentences.flatMap((sentence) => sentence.claims);
    return [...new Set(claims.map((number) => speaker(page, page.graph.claims[number].source)))];
  }

  /** The way of a scene, as it was known on its day.
   * @param {Scene} scene
   * @returns {Way} */
  #way(scene) {
    const { event, start, name, word, known } = scene;
    const { page, opening } = this;
    const { words, dates, graph } = page;
    const fact = new Knowledge(graph, known).fact(event);
    const isMeant = styleOf(fact) === "unmet";
    const days = fact.when.dates.length > 1 ? fact.when.dates.map((date) => dates.date(date)) : [dates.when(fact.when)];
    return {
      name: words.told(name),
      word: words.told(word),
      dates: isMeant ? [page.t("story_by", { day: dates.day(known) })] : days.filter(Boolean),
      down: start === opening.shores[0],
      fact,
      side: sideOf(graph.things[start].slug),
      meets: graph.things[event].kind === "Summit",
      who: this.#speakers(scene).join(", "),
      open: () => page.open(event),
    };
  }

  /** @param {Scene} scene
   * @param {number} index */
  #step(scene, index) {
    const { page } = this;
    const { words, dates } = page;
    const fact = new Knowledge(page.graph, scene.known).fact(scene.event);
    const state = fact.status ? statusOf(words, fact.status, page.graph.things[scene.event].kind) : "";
    const unfolded = el("div", { className: "unfolded" });
    const said = scene.sentences.flatMap((sentence, at) => [
      at ? " " : "",
      this.#tell(words.told(sentence.text), sentence.claims, unfolded),
    ]);
    const event = button(page.name(scene.event), () => page.open(scene.event), { className: "quiet" });
    return el(
      "li",
      { id: `story-${index + 1}` },
      el(
        "p",
        { className: "soft" },
        [page.t("story_by", { day: dates.day(scene.known) }), state].filter(Boolean).join(" · "),
      ),
      el("h3", {}, words.told(scene.title)),
      el("p", { className: "text" }, said),
      unfolded,
      el("p", { className: "event" }, page.t("story_card"), " ", event),
    );
  }

  /** @param {string} text
   * @param {number[]} claims
   * @param {HTMLElement} unfolded */
  #tell(text, claims, unfolded) {
    const { link, boxes, fill } = told(this.page, text, claims);
    this.fills.push(fill);
    unfolded.append(boxes);
    return link;
  }

  /** Where to go from the last step. */
  #onwards() {
    const { page } = this;
    const views = ["storyline", "board", "map", "network"].filter((id) => page.store.views.includes(id));
    const ways = views.map((id) => button(page.t(id), () => page.change({ view: id })));
    const reading = button(page.words.told(page.graph.tour?.title ?? { en: "" }), () => goTo(page, 0), {
      id: "story-reading",
    });
    return el(
      "div",
      { className: "onwards" },
      el("h3", {}, page.t("story_onwards")),
      el("p", {}, page.t("story_onwards_text")),
      el("div", { className: "go" }, reading, ways),
    );
  }

  /** @param {number} index */
  #goTo(index) {
    this.steps[index].scrollIntoView({ block: "center", behavior: still() ? "auto" : "smooth" });
  }

  #draw() {
    const { box, page, opening } = this;
    if (!box.clientWidth || !this.lang) return;
    const small = narrow();
    const ways = opening.scenes.map((scene) => this.#way(scene));
    const [upper, lower] = opening.shores.map((number) => ({
      name: page.name(number),
      side: sideOf(page.graph.things[number].slug),
    }));
    const label = page.t("story_help", { upper: upper.name, lower: lower.name });
    const width = this.cover.clientWidth;
    const few = width < FEW;
    const tall = few
      ? Math.max(innerHeight * 0.45, 300)
      : Math.min(470, Math.max(innerHeight - BESIDES, small ? 410 : 345));
    const size = { width, height: tall, few };
    this.cover.replaceChildren(picture(ways, { upper, lower }, size, label, true));
    const beside = {
      width: small ? STRIP : this.frame.clientWidth,
      height: small ? Math.round(innerHeight * 0.44) : Math.min(640, innerHeight * 0.74),
      few: false,
    };
    this.strip = picture(ways, { upper, lower }, beside, label);
    this.strip.classList.add("strip");
    const { top, foot } = frameOf(ways.length, beside);
    this.frame.replaceChildren(
      this.strip,
      ...(small ? [shoreName(upper.name, top - 32), shoreName(lower.name, foot + 8)] : []),
    );
    this.#mark();
  }

  /** Find the step that is told: the last one that has come up to the line. */
  #follow() {
    if (!this.steps.length || !this.box.clientWidth) return;
    const line = innerHeight * (narrow() ? LINE.phone : LINE.desktop);
    const come = this.steps.filter((step) => step.getBoundingClientRect().top < line).length;
    const at = Math.max(come - 1, 0);
    if (at === this.at) return;
    this.at = at;
    this.#mark();
  }

  /** Show the ways up to the step that is told, the earlier ones faint. */
  #mark() {
    for (const [index, step] of this.steps.entries()) step.classList.toggle("now", index === this.at);
    for (const way of this.strip.querySelectorAll(".way")) {
      const index = Number(/** @type {SVGElement} */ (way).dataset.at);
      way.classList.toggle("ahead", index > this.at);
      way.classList.toggle("past", index < this.at);
      way.classList.toggle("now", index === this.at);
    }
    const width = this.frame.clientWidth;
    const x = (STRIP * (this.at + 0.62)) / this.steps.length;
    const shift = narrow() ? Math.min(0, Math.max(width - STRIP, width / 2 - x)) : 0;
    this.strip.style.transform = `translateX(${shift}px)`;
    this.frame.classList.toggle("late", x + shift > width * 0.6);
  }

  /** Put the claims under every sentence: in print all of them are seen. */
  prepare() {
    for (const fill of this.fills) fill();
  }

  figure() {
    const title = this.page.words.told(this.opening.title);
    const picture_ = /** @type {SVGSVGElement} */ (this.cover.firstElementChild);
    return { ...drawn(picture_), title, signs: this.#signs() };
  }
}

/** The name of a shore, which stays in sight while the picture moves.
 * @param {string} name
 * @param {number} top */
function shoreName(name, top) {
  const shown = el("b", {}, name);
  shown.style.top = `calc(50% - ${Math.round(innerHeight * 0.22)}px + ${top}px)`;
  return shown;
}

/** @param {string} slug */
const sideOf = (slug) => slug.replace("state/", "");

/** @type {import("../types").View} */
export const story = {
  id: "story",
  fits: (page) => Boolean(page.graph.tour?.opening),
  make: (box, page) => new Story(box, page, /** @type {Opening} */ (page.graph.tour?.opening)),
};
