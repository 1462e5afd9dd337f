/**
 * The map: who went where. A bar for each year; an arc for each state and place, in the state's colour, the wider the
 * more often. Far capitals stand on the frame with their distance; an inset shows Seoul, Panmunjom and Kaesong.
 */

import { el, isLaidOut, narrow, svg } from "../dom.js";
import { drawn } from "../figure.js";
import { Chart } from "../map/chart.js";
import { byYear, flowsOf, journeysOf, withNames } from "../map/journeys.js";
import { distance } from "../map/projection.js";
import { paintOf } from "../marks.js";
import { rove } from "../rove.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../map/journeys.js").Journey} Journey
 * @typedef {import("../map/projection.js").Frame} Frame
 */

const WINDOWS = {
  wide: { west: 114.2, east: 141.2, south: 33.4, north: 45.2 },
  narrow: { west: 115.4, east: 134, south: 33.6, north: 43.2 },
  inset: { west: 126.35, east: 127.2, south: 37.42, north: 38.08 },
};

const BARS = 58;

/** How far apart those on the edge of the frame stand. */
const APART = 32;

class AtlasView {
  #size = "";
  #svg = svg("svg");

  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    /** @type {{places: Record<string, [number, number]>, seats: Record<string, number>, outline: any}} */
    this.data = page.graph.views.map;
    this.years = el("div", { className: "years" });
    this.note = el("p", { className: "soft" });
    this.picture = el("div");
    box.append(this.years, this.note, this.picture);
    rove(box, page);
    new ResizeObserver(() => {
      if (`${box.clientWidth} ${box.clientHeight}` !== this.#size) this.show();
    }).observe(box);
  }

  /** The span that is shown: the chosen one, else the year with most journeys.
   * @param {Journey[]} all */
  #span(all) {
    const { since, until } = this.page.state;
    if (since || until) return { since, until };
    const sum = (/** @type {Map<number, number>} */ counts) => [...counts.values()].reduce((a, b) => a + b, 0);
    const [best] = byYear(all).sort(([, a], [, b]) => sum(b) - sum(a));
    return best ? { since: `${best[0]}-01-01`, until: `${best[0]}-12-31` } : { since: "", until: "" };
  }

  show() {
    const { box, page } = this;
    if (!isLaidOut(box)) return;
    this.#size = `${box.clientWidth} ${box.clientHeight}`;
    const held = document.activeElement?.getAttribute("data-year");
    const all = journeysOf(page, null);
    const span = this.#span(all);
    const journeys = journeysOf(page, span);
    this.years.replaceChildren(this.#bars(all, span));
    const away = journeys.filter(({ states }) => states.length).length;
    this.note.textContent = page.t("map_text", {
      count: away,
      span: page.dates.span(span.since || undefined, span.until || undefined),
    });
    const width = box.clientWidth;
    const height = Math.max(box.clientHeight - this.years.offsetHeight - this.note.offsetHeight - 12, 320);
    this.#svg = this.#map(journeys, { left: 0, top: 0, width, height });
    this.picture.replaceChildren(this.#svg);
    if (held) /** @type {SVGElement | null} */ (box.querySelector(`[data-year="${held}"]`))?.focus();
  }

  /** A bar for each year, stacked by the states that travelled; each chooses its year.
   * @param {Journey[]} all
   * @param {{since: string, until: string}} span */
  #bars(all, span) {
    const { page, box } = this;
    const found = byYear(all);
    const width = box.clientWidth - 24;
    const first = found.length ? Math.max(found[0][0], found[found.length - 1][0] - 35) : 0;
    const count = found.length ? found[found.length - 1][0] - first + 1 : 1;
    const step = width / count;
    const sum = (/** @type {Map<number, number>} */ counts) => [...counts.values()].reduce((a, b) => a + b, 0);
    const most = Math.max(...found.map(([, counts]) => sum(counts)), 1);
    const isChosen = (/** @type {number} */ year) =>
      String(year) >= span.since.slice(0, 4) && (!span.until || String(year) <= span.until.slice(0, 4));
    const years = found.map(([year]) => year);
    const named = withNames(years, years.filter(isChosen), step);
    const bars = found
      .filter(([year]) => year >= first)
      .map(([year, counts]) => {
        const x = (year - first) * step;
        let y = BARS - 16;
        const parts = [...counts]
          .sort(([a], [b]) => a - b)
          .map(([state, own]) => {
            const tall = (own / most) * (BARS - 20);
            y -= tall;
            const shape = { x: x + step * 0.16, y, width: step * 0.68, height: Math.max(tall - 0.7, 0.8) };
            return svg("rect", { ...shape, fill: paintOf(page.graph.marks[state]) });
          });
        const isOn = isChosen(year);
        const text = svg(
          "text",
          { x: x + step / 2, y: BARS - 2, "text-anchor": "middle" },
          step > 30 ? String(year) : `’${String(year).slice(2)}`,
        );
        const hit = svg("rect", { x, y: 0, width: step, height: BARS, class: "hit" });
        const label = page.t("map_year", { year: String(year), count: sum(counts) });
        const role = {
          role: "button",
          tabindex: 0,
          "data-year": year,
          "aria-label": label,
          "aria-pressed": String(isOn),
        };
        const bar = svg("g", { class: isOn ? "bar on" : "bar", ...role }, hit, ...parts);
        const choose = () => page.change({ since: `${year}-01-01`, until: `${year}-12-31` });
        bar.addEventListener("click", choose);
        bar.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          choose();
        });
        return svg(
          "g",
          {},
          bar,
          svg("g", { "aria-hidden": "true", class: isOn ? "year on" : "year" }, ...(named.has(year) ? [text] : [])),
        );
      });
    const size = { width, height: BARS, viewBox: `0 0 ${width} ${BARS}` };
    return svg("svg", { ...size, role: "group", "aria-label": page.t("map_years") }, ...bars);
  }

  /** @param {Journey[]} journeys
   * @param {Frame} frame */
  #map(journeys, frame) {
    const { page } = this;
    const small = narrow();
    const main = new Chart(small ? WINDOWS.narrow : WINDOWS.wide, frame, this.data.places);
    const wide_ = Math.min(small ? 152 : 230, frame.width * (small ? 0.42 : 0.36), frame.height * 0.42);
    const inset = { left: 10, top: frame.height - wide_ * 0.98 - 10, width: wide_, height: wide_ * 0.98 };
    main.taken.push([inset.left, inset.top, inset.left + inset.width, inset.top + inset.height, 50]);
    const close = new Chart(WINDOWS.inset, inset, this.data.places);
    const size = { width: frame.width, height: frame.height, viewBox: `0 0 ${frame.width} ${frame.height}` };
    const { left, top } = inset;
    const place = { x: left, y: top, width: inset.width, height: inset.height };
    const about = this.#insetMark(main);
    return svg(
      "svg",
      { ...size, role: "group", "aria-label": page.t("map_help") },
      ...main.ground(this.data.outline),
      about,
      ...this.#content(main, journeys, close),
      svg(
        "svg",
        { ...place, viewBox: `${left} ${top} ${inset.width} ${inset.height}` },
        svg("rect", { ...place, class: "sea" }),
        ...close.ground(this.data.outline),
        ...this.#content(close, journeys, null),
      ),
      svg("rect", { ...place, rx: 3, class: "frame" }),
    );
  }

  /** What of the map the inset shows.
   * @param {Chart} main */
  #insetMark(main) {
    const { west, east, south, north } = WINDOWS.inset;
    const [[x1, y1], [x2, y2]] = [main.put(north, west), main.put(south, east)];
    return svg("rect", { x: x1, y: y1, width: x2 - x1, height: y2 - y1, class: "window" });
  }

  /** Ways and places of one chart.
   * @param {Chart} chart
   * @param {Journey[]} journeys
   * @param {Chart | null} inset The chart that shows what stands close together; of itself null. */
  #content(chart, journeys, inset) {
    const { page, data } = this;
    const { graph } = page;
    const seoul = graph.numbers.get("place/seoul");
    const hub = inset && seoul !== undefined && data.places[seoul] ? seoul : null;
    const flows = flowsOf(page, journeys).filter(({ from, to }) => data.places[from] && data.places[to]);
    const used = new Set([...flows.flatMap(({ from, to }) => [from, to]), ...journeys.map(({ place }) => place)]);
    const spots = new Map([...used].map((place) => [place, chart.spot(place, graph.things[place].slug, hub)]));
    const far = [...spots.values()].filter((spot) => spot.far);
    for (const { at } of far) if (inset?.holds(at, -20)) at[0] = inset.frame.left + inset.frame.width + 24;
    this.#apart(chart, far);
    const at = (/** @type {number} */ place) => spots.get(place)?.at ?? [0, 0];
    const isClose = (/** @type {number} */ place) => inset?.holds(inset.put(...data.places[place])) ?? false;
    const ways = flows
      .filter(({ from, to }) => !(isClose(from) && isClose(to)))
      .map(({ from, to, state, events }) => {
        const label = page.t("map_way", { state: page.name(state), place: page.name(to), count: events.length });
        return chart.way(at(from), at(to), events.length, paintOf(graph.marks[state]), label);
      });
    const counts = new Map();
    for (const { place } of journeys) counts.set(place, (counts.get(place) ?? 0) + 1);
    const order = [...used]
      .filter((place) => inset || chart.holds(at(place)))
      .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
    for (const place of order) {
      const [x, y] = at(place);
      chart.taken.push([x - 5, y - 5, x + 5, y + 5]);
    }
    const hidden = (/** @type {number} */ place) => isClose(place) && place !== hub;
    return [
      ...ways,
      ...order.map((place) => this.#place(chart, place, spots.get(place), counts.get(place) ?? 0, hidden(place))),
    ];
  }

  /** Hold those on the edge of the frame apart.
   * @param {Chart} chart
   * @param {import("../map/chart.js").Spot[]} far */
  #apart({ frame }, far) {
    far.sort((a, b) => a.at[1] - b.at[1]);
    for (const [index, spot] of far.entries()) {
      const before = far.slice(0, index).filter(({ at }) => Math.abs(at[0] - spot.at[0]) < 90);
      const least = Math.max(...before.map(({ at }) => at[1] + APART), spot.at[1]);
      spot.at[1] = Math.min(least, frame.top + frame.height - 14);
    }
  }

  /**
   * @param {Chart} chart
   * @param {number} place
   * @param {import("../map/chart.js").Spot | undefined} spot
   * @param {number} count
   * @param {boolean} mute Whether its name stands in the inset.
   */
  #place(chart, place, spot, count, mute) {
    const { page, data } = this;
    const at = spot?.at ?? [0, 0];
    const r = count > 1 && !spot?.far ? 4 + Math.sqrt(count) * 2.2 : 4;
    const seoul = page.graph.numbers.get("place/seoul");
    const km =
      spot?.far && seoul !== undefined ? Math.round(distance(data.places[seoul], data.places[place]) / 100) * 100 : 0;
    const format = new Intl.NumberFormat(page.state.lang, { style: "unit", unit: "kilometer" });
    const called = page.name(place) + (count > 1 && !km ? ` ×${count}` : "");
    const lines = km ? [called, format.format(km)] : [called];
    const name = mute ? [] : chart.name(at, r, lines, Boolean(spot?.far) || count > (narrow() ? 3 : 1));
    const label = page.t("map_place", { place: page.name(place), count });
    const ring = count > 1 && !spot?.far ? [svg("circle", { cx: at[0], cy: at[1], r, class: "ring" })] : [];
    const chosen = place === page.state.node ? "spot chosen" : "spot";
    const isMark = page.graph.isMark(place) && !mute;
    const role = isMark ? { role: "button", tabindex: -1, "data-mark": place, "aria-label": label } : {};
    const dot = svg("circle", { cx: at[0], cy: at[1], r: 3.6 });
    return svg(
      "g",
      {},
      svg("g", { class: chosen, ...role }, ...ring, dot),
      svg("g", { "aria-hidden": "true", class: "words" }, ...name),
    );
  }

  figure() {
    return drawn(this.#svg);
  }
}

/** @type {import("../types").View} */
export const map = {
  id: "map",
  fits: (page) => page.graph.views.map.journeys.length > 0 && Object.keys(page.graph.views.map.places).length > 1,
  make: (box, page) => new AtlasView(box, page),
};
