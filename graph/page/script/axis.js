import { nodes, numbers, timeline } from "./data.js";
import { dayOf, ordinal } from "./dates.js";
import { colour } from "./dom.js";
import { fact } from "./knowledge.js";
import { name, t } from "./words.js";

/** The ground of the timeline: axis, years, lanes, and the spans of events whose day is not known. */

const { days, places, extent, bands } = timeline;

const along = (value, from, to) => {
  if (from.length === 1) return to[0];
  let [at, end] = [1, from.length - 1];
  while (at < end) {
    const middle = (at + end) >> 1;
    if (from[middle] >= value) end = middle;
    else at = middle + 1;
  }
  const share = (value - from[at - 1]) / (from[at] - from[at - 1]);
  return to[at - 1] + share * (to[at] - to[at - 1]);
};

/** The place of a day on the axis; days before or after all events lie at its ends. */
export const placeOf = (day) => along(Math.min(Math.max(ordinal(day), days[0]), days.at(-1)), days, places);

/** The day at a place. */
export const dayAt = (place) => dayOf(along(place, places, days));

/** The first and last place at which something is marked. */
export const ends = [places[0], places.at(-1)];

const monthly = (year, month) => `${year}-${String(month).padStart(2, "0")}-01`;

/** The beginnings of years, and of quarters, within the axis, each with the room until the next of its sort. */
export const ticks = (() => {
  const first = Number(dayOf(days[0]).slice(0, 4));
  const last = Number(dayOf(days.at(-1)).slice(0, 4));
  const found = [];
  for (let year = first; year <= last; year += 1) {
    for (const month of [1, 4, 7, 10]) {
      const day = monthly(year, month);
      const inside = ordinal(day) >= days[0] && ordinal(day) <= days.at(-1);
      if (inside || (month === 1 && year === first)) found.push({ x: placeOf(day), year: month === 1, text: month === 1 ? String(year) : String(month).padStart(2, "0"), day });
    }
  }
  for (const tick of found) {
    const next = found.find((one) => one.x > tick.x && (one.year || !tick.year));
    tick.room = (next?.x ?? places.at(-1)) - tick.x;
  }
  return found;
})();

/** Years with much room, in which much happened, get their names first; then months, once they have room. */
const named = [...ticks.filter((one) => one.year).sort((a, b) => b.room - a.room), ...ticks.filter((one) => !one.year)];

const bounds = () => ({ top: Math.min(-150, ...bands.map(({ box }) => box[1])), bottom: Math.max(150, ...bands.map(({ box }) => box[3])) });

const tint = (band) => (numbers.has(band.name) && band.name.startsWith("state/") ? colour(band.name.slice(6)) || colour("none") : colour("none"));
const isLane = (band) => band.name.startsWith("state/") || band.name === "common";

/** Draw lanes, ticks, axis and spans, in the units of the picture. */
export function drawGround(pen, { opacity, scale, shown, faded, positions }) {
  const { top, bottom } = bounds();
  pen.save();
  for (const band of bands) {
    const [left, upper, right, lower] = band.box;
    pen.globalAlpha = opacity * (isLane(band) ? (band.name === "common" ? 0.05 : 0.09) : 0.045);
    pen.fillStyle = tint(band);
    pen.fillRect(left, upper + 2, right - left, lower - upper - 4);
  }
  for (const tick of ticks) {
    if (tick.room * scale < (tick.year ? 7 : 48)) continue;
    pen.globalAlpha = opacity * (tick.year ? 0.13 : 0.05);
    pen.strokeStyle = colour("ink");
    pen.lineWidth = 1 / scale;
    stroke(pen, tick.x, top, tick.x, bottom);
  }
  pen.globalAlpha = opacity * 0.6;
  pen.lineWidth = 1.5 / scale;
  stroke(pen, extent[0], 0, extent[1], 0);
  for (const number of shown) if (nodes[number].group === "event") drawStem(pen, number, { opacity: opacity * (faded(number) ? 0.2 : 1), scale, at: positions[number] });
  pen.restore();
}

function stroke(pen, x0, y0, x1, y1) {
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
}

/** An event stands on a stem; where its day is not known, on a bar over the days that it may be. */
function drawStem(pen, number, { opacity, scale, at }) {
  const { span } = fact(number);
  if (!span.first && !span.last) return;
  const home = nodes[number].at;
  const left = placeOf(span.first ?? span.last);
  const right = placeOf(span.last ?? span.first);
  pen.globalAlpha = opacity * 0.4;
  pen.strokeStyle = colour("ink");
  pen.lineWidth = 1.2 / Math.max(scale, 0.6);
  stroke(pen, home[0], 0, at.x, at.y);
  pen.fillStyle = colour("ink");
  if (right - left > 3) {
    pen.globalAlpha = opacity * 0.28;
    pen.fillRect(left, at.y - 3, right - left, 6);
  }
  pen.globalAlpha = opacity * 0.8;
  pen.beginPath();
  pen.arc(home[0], 0, 2.5, 0, 2 * Math.PI);
  pen.fill();
}

/** Room left of the lanes for their names, in pixels. */
export const GUTTER = 104;

/** Break a text into lines that are no wider than asked for. */
function wrapTo(pen, text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && pen.measureText(longer).width > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const TITLES = { common: "lane_common", undated: "lane_undated", hypothetical: "lane_hypothetical" };

/** Draw years and the names of lanes in screen pixels, so that they stay in sight; returns the boxes they take. */
export function drawWords(pen, { opacity, toScreen, width, height, face, halo }) {
  const taken = [];
  pen.save();
  pen.globalAlpha = opacity;
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = halo;
  const put = (text, x, y, font, fill, align) => {
    Object.assign(pen, { font, fillStyle: fill, textAlign: align, textBaseline: "alphabetic" });
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
    const wide = pen.measureText(text).width;
    const left = align === "center" ? x - wide / 2 : x;
    taken.push([left - 4, y - 15, left + wide + 4, y + 5]);
  };
  const line = Math.min(Math.max(toScreen(0, bounds().top)[1] - 8, 18), height - 8);
  const scale = toScreen(1, 0)[0] - toScreen(0, 0)[0];
  for (const tick of named) {
    const [x] = toScreen(tick.x, 0);
    const room = tick.year ? 38 : 26;
    if (!tick.year && tick.room * scale < 48) continue;
    if (x < 20 || x > width - 20 || taken.some((box) => box[0] - 6 < x + room / 2 && box[2] + 6 > x - room / 2)) continue;
    put(tick.text, x, line, tick.year ? `700 14px ${face}` : `400 11px ${face}`, tick.year ? colour("ink") : colour("soft"), "center");
  }
  for (const band of bands) {
    const [left, top] = toScreen(band.box[0], band.box[1]);
    const [right, bottom] = toScreen(band.box[2], band.box[3]);
    if (bottom < line + 24 || right < 60 || left > width - 20 || top > height) continue;
    const text = TITLES[band.name] ? t(TITLES[band.name]) : name(numbers.get(band.name));
    const font = `700 12.5px ${face}`;
    pen.font = font;
    const words = wrapTo(pen, text, isLane(band) ? GUTTER : Math.max(right - left - 8, 60));
    const wide = Math.max(...words.map((word) => pen.measureText(word).width));
    const x = isLane(band) ? Math.max(left - wide - 10, 8) : left + 2;
    const y = isLane(band) ? Math.max(top + 17, line + 22) : top - 15 * words.length + 7;
    if (taken.some((box) => box[0] < x + wide && box[2] > x && box[1] < y + 15 * (words.length - 1) && box[3] > y - 12)) continue;
    words.forEach((word, index) => put(word, x, y + 15 * index, font, band.name.startsWith("state/") ? tint(band) : colour("soft"), "left"));
  }
  pen.restore();
  return taken;
}
