/** Figures that stand for themselves: a drawing with title, lens, legend, version and date, as SVG and as PNG. */

import { colour, svg } from "./dom.js";
import { rows } from "./legend.js";
import { escaped, sheet, tag } from "./markup.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./types").Drawing} Drawing
 */

/** What a drawing takes from the style sheet and has to carry itself. */
const CARRIED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-size",
  "font-weight",
  "font-style",
  "font-family",
  "text-anchor",
];

/** An SVG of the page as one that stands for itself: what the style sheet says of it is written into it.
 * @param {SVGSVGElement} shown
 * @returns {Drawing} */
export function drawn(shown) {
  const copy = /** @type {SVGSVGElement} */ (shown.cloneNode(true));
  const [from, to] = [shown, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  for (const [index, element] of from.entries()) {
    const style = getComputedStyle(element);
    for (const name of CARRIED) to[index].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "style", "tabindex", "role", "data-mark"]) to[index].removeAttribute(name);
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const { width, height } = shown.viewBox.baseVal;
  return { svg: new XMLSerializer().serializeToString(copy), width, height };
}

/** Put the colours in place of their names: a drawing by itself has no style sheet.
 * @param {string} text */
const coloured = (text) =>
  text
    .replace(/var\(--([\w-]+)(?:, *var\(--([\w-]+)\))?\)/g, (_, name, other) => colour(name) || colour(other) || "#888")
    .replaceAll("currentColor", colour("ink"));

const pen = document.createElement("canvas").getContext("2d");
const SANS = "'Noto Sans', 'Noto Sans CJK KR', system-ui, sans-serif";
const SERIF = "'Noto Serif', 'Noto Serif CJK KR', Georgia, serif";

/** @param {string} text
 * @param {string} font */
function wide(text, font) {
  if (!pen) return text.length * 7;
  pen.font = font;
  return pen.measureText(text).width;
}

/** @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {{family?: string, weight?: number, fill?: string}} how */
const words = (text, x, y, size, { family = SANS, weight = 400, fill = "ink" } = {}) =>
  tag(
    "text",
    { x, y, "font-family": family, "font-size": size, "font-weight": weight, fill: colour(fill) },
    escaped(text),
  );

/** Break a text into lines no wider than asked for.
 * @param {string} text
 * @param {number} most
 * @param {string} font */
function broken(text, most, font) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines[lines.length - 1] && wide(longer, font) > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The signs of the legend that are to be seen in the picture.
 * @param {Page} page
 * @returns {import("./types").Sign[]} */
function legend(page) {
  const { groups, sides, sures, stages } = rows(page);
  const used = [groups, sides, sures, stages.filter((row) => row.key !== "TookPlace")];
  return used.flat().filter((row) => row.count);
}

/** What the signs mean, set in lines.
 * @param {import("./types").Sign[]} used
 * @param {number} width
 * @param {number} y */
function key(used, width, y) {
  const parts = [];
  let x = 24;
  let line = y;
  for (const { mark, text } of used) {
    const tall = mark ? Number(mark.getAttribute("width")) : 0;
    const deep = mark ? Number(mark.getAttribute("height")) : 0;
    const room = tall + 6 + wide(text, `12px ${SANS}`) + 18;
    if (x > 24 && x + room > width - 12) {
      x = 24;
      line += 20;
    }
    if (mark) {
      mark.setAttribute("x", String(x));
      mark.setAttribute("y", String(line - 3.5 - deep / 2));
      parts.push(new XMLSerializer().serializeToString(mark));
    }
    parts.push(words(text, x + tall + 6, line + 1, 12));
    x += room;
  }
  return { text: coloured(parts.join("\n")), end: line + 8 };
}

/** What is said under a figure: lens, day of knowledge, span, version, and the day on which it was made; one that is
 * of its own is seen through no lens.
 * @param {Page} page
 * @param {Drawing | null} drawing */
export function footLine(page, drawing = null) {
  const { state, graph, dates } = page;
  const span =
    state.since || state.until
      ? `${page.t("dates")}: ${dates.span(state.since || undefined, state.until || undefined)}`
      : "";
  const known = state.known ? `${page.t("known_by")} ${dates.day(state.known)}` : "";
  const lens = drawing?.title ? page.title : [page.lens, span, known].filter(Boolean).join("; ");
  return page.t("print_line", { lens, version: graph.meta.version, date: new Date().toISOString().slice(0, 10) });
}

/** What is open in the panel, as a second line of the title.
 * @param {Page} page */
function subject(page) {
  const { state } = page;
  if (state.node !== null)
    return [page.name(state.node), page.when(state.node), page.standing(state.node)].filter(Boolean).join(" · ");
  if (state.from !== null && state.to !== null) return `${page.name(state.from)} → ${page.name(state.to)}`;
  return page.step ? page.words.told(page.step.title) : "";
}

/**
 * A drawing with all that belongs to it.
 *
 * @param {Page} page
 * @param {Drawing} drawing
 * @param {{width: number, height: number} | null} size Of a picture of fixed size; without it as large as the drawing.
 * @returns {Drawing}
 */
export function poster(page, drawing, size = null) {
  const width = size?.width ?? Math.max(drawing.width, 640) + 48;
  const titles = broken(drawing.title ?? page.title, width - 48, `600 24px ${SERIF}`).map((line, index) =>
    words(line, 24, 40 + 30 * index, 24, { family: SERIF, weight: 600 }),
  );
  let y = 40 + 30 * (titles.length - 1);
  const about = drawing.title ? "" : subject(page);
  if (about) {
    y += 25;
    titles.push(words(about, 24, y, 16, { weight: 600 }));
  }
  y += 16;
  const foot = broken(footLine(page, drawing), width - 48, `11px ${SANS}`);
  const signs = drawing.signs ?? (size ? [] : legend(page));
  const tall = signs.length ? key(signs, width, 0).end + 24 : 0;
  const room = size ? size.height - y - 24 - tall - 14 * foot.length : drawing.height;
  const keys = signs.length ? key(signs, width, y + room + 24) : null;
  const below = keys ? keys.end + 16 : y + room + 18;
  const scale = Math.min((width - 48) / drawing.width, room / drawing.height);
  const left = (width - drawing.width * scale) / 2;
  const picture = tag("g", { transform: `translate(${left} ${y}) scale(${scale})` }, drawing.svg);
  const lines = foot.map((line, index) => words(line, 24, below + 14 * index, 11, { fill: "soft" }));
  const height = size?.height ?? below + 14 * foot.length + 6;
  const ground = tag("rect", { width: "100%", height: "100%", fill: colour("paper") });
  const inside = [tag("title", {}, escaped(page.title)), ground, ...titles, picture, keys?.text ?? "", ...lines];
  return { svg: tag("svg", sheet(width, height), inside.join("\n")), width, height };
}

/** A drawing as PNG.
 * @param {Drawing} drawing
 * @param {number} factor
 * @returns {Promise<Blob>} */
export async function png({ svg: text, width, height }, factor) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(width * factor), height: Math.round(height * factor) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"),
  );
}

/** A drawing as an element of the page, for print.
 * @param {Drawing} drawing */
export function element({ svg: text }) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const found = parsed instanceof SVGElement ? parsed : svg("svg");
  found.setAttribute("class", "drawing");
  found.removeAttribute("width");
  found.removeAttribute("height");
  return found;
}
