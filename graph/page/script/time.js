import { nodes } from "./data.js";
import { dayAt, ends, placeOf, ticks } from "./axis.js";
import { showDay } from "./dates.js";
import { byId, svg } from "./dom.js";
import { fact, heardSources } from "./knowledge.js";
import { change, knownDays, state } from "./state.js";
import { t } from "./words.js";

/** Time: a range of dates over a histogram of events, and the day by which things were known. */

const BINS = 64;
const [first, last] = ends;
const width = Math.max(last - first, 1);

const bin = (place) => Math.min(Math.floor(((place - first) / width) * BINS), BINS - 1);

function heights() {
  const found = new Array(BINS).fill(0);
  nodes.forEach((node, number) => {
    const { span } = node.group === "event" ? fact(number) : { span: {} };
    if (!span.first && !span.last) return;
    const middle = (placeOf(span.first ?? span.last) + placeOf(span.last ?? span.first)) / 2;
    found[bin(middle)] += 1;
  });
  return found;
}

function bars() {
  const counts = heights();
  const most = Math.max(...counts, 1);
  const [from, to] = [state.since ? bin(placeOf(state.since)) : 0, state.until ? bin(placeOf(state.until)) : BINS - 1];
  const rows = counts.map((count, index) => {
    const tall = count ? 3 + (27 * count) / most : 0;
    return svg("rect", { x: index + 0.12, y: 32 - tall, width: 0.76, height: tall, fill: index >= from && index <= to ? "var(--accent)" : "var(--edge)", opacity: index >= from && index <= to ? 0.75 : 0.3 });
  });
  byId("bars").replaceChildren(svg("svg", { viewBox: `0 0 ${BINS} 34`, preserveAspectRatio: "none" }, ...rows), years());
}

/** Years below the bars, as far as there is room. */
function years() {
  const box = svg("svg", { class: "years" });
  const room = byId("bars").clientWidth / 100 || 4;
  let end = -Infinity;
  for (const tick of ticks.filter((one) => one.year)) {
    const share = (100 * (tick.x - first)) / width;
    if (share < 0 || share > 100 || (share - end) * room < 38) continue;
    end = share < 4 ? share + 16 / room : share;
    const text = svg("text", { x: `${share}%`, y: 11, "text-anchor": share > 96 ? "end" : share < 4 ? "start" : "middle" });
    text.textContent = tick.text;
    box.append(text);
  }
  return box;
}

const STEPS = 400;
const toPlace = (value) => first + (width * value) / STEPS;
const toValue = (place) => Math.round((STEPS * (place - first)) / width);

const OPEN = { since: 0, until: STEPS };
const dayOf = (id) => (Number(byId(id).value) === OPEN[id] ? "" : dayAt(toPlace(Number(byId(id).value))));

/** Put a handle where its day is. One that stands for that day already stays, or rounding would hold it fast. */
function settle(id) {
  if (dayOf(id) !== state[id]) byId(id).value = state[id] ? toValue(placeOf(state[id])) : OPEN[id];
}

function moveRange(which) {
  const [since, until] = [byId("since"), byId("until")];
  const [low, high] = [Number(since.value), Number(until.value)];
  if (low > high) (which === "since" ? until : since).value = which === "since" ? low : high;
  change({ since: dayOf("since"), until: dayOf("until") });
}

/** Make the sliders work. */
export function beginTime() {
  for (const id of ["since", "until"]) {
    Object.assign(byId(id), { min: 0, max: STEPS, step: 1, value: OPEN[id] });
    byId(id).addEventListener("input", () => moveRange(id));
  }
  Object.assign(byId("known"), { min: 0, max: Math.max(knownDays.length - 1, 0), step: 1, value: knownDays.length - 1 });
  byId("known").addEventListener("input", () => {
    const at = Number(byId("known").value);
    change({ known: at === knownDays.length - 1 ? "" : knownDays[at], step: null });
  });
}

const knownPlace = () => {
  if (!state.known) return knownDays.length - 1;
  const after = knownDays.findIndex((day) => day > state.known);
  return Math.max((after < 0 ? knownDays.length : after) - 1, 0);
};

/** Show what is chosen. */
export function showTime() {
  bars();
  settle("since");
  settle("until");
  const text = state.since || state.until ? `${showDay(state.since || dayAt(first))} – ${showDay(state.until || dayAt(last))}` : t("all_dates");
  byId("range-text").textContent = text;
  byId("since").setAttribute("aria-valuetext", showDay(state.since || dayAt(first)));
  byId("until").setAttribute("aria-valuetext", showDay(state.until || dayAt(last)));
  if (Number(byId("known").value) !== knownPlace()) byId("known").value = knownPlace();
  const known = state.known ? `${showDay(state.known)} · ${t("sources_then", { count: heardSources().length })}` : t("known_now");
  byId("known-text").textContent = known;
  byId("known").setAttribute("aria-valuetext", known);
}
