/** The drawing of a storyline: lines for persons, running down through time, and rings where they meet. */

import { svg } from "../dom.js";
import { broken } from "../ruler.js";
import { placesAt } from "./layout.js";

/**
 * @typedef {import("./rows.js").Row} Row
 * @typedef {import("./rows.js").Meeting} Meeting
 * @typedef {import("./layout.js").Places} Places
 * @typedef {{unit: number, left: number, text: number, width: number}} Geometry `unit`: pixels of a lane.
 * @typedef {{row: Row, y: number, lines: {text: string, kind: string}[], tall: number, year: string}} Placed
 * @typedef {{who: number, x: number, y: number, home: number, isMet: boolean}} Pass
 */

/** How far before and after a knot a line leaves its lane. */
const REACH = 22;
const FLAT = 4;

/** How near those who meet stand, and what room one who passes has, in lanes. */
const NEAR = 0.75;
const CLEAR = 0.8;

const LINES = /** @type {Record<string, {size: number, weight: number, tall: number}>} */ ({
  date: { size: 12.5, weight: 400, tall: 17 },
  name: { size: 14, weight: 600, tall: 18 },
  who: { size: 12.5, weight: 400, tall: 16 },
});

/** Put the lines of words of each row below those of the one before it.
 * @param {{row: Row, words: {text: string, kind: string}[]}[]} told
 * @param {number} room How wide the words may be.
 * @returns {{placed: Placed[], height: number}} */
export function stacked(told, room) {
  let y = 16;
  let year = "";
  const placed = told.map(({ row, words }) => {
    const lines = words.flatMap(({ text, kind }) =>
      broken(text, room, LINES[kind].size, LINES[kind].weight).map((line) => ({ text: line, kind })),
    );
    const own = row.day.slice(0, 4);
    const isNew = own !== year;
    if (isNew) y += 34;
    year = own;
    const tall = Math.max(lines.reduce((sum, { kind }) => sum + LINES[kind].tall, 0) + 16, 2 * (REACH + FLAT));
    const found = { row, y: y + REACH, lines, tall, year: isNew ? own : "" };
    y += tall;
    return found;
  });
  return { placed, height: y + 20 };
}

/**
 * Where each line stands at each knot between the first and the last at which its person is.
 *
 * @param {Placed[]} placed
 * @param {Places} homes
 * @param {(who: number) => number} load
 * @param {number | null} throughout The person whose line runs through everything.
 * @returns {Map<number, Pass[]>}
 */
export function passes(placed, homes, load, throughout) {
  const there = placed.map(({ row }) =>
    row.event === undefined ? [] : row.present.map(({ number }) => number).filter((number) => homes.has(number)),
  );
  /** @type {Map<number, [number, number]>} */
  const ends = new Map();
  for (const [at, present] of there.entries()) {
    for (const who of present) ends.set(who, [ends.get(who)?.[0] ?? at, at]);
  }
  if (throughout !== null && placed.length) ends.set(throughout, [0, placed.length - 1]);
  /** @type {Map<number, Pass[]>} */
  const found = new Map([...ends.keys()].map((who) => [who, []]));
  for (const [at, present] of there.entries()) {
    const living = [...ends].filter(([, [first, last]]) => first <= at && at <= last).map(([who]) => who);
    const places = present.length ? placesAt(present, living, homes, { near: NEAR, clear: CLEAR, load }) : homes;
    for (const who of living) {
      const isMet = present.includes(who);
      const home = homes.get(who) ?? 0;
      found.get(who)?.push({ who, x: places.get(who) ?? home, y: placed[at].y, home, isMet });
    }
  }
  return found;
}

/** The way of a line past one knot.
 * @param {Pass} pass
 * @param {Geometry} geometry */
function bend({ x, y, home }, { unit, left }) {
  const [lane, at] = [left + home * unit, left + x * unit];
  if (Math.abs(lane - at) < 0.05) return `${lane} ${y - REACH - FLAT}V${y + REACH + FLAT}`;
  const [above, below] = [y - FLAT - REACH / 2, y + FLAT + REACH / 2];
  return (
    `${lane} ${y - REACH - FLAT}C${lane} ${above} ${at} ${above} ${at} ${y - FLAT}V${y + FLAT}` +
    `C${at} ${below} ${lane} ${below} ${lane} ${y + REACH + FLAT}`
  );
}

/** The line of a person: thin on the way, strong about each meeting.
 * @param {Pass[]} own
 * @param {Geometry} geometry
 * @param {string} paint
 * @param {string} kind */
export function lineOf(own, geometry, paint, kind) {
  const whole = own.map((pass, index) => (index ? "L" : "M") + bend(pass, geometry)).join("");
  const near = own.filter((pass) => pass.isMet).map((pass) => `M${bend(pass, geometry)}`);
  return svg(
    "g",
    { class: `line ${kind}`, stroke: paint },
    svg("path", { d: whole, class: "way" }),
    svg("path", { d: near.join(""), class: "near" }),
  );
}

/** The ring of a knot, with a dot for each line that meets there.
 * @param {Meeting} row
 * @param {Pass[]} own Where those who meet stand.
 * @param {Geometry} geometry
 * @param {(who: number) => string} paint */
export function ringOf(row, own, { unit, left }, paint) {
  const xs = own.map(({ x }) => left + x * unit);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const [{ y }] = own;
  const r = Math.min((NEAR * unit) / 2 + 2, 7);
  const kinds = ["ring", row.unsure ? "unsure" : "", row.differs ? "differs" : ""];
  const rect = { x: low - r, y: y - r, width: high - low + 2 * r, height: 2 * r, rx: r };
  const meant = new Set(row.present.filter((one) => one.meant).map((one) => one.number));
  const dots = own.map(({ who, x }) => {
    const isMeant = meant.has(who);
    const look = isMeant ? { fill: "var(--paper)", stroke: paint(who), "stroke-width": 1.5 } : { fill: paint(who) };
    return svg("circle", { cx: left + x * unit, cy: y, r: isMeant ? r - 2.6 : r - 2, ...look });
  });
  const ring = svg("g", { class: kinds.filter(Boolean).join(" ") }, svg("rect", rect), ...dots);
  return { ring, end: high + r };
}

/** The words of a row.
 * @param {Placed} placed
 * @param {number} x */
export function wordsOf({ lines, y }, x) {
  let at = y - REACH + 12;
  return lines.map(({ text, kind }) => {
    const line = svg("text", { x, y: at, class: kind }, text);
    at += LINES[kind].tall;
    return line;
  });
}
