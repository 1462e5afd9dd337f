/**
 * The picture of the story: two shores, and the ways between them. Solid: plainly said; dashed: reported; dotted, with
 * a ring: meant, and it did not come about. Where sources differ on the days, a way for each of the dates.
 */

import { svg } from "../dom.js";
import { sureness } from "../knowledge.js";
import { broken, fitting, wide } from "../ruler.js";

/**
 * @typedef {import("../types").Fact} Fact
 * @typedef {{name: string, word: string, dates: string[], down: boolean, fact: Fact, side: string, meets: boolean,
 *   who: string, open: () => void}} Way `who`: those who say so; `open`: shows all that is said of it.
 * @typedef {{width: number, height: number, few: boolean}} Size `few`: only the first and the last are named.
 * @typedef {{upper: {name: string, side: string}, lower: {name: string, side: string}}} Shores
 * @typedef {{top: number, foot: number, step: number, x: (index: number) => number}} Frame
 */

const EDGE = 6;

/** What the four sorts of line are called in the texts, and how each is drawn. */
export const SORTS = {
  plain: { width: 3.4, dashes: "" },
  reported: { width: 3.4, dashes: "8 6" },
  unmet: { width: 3.4, dashes: ".1 7" },
  other: { width: 2.4, dashes: "2 7" },
};

/** A line of one sort for a legend; it carries its looks itself, so that it can be taken along.
 * @param {keyof typeof SORTS} sort */
export function sample(sort) {
  const { width, dashes } = SORTS[sort];
  const pen = { stroke: "var(--ink)", "stroke-width": width, "stroke-linecap": "round", fill: "none" };
  const line_ = svg("path", {
    d: sort === "unmet" ? "M2 8H24" : "M2 8H34",
    ...pen,
    "stroke-dasharray": dashes || "none",
  });
  const ring = svg("circle", { cx: 30, cy: 8, r: 5, ...pen, "stroke-width": 2.4 });
  const parts = sort === "unmet" ? [line_, ring] : [line_];
  return svg("svg", { width: 38, height: 16, viewBox: "0 0 38 16", "aria-hidden": "true" }, ...parts);
}

/** The room above the upper and below the lower shore, for names. */
const ROOM = { usual: 96, few: 86 };

/** How a way is drawn.
 * @param {Fact} fact */
export function styleOf({ stage, sure }) {
  if (stage !== "TookPlace") return "unmet";
  return sureness(sure) === 0 ? "plain" : "reported";
}

/** @param {number} count
 * @param {Size} size
 * @returns {Frame} */
export function frameOf(count, { width, height, few }) {
  const room = few ? ROOM.few : ROOM.usual;
  const step = (width - 2 * EDGE) / count;
  return { top: room, foot: height - room, step, x: (index) => EDGE + step * (index + 0.62) };
}

/** A way from shore to shore, or half of it.
 * @param {number} x
 * @param {number} from
 * @param {number} to
 * @param {number} sway */
function curve(x, from, to, sway) {
  const bend = (to - from) * 0.55;
  return `M${x - sway} ${from}C${x - sway} ${from + bend} ${x} ${to - bend} ${x} ${to}`;
}

/** The line of one way with what stands at its end.
 * @param {Way} way
 * @param {number} x
 * @param {Frame} frame
 * @param {number} count How many lines of text it has; where they stand between the shores, it leaves them room. */
function line({ down, fact, dates, meets }, x, { top, foot, step }, count) {
  const sign = down ? 1 : -1;
  const style = styleOf(fact);
  const from = down ? top + 5 : foot - 5;
  const arrives = down ? foot - 15 : top + 15;
  const half = Math.min(Math.max((from + arrives) / 2 + sign * 6, top + 20 + 17 * count), foot - 20);
  const end = style === "unmet" ? half : arrives;
  const sway = Math.min(44, step * 0.42);
  const isMet = meets && style !== "unmet";
  const parts = [svg("path", { d: curve(x, from, isMet ? top : end, sway) })];
  if (dates.length > 1) parts.push(svg("path", { d: curve(x - 14, from, end, sway), class: "other" }));
  if (style === "unmet") parts.push(svg("circle", { cx: x, cy: end, r: 6, class: "ring" }));
  else if (!isMet) parts.push(svg("path", { d: `M${x} ${end + sign * 9}l-7 ${-sign * 12}h14z`, class: "head" }));
  const hit = svg("path", { d: curve(x, from, isMet ? top : end, sway), class: "hit" });
  const shape = svg("g", { class: `line ${style}${isMet ? " met" : ""}` }, hit, ...parts);
  return { shape, end };
}

/** The knot where both sides meet.
 * @param {number} x
 * @param {number} y
 * @param {Shores} shores */
const knot = (x, y, { upper, lower }) =>
  svg(
    "g",
    { class: "knot" },
    svg("circle", { cx: x, cy: y, r: 15 }),
    svg("circle", { cx: x - 5, cy: y, r: 4.2, fill: `var(--${lower.side})` }),
    svg("circle", { cx: x + 5, cy: y, r: 4.2, fill: `var(--${upper.side})` }),
  );

/** Where the lines of text stand: outside the shores, or above the ring of what did not come.
 * @param {Way} way
 * @param {number} end
 * @param {number} count
 * @param {Frame} frame */
function firstLine({ down, fact, meets }, end, count, { top, foot }) {
  if (styleOf(fact) === "unmet") return end - 15 - 17 * (count - 1);
  return down ? foot + 25 : top - (meets ? 25 : 16) - 17 * (count - 1);
}

/** On which of three levels the name of a way stands: above, below, or between the shores.
 * @param {Way} way */
const levelOf = ({ fact, down }) => (styleOf(fact) === "unmet" && "between") || (down ? "below" : "above");

/** How wide the name of each way may be, so that it keeps clear of the next one on its level.
 * @param {Way[]} ways
 * @param {Frame} frame */
function rooms(ways, { step, x }) {
  const beside = 2 * (step - 0.6 * Math.min(44, step * 0.42) - 10); // between the lines left and right of it
  return ways.map((way, index) => {
    const away = ways.flatMap((other, at) =>
      at !== index && levelOf(other) === levelOf(way) ? [Math.abs(at - index)] : [],
    );
    const most = levelOf(way) === "between" ? beside : 230;
    return Math.min(step * Math.min(...away, 2) - 14, 2 * x(index) - 2 * EDGE, most);
  });
}

/** A day with its month and year, which no line breaks. */
const DAY = /(\d+) (\S+) (\d{4})/g;

/** As many names, one at least, as there is room for.
 * @param {string} names
 * @param {number} room */
function listed(names, room) {
  const kept = names.split(", ");
  while (kept.length > 1 && wide(kept.join(", "), 13) > room) kept.pop();
  return fitting(kept.join(", "), room, 13);
}

/** What is said of a way, in lines that have room: its name, its dates and word, and who says so.
 * @param {Way} way
 * @param {number} room
 * @param {boolean} few
 * @returns {{text: string, kind: string}[]} */
function linesOf(way, room, few) {
  const whole = [...way.dates, way.word].map((text) => text.replace(DAY, "$1\u00a0$2\u00a0$3"));
  const below = whole.flatMap((text) => broken(text, room, 13.5)).map((text) => text.replaceAll("\u00a0", " "));
  const who = few || levelOf(way) === "between" ? "" : listed(way.who, room);
  return [
    { text: way.name, kind: "name" },
    ...below.map((text) => ({ text, kind: "word" })),
    ...(who ? [{ text: who, kind: "who" }] : []),
  ];
}

/** A shore with its name.
 * @param {{name: string, side: string}} shore
 * @param {number} y
 * @param {number} width
 * @param {"start" | "end"} at */
function shore({ name, side }, y, width, at) {
  const x = at === "start" ? EDGE : width - EDGE;
  const line_ = svg("line", { x1: EDGE, x2: width - EDGE, y1: y, y2: y, stroke: `var(--${side})` });
  const title = svg("text", { x, y: at === "start" ? y - 12 : y + 24, "text-anchor": at }, name);
  return svg("g", { class: "shore" }, line_, title);
}

/** At which end a name is set, so that it stays inside.
 * @param {number} index
 * @param {number} count
 * @param {boolean} few */
function anchorOf(index, count, few) {
  if (few) return index ? "end" : "start";
  return index === count - 1 ? "end" : "middle";
}

/**
 * Draw the picture.
 *
 * @param {Way[]} ways
 * @param {Shores} shores
 * @param {Size} size
 * @param {string} label What it shows, for those who listen.
 * @param {boolean} isOpen Whether its ways can be reached by the keyboard: once is enough.
 */
export function picture(ways, shores, size, label, isOpen = false) {
  const { width, height, few } = size;
  const frame = frameOf(ways.length, size);
  const last = ways.length - 1;
  const room = rooms(ways, frame);
  const drawn = ways.map((way, index) => {
    const x = frame.x(index);
    const lines = !few || index === 0 || index === last ? linesOf(way, few ? width * 0.6 : room[index], few) : [];
    const { shape, end } = line(way, x, frame, lines.length);
    const said = [way.name, ...way.dates, way.word, way.who].filter(Boolean).join(", ");
    const role = isOpen ? { role: "button", tabindex: 0, "aria-label": said } : {};
    const group = svg("g", { class: "way", "data-at": index, ...role }, shape);
    group.addEventListener("click", way.open);
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      way.open();
    });
    group.style.setProperty("--side", `var(--${way.side})`);
    if (way.meets && styleOf(way.fact) !== "unmet") group.append(knot(x, frame.top, shores));
    const anchor = anchorOf(index, ways.length, few);
    const inside = { start: EDGE, middle: x, end: few ? width - EDGE : x + 34 }[anchor];
    const first = firstLine(way, end, lines.length, frame);
    const place = (/** @type {number} */ at) => ({ x: inside, y: first + 17 * at, "text-anchor": anchor });
    group.append(...lines.map(({ text, kind }, at) => svg("text", { ...place(at), class: kind }, text)));
    return group;
  });
  return svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: isOpen ? "group" : "img", "aria-label": label },
    shore(shores.upper, frame.top, width, "start"),
    shore(shores.lower, frame.foot, width, "end"),
    ...drawn,
  );
}
