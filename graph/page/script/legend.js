import { nodes, numbers } from "./data.js";
import { byId, el } from "./dom.js";
import { fact, heard, known, sortOf, sureness } from "./knowledge.js";
import { line, mark, SHAPES } from "./marks.js";
import { state, toggle } from "./state.js";
import { name, t, term } from "./words.js";

/** The legend, which is also the filter: what a mark or line means, how many there are, and a box to switch them. */

function entry(set, key, sign, text, count) {
  const box = el("input", { type: "checkbox", checked: !state[set].has(key), onchange: () => toggle(set, key) });
  box.dataset.key = `${set}:${key}`;
  return el("label", { className: "entry" }, box, sign, el("span", {}, text), el("span", { className: "count" }, String(count)));
}

function tally(keys) {
  const found = new Map();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

function fill(id, entries) {
  const box = byId(id);
  const legend = box.querySelector("legend");
  box.replaceChildren(legend, ...entries);
}

const sideOf = (node) => node.side ?? "none";

function sides() {
  const found = tally(nodes.map(sideOf));
  const order = [...found.keys()].filter((key) => key !== "none").sort((a, b) => found.get(b) - found.get(a));
  return [...order, ...(found.has("none") ? ["none"] : [])].map((key) => {
    const slug = key.replace("state/", "");
    const text = key === "none" ? t("no_side") : name(numbers.get(key));
    return entry("sides", key, mark("dot", `var(--${slug}, var(--none))`), text, found.get(key));
  });
}

function statuses() {
  const found = tally(nodes.flatMap((node, number) => (node.group === "event" && heard(number).length ? [sortOf(fact(number).status)] : [])));
  return ["done", "ahead", "failed", "unreal", "none"].filter((key) => found.has(key)).map((key) =>
    entry("statuses", key, mark("diamond", "currentColor", ["ahead", "failed", "unreal"].includes(key)), t("statuses")[key], found.get(key)));
}

/** Fill the legend anew. */
export function showLegend() {
  const held = document.activeElement?.dataset?.key;
  const groups = tally(nodes.map((node) => node.group));
  fill("legend-groups", Object.keys(SHAPES).filter((key) => groups.has(key)).map((key) => entry("groups", key, mark(SHAPES[key], "currentColor"), t("groups")[key], groups.get(key))));
  fill("legend-sides", sides());
  const all = known().flat();
  const sures = tally(all.map((tie) => sureness(tie.sure)));
  fill("legend-sure", [0, 1, 2].map((sort) => entry("sures", String(sort), line(sort), t("sure_groups")[sort], sures.get(sort) ?? 0)));
  fill("legend-status", statuses());
  const relations = tally(all.map((tie) => tie.relation));
  const ordered = [...relations.keys()].sort((a, b) => relations.get(b) - relations.get(a) || (a < b ? -1 : 1));
  fill("legend-relations", ordered.map((key) => entry("relations", key, null, term(key), relations.get(key))));
  if (held) document.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  byId("reset").hidden = !["groups", "sides", "sures", "statuses", "relations"].some((set) => state[set].size) && !state.since && !state.until && !state.known && !state.near;
}

/** What the legend says, for a printed figure. */
export function key() {
  const row = (sign, text) => el("span", {}, sign, text);
  const used = new Set(nodes.map((node) => node.group));
  const states = [...new Set(nodes.map(sideOf))].filter((side) => side !== "none");
  return el("div", { className: "key" },
    Object.keys(SHAPES).filter((group) => used.has(group)).map((group) => row(mark(SHAPES[group], "currentColor"), t("groups")[group])),
    states.map((side) => row(mark("dot", `var(--${side.replace("state/", "")}, var(--none))`), name(numbers.get(side)))),
    [0, 1, 2].map((sort) => row(line(sort), t("sure_groups")[sort])),
    row(mark("diamond", "currentColor", true), [t("statuses").ahead, t("statuses").failed, t("statuses").unreal].join(", ")));
}

