/** What the panel shows before anything is chosen: what this is, the guided reading, how to read it, or an answer. */

import { button, el } from "../dom.js";
import { line } from "../marks.js";
import { sentence } from "../sentences.js";
import { said, thing } from "./evidence.js";
import { dateOf } from "./lists.js";
import { markList } from "./parts.js";
import { pathForm } from "./path.js";
import { goTo } from "./tour.js";

/** @typedef {import("../page.js").Page} Page */

const SORTS = ["0", "1", "2"];

/** @param {Page} page */
function story(page) {
  const { tour } = page.graph;
  if (!tour) return null;
  const go = (/** @type {number} */ step) => () => goTo(page, step);
  return [
    el("h3", {}, page.words.told(tour.title)),
    el(
      "ol",
      { className: "story" },
      tour.steps.map((step, index) => el("li", {}, button(page.words.told(step.title), go(index)))),
    ),
    button(page.t("intro_start"), go(0), { className: "main start", id: "tour-start" }),
  ];
}

/** How to read the picture; each sort of line shows itself alone.
 * @param {Page} page */
function reading(page) {
  const alone = (/** @type {string} */ sort) => () =>
    page.change({ sures: new Set(SORTS.filter((other) => other !== sort)) });
  const rows = SORTS.map((sort) =>
    el(
      "button",
      { type: "button", className: "entry only", onclick: alone(sort) },
      line(Number(sort)),
      page.t("only", { what: page.words.tt("sure_groups", sort) }),
    ),
  );
  return [el("h3", {}, page.t("intro_read")), el("p", {}, page.t("intro_read_text")), rows];
}

/** @param {Page} page */
function differ(page) {
  const count = page.knowledge.disagreements().length;
  if (!count) return null;
  return button(page.t("disputes_open", { count }), () => page.change({ list: "differ" }), {
    className: "quiet",
    id: "differ",
  });
}

/** The beginning.
 * @param {Page} page */
export function beginningCard(page) {
  const { graph } = page;
  const { form, connect } = pathForm(page);
  const counts = {
    claims: graph.claims.length,
    sources: graph.sources.length,
    things: graph.marks.length,
    total: graph.total,
  };
  const about = graph.meta.about.length ? page.words.otherNames(graph.meta.about[0]).slice(0, 5).join(" · ") : "";
  const parts = [
    graph.isExcerpt
      ? [el("h2", { className: "name", tabIndex: -1 }, page.title), el("p", { className: "names" }, about)]
      : null,
    el("p", { className: "lead first" }, page.t(graph.isExcerpt ? "excerpt_lead" : "intro_lead", counts)),
    graph.meta.about.length ? markList(page, graph.meta.about) : null,
    story(page),
    reading(page),
    differ(page),
    el("h3", {}, page.t("path")),
    form,
  ];
  return { parts, connect };
}

/** What a command found: statements, numbers, or the things alone; a table stands in the stage.
 * @param {Page} page
 * @param {import("../types").Answer} answer */
export function answerCard(page, { title, told, scores, columns, rows, things }) {
  const statements = told.map((tie) => {
    const row = said(
      page,
      sentence(page.words, tie, tie.from),
      tie.claims.map((number) => page.graph.claims[number]),
      { after: dateOf(page, tie) },
    );
    row.style.marginInlineStart = `${16 * Math.min(tie.depth, 6)}px`;
    return row;
  });
  const counted = columns.length ? el("p", { className: "soft" }, page.t("answer_rows", { count: rows.length })) : null;
  const plain = !told.length && !scores.length;
  const marks = things.filter((number) => page.graph.isMark(number));
  return [
    el("h2", { className: "name", tabIndex: -1 }, title),
    counted,
    statements,
    scores.length ? scoreList(page, scores) : null,
    plain ? markList(page, marks) : null,
  ];
}

/** @param {Page} page
 * @param {[number, number][]} scores */
function scoreList(page, scores) {
  const most = Math.max(...scores.map(([, score]) => score), 0) || 1;
  const rows = scores.map(([number, score]) => {
    const bar = el("span", { className: "bar" });
    bar.style.width = `${Math.max((100 * score) / most, 0)}%`;
    const shown = score.toLocaleString(page.state.lang, { maximumFractionDigits: 3 });
    return el("li", {}, el("span", {}, thing(page, number)), el("span", { className: "score" }, shown), bar);
  });
  return el("ol", { className: "scores" }, rows);
}
