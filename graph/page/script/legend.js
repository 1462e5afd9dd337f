/** The legend, which is also the filter: what a mark or line means, how many are drawn, and a box to switch them. */

import { SETS } from "./address.js";
import { byId, el } from "./dom.js";
import { LANES, sideOf } from "./filter.js";
import { sureness } from "./knowledge.js";
import { line, SHAPES, sign } from "./marks.js";
import { choiceName, TRAITS } from "./voices.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./types").Group} Group
 * @typedef {import("./types").Stage} Stage
 */

const SIDES = [...LANES, "other", "none"];

/** @type {Stage[]} */
const STAGES = ["TookPlace", "LiesAhead", "CameToNothing", "NeverPlanned", "NotSaid"];

/** How often each key is found.
 * @param {(string | null)[]} keys
 * @returns {Map<string | null, number>} */
function tally(keys) {
  /** @type {Map<string | null, number>} */
  const found = new Map();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

/** The name of a side, as the legend has it.
 * @param {Page} page
 * @param {string} side */
function sideName(page, side) {
  const number = page.graph.numbers.get(`state/${side}`);
  return number === undefined ? page.words.tt("side_names", side) : page.name(number);
}

/** The sign of a side; where colours tell a measure, it has none.
 * @param {Page} page
 * @param {string} side */
const sideSign = (page, side) => sign("dot", `var(--${page.state.colour === "side" ? side : "none"})`);

/** What stands in the legend: for each set its keys with sign, name and number.
 * @param {Page} page */
export function rows(page) {
  const { graph, shown, words } = page;
  const drawn = shown.marks.map((number) => graph.marks[number]);
  const ties = shown.lines.flatMap((index) => shown.ties[index]);
  const groups = tally(drawn.map((mark) => mark.group));
  const sides = tally(drawn.map(sideOf));
  const sures = tally(ties.map((tie) => String(sureness(tie.sure))));
  const stages = tally(shown.marks.filter((number) => graph.isEvent(number)).map((number) => page.fact(number).stage));
  const relations = tally(ties.map((tie) => tie.relation));
  const held = { groups: new Set(graph.marks.map((mark) => mark.group)), sides: new Set(graph.marks.map(sideOf)) };
  const row = (
    /** @type {string} */ key,
    /** @type {SVGElement | null} */ mark,
    /** @type {string} */ text,
    /** @type {number | undefined} */ count,
  ) => ({ key, mark, text, count: count ?? 0 });
  const related = new Set(graph.edges.flatMap((edge) => edge.says.map(([relation]) => relation)));
  const ordered = [...related].sort((a, b) => (relations.get(b) ?? 0) - (relations.get(a) ?? 0) || (a < b ? -1 : 1));
  return {
    groups: /** @type {Group[]} */ (Object.keys(SHAPES))
      .filter((key) => held.groups.has(key))
      .map((key) => row(key, sign(SHAPES[key], "currentColor"), words.tt("groups", key), groups.get(key))),
    sides: SIDES.filter((key) => held.sides.has(key)).map((key) =>
      row(key, sideSign(page, key), sideName(page, key), sides.get(key)),
    ),
    sures: ["0", "1", "2"].map((key) => row(key, line(Number(key)), words.tt("sure_groups", key), sures.get(key))),
    stages: STAGES.filter((key) => stages.has(key) || page.state.stages.has(key)).map((key) =>
      row(key, sign("diamond", "currentColor", key), words.tt("stages", key), stages.get(key)),
    ),
    relations: ordered.map((key) => row(key, null, words.term(key), relations.get(key))),
  };
}

/** @param {Page} page
 * @param {"size" | "colour"} key
 * @param {string} usual */
function lookField(page, key, usual) {
  const choices = [usual, ...Object.keys(page.graph.measures)];
  const options = choices.map((choice) =>
    el("option", { value: choice, selected: page.state[key] === choice }, page.words.tt("measures", choice)),
  );
  const select = el("select", { id: `look-${key}`, onchange: () => page.change({ [key]: select.value }) }, options);
  return el("label", { className: "field" }, el("span", {}, page.t(`look_${key}`)), select);
}

/** From the colour of the least to that of the most.
 * @param {Page} page */
const ramp = (page) =>
  el("p", { className: "soft ramp" }, page.t("least"), el("span", { className: "colours" }), page.t("most"));

/** All whose words can be chosen to count alone, as the field for it; made once for a language.
 * @param {Page} page */
function voicesField(page) {
  const { voices } = page.graph;
  const groups = TRAITS.flatMap((trait) => {
    const options = voices.choices
      .filter((choice) => choice.trait === trait && (trait !== "publisher" || choice.sources > 1))
      .map(({ key, sources }) => el("option", { value: key }, `${choiceName(page, key)} (${sources})`));
    return options.length ? [el("optgroup", { label: page.words.tt("source_traits", trait) }, options)] : [];
  });
  const select = el("select", { id: "said", ariaLabel: page.t("sources") }, groups);
  select.prepend(el("option", { value: "" }, page.t("sources_all")));
  select.addEventListener("change", () => page.change({ said: select.value }));
  return select;
}

/** @type {Map<string, HTMLSelectElement>} */
const voicesFields = new Map();

/** Whose words alone count.
 * @param {Page} page */
function saidField(page) {
  const { lang, said } = page.state;
  const select = voicesFields.get(lang) ?? voicesField(page);
  voicesFields.set(lang, select);
  select.value = said;
  return select;
}

/** Fill the legend anew.
 * @param {Page} page */
export function showLegend(page) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const held = active?.dataset.key ?? active?.id;
  const found = rows(page);
  for (const set of SETS) {
    const box = byId(`legend-${set}`);
    const entries = found[set].map(({ key, mark, text, count }) => {
      const input = el("input", {
        type: "checkbox",
        checked: !page.state[set].has(key),
        onchange: () => page.store.toggle(set, key),
        data: { key: `${set}:${key}` },
      });
      return el(
        "label",
        { className: "entry" },
        input,
        mark,
        el("span", {}, text),
        el("span", { className: "count" }, page.words.number.format(count)),
      );
    });
    box.replaceChildren(box.querySelector("legend"), ...entries);
  }
  const who = byId("legend-said");
  who.replaceChildren(who.querySelector("legend"), saidField(page));
  const look = byId("legend-look");
  look.replaceChildren(
    look.querySelector("legend"),
    lookField(page, "size", "weight"),
    lookField(page, "colour", "side"),
    page.state.colour === "side" ? "" : ramp(page),
  );
  if (held)
    /** @type {HTMLElement | null} */ (
      document.querySelector(`[data-key="${CSS.escape(held)}"], #${CSS.escape(held)}`)
    )?.focus();
  const { state } = page;
  const narrowed =
    SETS.some((set) => state[set].size) ||
    state.since ||
    state.until ||
    state.known ||
    state.said ||
    state.near ||
    state.all;
  byId("reset").hidden = !(narrowed || state.grown.length || state.pins.size);
}
