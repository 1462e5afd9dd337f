import { edges, meta, nodes, total, isNode } from "./data.js";
import { announce, byId, narrow } from "./dom.js";
import { unfilter } from "./filters.js";
import { beginKeys } from "./keys.js";
import { forget } from "./knowledge.js";
import { showLegend } from "./legend.js";
import { keptBack } from "./look.js";
import { paths, showPanel } from "./panel.js";
import { addLines, arrange, around, begin, fit, light, many, onPick, paint, standing, zoom } from "./picture.js";
import { beginSave } from "./save.js";
import { combobox } from "./search.js";
import { change, onChange, reset, restore, state } from "./state.js";
import { showTables } from "./table.js";
import { beginTime, showTime } from "./time.js";
import { scene, showTour, step, stops } from "./tour.js";
import { dress, name, t, told } from "./words.js";

/** The page as a whole: what follows when the reader chooses something. */

const FILTERS = ["groups", "sides", "sures", "statuses", "relations", "since", "until", "known", "near", "node", "from", "to"];
const any = (changed, keys) => keys.some((key) => changed.has(key));

function showTheme() {
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").textContent = dark ? "☀" : "☾";
}

function showLanguage() {
  document.documentElement.lang = state.lang;
  byId("language").value = state.lang;
  dress();
  const title = meta.title ?? t("title");
  byId("title").textContent = title;
  document.title = title;
  byId("lens").textContent = meta.lens ? t("lens", { lens: meta.lens }) : t("lens_all");
  byId("search").value = "";
  byId("cut-short").textContent = t("cut_short", { shown: nodes.length, total });
  byId("cut-long").textContent = t("cut", { shown: nodes.length, total });
  byId("cut").hidden = nodes.length >= total || Boolean(meta.answer) || meta.about.length > 0;
  byId("version").textContent = t("version", { version: meta.version, day: meta.day });
}

function showView() {
  for (const view of ["network", "timeline", "table"]) byId(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  const back = state.view === "timeline" ? keptBack() : 0;
  byId("cut-lanes").hidden = !back;
  byId("cut-lanes").textContent = t("cut_lanes", { count: back });
  byId("tables").hidden = state.view !== "table";
  byId("stage").hidden = state.view === "table";
}

/** What is singled out: a path, the stops of the reading, an edge, or a mark with its neighbours. */
function singled(found) {
  const shown = found[Math.min(state.path, found.length - 1)];
  if (shown) return { nodes: new Set(shown.path), edges: new Set(shown.hops.map((hop) => hop.edge.id)), must: new Set(shown.path) };
  if (state.edge !== null) {
    const edge = edges.find((one) => one.id === state.edge);
    if (edge) return { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]), must: new Set([edge.from, edge.to]) };
  }
  if (state.node !== null) return around(state.node);
  const asked = step() ? stops() : meta.answer && meta.answer.things.length < nodes.length ? meta.answer.things : [];
  if (asked.length) {
    const marks = new Set(asked);
    const inner = edges.filter((edge) => marks.has(edge.from) && marks.has(edge.to));
    return { nodes: marks, edges: new Set(inner.map((edge) => edge.id)), must: marks };
  }
  return null;
}

function show(changed) {
  if (any(changed, ["theme"])) showTheme();
  if (changed.has("step") && step()) Object.assign(state, scene());
  if (changed.has("lang")) showLanguage();
  if (any(changed, ["known", "step"])) forget();
  if (any(changed, FILTERS) || changed.has("step")) unfilter();
  const found = paths();
  light(singled(found));
  showView();
  showLegend();
  showTime();
  showTour();
  showPanel(found);
  if (state.view === "table") showTables();
  return found;
}

let view = "network";

function move(changed, found) {
  if (state.view === "table") return;
  const turned = state.view !== view;
  view = state.view;
  if (turned) arrange();
  paint();
  const marks = changed.has("step") ? stops() : found.length ? found[Math.min(state.path, found.length - 1)].path : [];
  if (!turned && marks.length && any(changed, ["step", "from", "to", "path"])) fit(600, marks);
  else if (!turned && (changed.has("near") || (changed.has("step") && !step()))) fit();
}

/** Say what happened, and on a phone bring it into sight. */
function follow(changed) {
  if (changed.has("node") && state.node !== null) announce(t("selected", { name: name(state.node) }));
  if (changed.has("step") && step()) announce(told(step().title));
  if (any(changed, ["node", "edge", "from", "to", "step"])) byId("panel").scrollTop = 0;
}

function connect() {
  combobox(byId("search"), (number) => {
    change({ node: number, edge: null, from: null, to: null });
    if (state.view !== "table") fit(500, [...around(number).nodes]);
  });
  for (const one of ["network", "timeline", "table"]) byId(`view-${one}`).addEventListener("click", () => change({ view: one }));
  byId("language").addEventListener("change", () => change({ lang: byId("language").value }));
  byId("theme").addEventListener("click", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("reset").addEventListener("click", reset);
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("zoom-fit").addEventListener("click", () => fit());
  addEventListener("hashchange", restore);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { showTheme(); paint(); });
}

/** The frame after the next: what was drawn before has then been seen. */
const seen = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

async function start() {
  restore();
  if (meta.answer?.ends.length === 2 && !location.hash) Object.assign(state, ends());
  showTheme();
  if (step()) Object.assign(state, scene());
  view = state.view === "table" ? "network" : state.view;
  light(singled(paths()));
  begin();
  await seen(); // the marks first
  if (!many) addLines();
  byId("filters-fold").open = !narrow();
  beginTime();
  connect();
  beginSave();
  beginKeys();
  show(new Set(["lang"]));
  onPick((node, edge) => {
    if (node !== null || edge !== null || state.node !== null || state.edge !== null) change({ node, edge, from: null, to: null, near: node === null ? 0 : state.near });
  });
  onChange((changed) => {
    move(changed, show(changed));
    follow(changed);
  });
  document.documentElement.dataset.ready = "yes";
  await seen();
  if (many) addLines();
}

/** The two ends of a path that the page was made for. */
function ends() {
  const [from, to] = meta.answer.ends;
  return isNode(from) && isNode(to) ? { from, to } : {};
}

start();
// What a console, or a test, may ask.
globalThis.panmunjom = { state, standing, paths: () => paths().map(({ cost, path }) => ({ cost, slugs: path.map((number) => nodes[number].slug) })) };
