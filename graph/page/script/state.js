import { meta, numbers, isNode, sources } from "./data.js";

/** What the reader has chosen: one object, kept in the address so that a link shows the same. */

const LANGUAGES = ["en", "ru", "ko"];
const VIEWS = ["network", "timeline", "table"];
const SETS = ["groups", "sides", "sures", "statuses", "relations"];

/** The days on which sources became public, ascending. */
const ALWAYS = "0001-01-01"; // the curators' background was always known
export const knownDays = [...new Set(sources.map((source) => source.from))].filter((day) => day !== ALWAYS).sort();

const begin = () => ({
  lang: meta.lang, view: "network", theme: "", node: null, edge: null, near: 0, from: null, to: null, path: 0,
  since: "", until: "", known: "", step: null,
  groups: new Set(), sides: new Set(), sures: new Set(), statuses: new Set(), relations: new Set(),
});

export const state = begin();
const listeners = [];

/** Call a function with the names of what changed, after each change. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Change some of the state; its address follows. */
export function change(patch) {
  const changed = new Set(Object.keys(patch).filter((key) => patch[key] !== state[key] || SETS.includes(key)));
  if (!changed.size) return;
  Object.assign(state, patch);
  write();
  for (const listener of listeners) listener(changed);
}

/** Switch one member of a set of what is hidden. */
export function toggle(set, member) {
  const members = new Set(state[set]);
  if (!members.delete(member)) members.add(member);
  change({ [set]: members });
}

/** Show everything again. */
export function reset() {
  const fresh = begin();
  change({ ...Object.fromEntries(SETS.map((key) => [key, fresh[key]])), since: "", until: "", known: "", near: 0 });
}

const slugOf = (number) => [...numbers].find(([, other]) => other === number)?.[0];

/** The state as the part of the address behind the #. */
export function hash() {
  const parts = new URLSearchParams();
  for (const key of ["view", "theme", "since", "until", "known"]) if (state[key]) parts.set(key, state[key]);
  if (state.view === "network") parts.delete("view");
  if (state.lang !== meta.lang) parts.set("lang", state.lang);
  for (const key of ["node", "from", "to"]) if (state[key] !== null) parts.set(key, slugOf(state[key]));
  for (const key of ["near", "path"]) if (state[key]) parts.set(key, state[key]);
  if (state.edge !== null) parts.set("edge", state.edge);
  if (state.step !== null) parts.set("step", state.step + 1);
  for (const key of SETS) if (state[key].size) parts.set(key, [...state[key]].sort().join(","));
  return `#${parts}`.replaceAll("%2F", "/").replaceAll("%2C", ",");
}

/** The address of the page as it now stands; whole, since in a frame of a notebook it has no base of its own. */
export const address = () => location.href.replace(/#.*$/, "") + (hash() === "#" ? "" : hash());

function write() {
  history.replaceState(null, "", address());
}

const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : "");
const count = (text, most) => Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), most);
const mark = (slug) => (isNode(numbers.get(slug)) ? numbers.get(slug) : null);

/** Read the state out of the address; what makes no sense there is left out. */
export function restore() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const fresh = begin();
  if (LANGUAGES.includes(parts.get("lang"))) fresh.lang = parts.get("lang");
  if (VIEWS.includes(parts.get("view"))) fresh.view = parts.get("view");
  if (["dark", "light"].includes(parts.get("theme"))) fresh.theme = parts.get("theme");
  for (const key of ["node", "from", "to"]) fresh[key] = mark(parts.get(key));
  for (const key of ["since", "until", "known"]) fresh[key] = day(parts.get(key));
  fresh.near = count(parts.get("near"), 3);
  fresh.path = count(parts.get("path"), 2);
  fresh.edge = /^e\d+$/.test(parts.get("edge") ?? "") ? parts.get("edge") : null;
  fresh.step = parts.get("step") ? count(parts.get("step"), 99) - 1 : null;
  for (const key of SETS) fresh[key] = new Set((parts.get(key) ?? "").split(",").filter(Boolean));
  change(fresh);
}
