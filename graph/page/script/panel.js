import { edges, meta, nodes, sources, claims, tour, isNode } from "./data.js";
import { showDay } from "./dates.js";
import { byId, el } from "./dom.js";
import { certainty, claimBox, said, thing } from "./evidence.js";
import { chip, edgeCard, nodeCard, paintOf, when } from "./card.js";
import { counts, shownTies } from "./filters.js";
import { fact, hollow, known, news } from "./knowledge.js";
import { line, mark, SHAPES } from "./marks.js";
import { best } from "./paths.js";
import { combobox } from "./search.js";
import { sentence } from "./sentences.js";
import { change, state } from "./state.js";
import { step, stops } from "./tour.js";
import { name, t, told } from "./words.js";

/** The panel beside the picture: a card, a path, an answer, or the beginning. */

/** The paths that are asked for, worked out once a drawing. */
export const paths = () => (state.from !== null && state.to !== null ? best(state.from, state.to) : []);

function top() {
  const closed = { node: null, edge: null, from: null, to: null, near: 0, path: 0 };
  return el("div", { className: "top" }, el("span", {}), el("button", { type: "button", className: "quiet", id: "close", onclick: () => change(closed) }, t("back_to_start")));
}

function pathForm() {
  const field = (id, key) => {
    const input = el("input", { id, type: "search", autocomplete: "off", placeholder: t(key === "from" ? "path_from" : "path_to"), value: state[key] === null ? "" : name(state[key]) });
    for (const [attribute, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", `${id}-list`], ["aria-autocomplete", "list"], ["aria-label", input.placeholder]]) input.setAttribute(attribute, value);
    const list = el("ul", { id: `${id}-list`, hidden: true, aria: { label: t("results") } });
    list.setAttribute("role", "listbox");
    return { box: el("div", { className: "combo" }, input, list), input, key };
  };
  const fields = [field("path-from", "from"), field("path-to", "to")];
  const connect = () => fields.forEach(({ input, key }) => combobox(input, (number) => change({ [key]: number, node: null, edge: null, path: 0 })));
  return { form: el("div", { className: "pathform" }, fields.map((one) => one.box)), connect };
}

/** The date of the event at one end of a statement, if there is one. */
function dateOf({ start, end }) {
  const event = [end, start].find((number) => nodes[number].group === "event");
  const date = event === undefined ? "" : when(event);
  return date ? el("span", { className: "date" }, ` (${date})`) : "";
}

function hop(step, from) {
  const [tie] = step.ties;
  return el("li", {}, said(sentence(tie, from), tie.claims, { after: dateOf(tie) }));
}

function pathCard(found) {
  const both = state.from !== null && state.to !== null;
  const { form, connect } = pathForm();
  const shown = found[Math.min(state.path, found.length - 1)];
  const others = found.length > 1 ? el("div", { className: "switch", role: "group" }, found.map((_, index) => el("button", { type: "button", aria: { pressed: String(found[index] === shown) }, onclick: () => change({ path: index }) }, t("path_other", { number: index + 1 })))) : null;
  const weakest = shown ? Math.min(...shown.hops.map((step) => step.ties[0].sure)) : 0;
  return {
    parts: [
      top(), el("p", { className: "kind" }, t("path")), form,
      both && !shown ? el("p", { className: "lead" }, t("path_none")) : null,
      shown ? [el("div", { className: "actions" }, others, el("span", { className: "soft" }, t("path_weakest", { certainty: certainty(weakest) }))),
        el("ol", { className: "path", start: 1 }, shown.hops.map((step, index) => hop(step, shown.path[index])))] : null,
    ],
    connect,
  };
}

function story() {
  if (!tour) return null;
  return [
    el("h3", {}, told(tour.title)),
    el("ol", { className: "story" }, tour.steps.map((step, index) => el("li", {}, el("button", { type: "button", onclick: () => change({ step: index }) }, told(step.title))))),
    el("button", { type: "button", className: "main start", id: "tour-start", onclick: () => change({ step: 0 }) }, t("intro_start")),
  ];
}

const SORTS = ["0", "1", "2"];

/** How to read the picture; each sort of line shows itself alone. */
function reading() {
  const alone = (sort) => change({ sures: new Set(SORTS.filter((other) => other !== sort)) });
  const row = (sort) => el("button", { type: "button", className: "entry only", onclick: () => alone(sort) }, line(Number(sort)), t("only", { what: t("sure_groups")[sort] }));
  return [el("h3", {}, t("intro_read")), el("p", {}, t("intro_read_text")), SORTS.map(row)];
}

/** Everything that is said with the certainties that are shown, the latest first. */
function sureCard() {
  const ties = edges.flatMap((edge) => shownTies(edge.index)).map((tie) => ({ tie, day: dayOf(tie) }));
  ties.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  const rows = ties.map(({ tie }) => said(sentence(tie), tie.claims, { after: dateOf(tie) }));
  const rest = rows.splice(60);
  return [
    el("div", { className: "top" }, el("span", {}), el("button", { type: "button", className: "quiet", onclick: () => change({ sures: new Set() }) }, t("show_all"))),
    el("h2", { className: "name" }, SORTS.filter((sort) => !state.sures.has(sort)).map((sort) => t("sure_groups")[sort]).join(" · ")),
    el("p", { className: "soft" }, t("counts", counts())), rows,
    rest.length ? el("details", { className: "rest" }, el("summary", { className: "soft" }, `+ ${rest.length}`), rest) : null,
  ];
}

/** The first day of the event at one end of a statement. */
function dayOf({ start, end }) {
  const spans = [start, end].filter((number) => nodes[number].group === "event").map((number) => fact(number).span);
  return spans.map((span) => span.first ?? span.last ?? "")[0] ?? "";
}

function intro() {
  const { form, connect } = pathForm();
  const lead = t("intro_lead", { claims: claims.length, sources: sources.length, nodes: nodes.length });
  return { parts: [el("p", { className: "lead first" }, lead), story(), reading(), el("h3", {}, t("path")), form], connect };
}

function newsCard() {
  const found = news(state.known);
  return [
    el("p", { className: "kind" }, t("known_by")), el("h2", { className: "name" }, showDay(state.known)),
    el("h3", {}, t("news", { date: showDay(state.known) })),
    found.length ? [...bySubject(found)].map(([number, said]) => el("div", { className: "said" }, number === undefined ? null : el("b", {}, thing(number)), said.map(claimBox))) : el("p", { className: "soft" }, t("news_none")),
  ];
}

/** Claims under the mark that they speak of. */
function bySubject(found) {
  const groups = new Map();
  for (const claim of found) {
    const subject = claim.triples.flatMap(([start, , end]) => [start, end]).find((number) => typeof number === "number" && isNode(number));
    groups.set(subject, [...(groups.get(subject) ?? []), claim]);
  }
  return groups;
}

/** The marks that a step of the reading is about, each with its date and how far it came. */
function stopList() {
  const row = (number) => el("li", {}, mark(SHAPES[nodes[number].group], paintOf(nodes[number]), hollow(number)), el("span", { className: "what" }, thing(number)),
    el("span", { className: "date" }, when(number)), nodes[number].group === "event" ? chip(number) : null);
  const events = stops().filter((number) => nodes[number].group === "event");
  const others = stops().filter((number) => nodes[number].group !== "event");
  return [el("ul", { className: "stops" }, [...events, ...others].map(row))];
}

/** What a command found: statements, numbers, a table, or the things alone. */
function answerCard({ title, told: statements, scores, columns, rows, things }) {
  const parts = [el("h2", { className: "name" }, title)];
  parts.push(statements.map((tie) => {
    const row = said(sentence(tie, tie.from), tie.claims.map((number) => claims[number]), { after: dateOf(tie) });
    row.style.marginInlineStart = `${16 * Math.min(tie.depth, 6)}px`;
    return row;
  }));
  if (scores.length) parts.push(scoreList(scores));
  if (columns.length) {
    parts.push(el("div", { className: "wide" }, el("table", {}, el("thead", {}, el("tr", {}, columns.map((column) => el("th", { scope: "col" }, column)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell) => el("td", {}, cell))))))));
  }
  if (!statements.length && !scores.length && !columns.length) parts.push(el("ul", { className: "stops" }, things.map((number) => el("li", {}, mark(SHAPES[nodes[number].group], paintOf(nodes[number]), hollow(number)), thing(number)))));
  return parts;
}

function scoreList(scores) {
  const most = Math.max(...scores.map(([, score]) => score), 0) || 1;
  return el("ol", { className: "scores" }, scores.map(([number, score]) => {
    const bar = el("span", { className: "bar" });
    bar.style.width = `${Math.max((100 * score) / most, 0)}%`;
    return el("li", {}, thing(number), el("span", { className: "score" }, score.toLocaleString(state.lang, { maximumFractionDigits: 3 })), bar);
  }));
}

/** What the panel shows: its parts, and what is to be done once they are in place. */
function content(found) {
  if (state.from !== null || state.to !== null) return pathCard(found);
  if (state.edge !== null) {
    const edge = edges.find((one) => one.id === state.edge);
    if (edge) return { parts: [top(), edgeCard(edge, known()[edge.index])] };
  }
  if (state.node !== null) return { parts: [top(), nodeCard(state.node)] };
  if (state.sures.has("0") && state.step === null) return { parts: sureCard() };
  if (meta.answer) return { parts: answerCard(meta.answer) };
  if (state.known && state.step === null) return { parts: newsCard() };
  if (step()) return { parts: stopList() };
  return intro();
}

/** Fill the panel. */
export function showPanel(found) {
  const { parts, connect } = content(found);
  byId("card").replaceChildren(...parts.flat(Infinity).filter(Boolean));
  connect?.();
  byId("counts").textContent = t("counts", counts());
}

