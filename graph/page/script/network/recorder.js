/** What the canvas shows, as SVG: it is drawn once more, through a pen that also writes everything down. */

import { escaped, sheet, tag } from "../markup.js";

/** @param {number} value */
const round = (value) => Number(value.toFixed(2));

const QUIET = new Set(
  "save restore translate scale setTransform clearRect measureText setLineDash getTransform getLineDash".split(" "),
);

const FONT = /(?:(\d{3}|bold|normal) )?([\d.]+)px (.*)/;

/** @type {Record<string, string>} */
const ANCHORS = { center: "middle", right: "end", end: "end" };

/** Writes down what a canvas context is told to draw. */
class Recorder {
  /** @type {string[]} */
  out = [];
  /** @type {Set<string>} */
  missed = new Set();
  #path = "";

  /** @param {CanvasRenderingContext2D} pen */
  constructor(pen) {
    this.pen = pen;
  }

  /** @param {number} x
   * @param {number} y */
  #point(x, y) {
    const m = this.pen.getTransform();
    return `${round(m.a * x + m.c * y + m.e)} ${round(m.b * x + m.d * y + m.f)}`;
  }

  #factor() {
    return this.pen.getTransform().a;
  }

  /** How something is filled or stroked.
   * @param {"fill" | "stroke"} kind
   * @returns {Record<string, unknown>} */
  #paint(kind) {
    const style = kind === "fill" ? this.pen.fillStyle : this.pen.strokeStyle;
    const text = typeof style === "string" ? style : "#888888";
    const found = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(text);
    const opacity = (found ? Number(found[4]) : 1) * this.pen.globalAlpha;
    const plain = found ? `rgb(${found.slice(1, 4)})` : text;
    return { [kind]: plain, [`${kind}-opacity`]: opacity < 1 ? round(opacity) : undefined };
  }

  #stroke() {
    const { pen } = this;
    const dashes = pen.getLineDash().map((length) => round(length * this.#factor()));
    return {
      fill: "none",
      ...this.#paint("stroke"),
      "stroke-width": round(pen.lineWidth * this.#factor()),
      "stroke-linejoin": pen.lineJoin,
      "stroke-linecap": pen.lineCap,
      "stroke-dasharray": dashes.length ? dashes.join(" ") : undefined,
    };
  }

  /** @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Record<string, unknown>} how */
  #text(text, x, y, how) {
    const { pen } = this;
    const [, weight, size, family] = FONT.exec(pen.font) ?? [null, undefined, "12", "sans-serif"];
    const [left, top] = this.#point(x, y).split(" ");
    const about = {
      x: left,
      y: top,
      "font-size": round(Number(size) * this.#factor()),
      "font-family": family,
      "font-weight": weight,
      "text-anchor": ANCHORS[pen.textAlign] ?? "start",
      "dominant-baseline": pen.textBaseline === "middle" ? "central" : undefined,
    };
    this.out.push(tag("text", { ...about, ...how }, escaped(text)));
  }

  /** @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height */
  #box(x, y, width, height) {
    const [right, bottom] = [x + width, y + height];
    const corners = [this.#point(x, y), this.#point(right, y), this.#point(right, bottom), this.#point(x, bottom)];
    return `M${corners.join("L")}Z`;
  }

  beginPath() {
    this.#path = "";
  }

  closePath() {
    this.#path += "Z";
  }

  /** @param {number} x
   * @param {number} y */
  moveTo(x, y) {
    this.#path += `M${this.#point(x, y)}`;
  }

  /** @param {number} x
   * @param {number} y */
  lineTo(x, y) {
    this.#path += `${this.#path ? "L" : "M"}${this.#point(x, y)}`;
  }

  /** @param {[number, number, number, number]} box */
  rect(...box) {
    this.#path += this.#box(...box);
  }

  /** @param {number} a
   * @param {number} b
   * @param {number} x
   * @param {number} y */
  quadraticCurveTo(a, b, x, y) {
    this.#path += `Q${this.#point(a, b)} ${this.#point(x, y)}`;
  }

  /** @param {[number, number, number, number, number, number]} curve */
  bezierCurveTo(...[a, b, c, d, x, y]) {
    this.#path += `C${this.#point(a, b)} ${this.#point(c, d)} ${this.#point(x, y)}`;
  }

  /** @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number} start
   * @param {number} end
   * @param {boolean} back */
  arc(x, y, radius, start, end, back) {
    const whole = Math.abs(end - start) > 6.28;
    const at = (/** @type {number} */ angle) => this.#point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const bow = `A${round(radius * this.#factor())} ${round(radius * this.#factor())} 0 `;
    this.#path += `${this.#path && !whole ? "L" : "M"}${at(start)}`;
    this.#path += whole
      ? `${bow}1 1 ${at(start + Math.PI)}${bow}1 1 ${at(start)}Z`
      : `${bow}${Math.abs(end - start) > Math.PI ? 1 : 0} ${back ? 0 : 1} ${at(end)}`;
  }

  fill() {
    if (this.#path) this.out.push(tag("path", { d: this.#path, ...this.#paint("fill") }));
  }

  stroke() {
    if (this.#path) this.out.push(tag("path", { d: this.#path, ...this.#stroke() }));
  }

  /** @param {[number, number, number, number]} box */
  fillRect(...box) {
    this.out.push(tag("path", { d: this.#box(...box), ...this.#paint("fill") }));
  }

  /** @param {string} text
   * @param {number} x
   * @param {number} y */
  fillText(text, x, y) {
    this.#text(text, x, y, this.#paint("fill"));
  }

  /** @param {string} text
   * @param {number} x
   * @param {number} y */
  strokeText(text, x, y) {
    this.#text(text, x, y, this.#stroke());
  }

  /** The context itself, to draw through: it draws as ever, and each call is written down. */
  through() {
    return new Proxy(this.pen, {
      get: (pen, /** @type {string} */ key) => {
        const value = /** @type {any} */ (pen)[key];
        if (typeof value !== "function") return value;
        return (/** @type {any[]} */ ...values) => {
          const own = /** @type {any} */ (this)[key];
          if (typeof own === "function") own.apply(this, values);
          else if (!QUIET.has(key)) this.missed.add(key);
          return value.apply(pen, values);
        };
      },
      set: (pen, key, value) => {
        /** @type {any} */ (pen)[key] = value;
        return true;
      },
    });
  }
}

/**
 * What a canvas shows, as SVG.
 *
 * @param {HTMLCanvasElement} canvas Where it is drawn.
 * @param {() => void} redraw Draws it.
 * @returns {import("../types").Drawing}
 */
export function drawing(canvas, redraw) {
  const recorder = new Recorder(/** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")));
  const through = recorder.through();
  canvas.getContext = /** @type {any} */ (() => through);
  try {
    redraw();
  } finally {
    delete (/** @type {any} */ (canvas).getContext); // an own property of this element: the library is not touched
  }
  if (recorder.missed.size) throw new Error(`not carried into SVG: ${[...recorder.missed].join(", ")}`);
  const { width, height, clientWidth } = canvas;
  const scale = clientWidth / width || 1;
  const size = { ...sheet(width, height), width: width * scale, height: height * scale };
  return { svg: tag("svg", size, recorder.out.join("\n")), width: width * scale, height: height * scale };
}
