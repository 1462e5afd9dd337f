/** A drawing of exactly what the canvas shows: it is drawn once more, through a pen that also writes everything down. */

const round = (value) => Number(value.toFixed(2));
const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
const QUIET = new Set(["save", "restore", "translate", "scale", "setTransform", "clearRect", "measureText", "setLineDash", "getTransform", "getLineDash"]);
const ANCHORS = { center: "middle", right: "end", end: "end" };

/** Writes down what a canvas context is told to draw. */
class Recorder {
  out = [];
  missed = new Set();
  #path = "";

  constructor(pen) {
    this.pen = pen;
  }

  #point(x, y) {
    const m = this.pen.getTransform();
    return `${round(m.a * x + m.c * y + m.e)} ${round(m.b * x + m.d * y + m.f)}`;
  }

  #factor() {
    return this.pen.getTransform().a;
  }

  #paint(kind, style) {
    const found = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(style);
    const opacity = (found ? Number(found[4]) : 1) * this.pen.globalAlpha;
    const plain = found ? `rgb(${found[1]},${found[2]},${found[3]})` : typeof style === "string" ? style : "#888";
    return `${kind}="${plain}"${opacity < 1 ? ` ${kind}-opacity="${round(opacity)}"` : ""}`;
  }

  #stroke() {
    const dashes = this.pen.getLineDash().map((length) => round(length * this.#factor()));
    return `fill="none" ${this.#paint("stroke", this.pen.strokeStyle)} stroke-width="${round(this.pen.lineWidth * this.#factor())}" stroke-linejoin="${this.pen.lineJoin}"${dashes.length ? ` stroke-dasharray="${dashes}"` : ""}`;
  }

  #text(text, x, y, how) {
    const [, weight, size, family] = /(?:(\d{3}|bold|normal) )?([\d.]+)px (.*)/.exec(this.pen.font) ?? [null, "", 12, "sans-serif"];
    const [left, top] = this.#point(x, y).split(" ");
    const middle = this.pen.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
    this.out.push(`<text x="${left}" y="${top}" font-size="${round(size * this.#factor())}" font-family="${escape(family)}"${weight ? ` font-weight="${weight}"` : ""} text-anchor="${ANCHORS[this.pen.textAlign] ?? "start"}"${middle} ${how}>${escape(text)}</text>`);
  }

  #box(x, y, width, height) {
    return `M${this.#point(x, y)}L${this.#point(x + width, y)}L${this.#point(x + width, y + height)}L${this.#point(x, y + height)}Z`;
  }

  beginPath() { this.#path = ""; }
  closePath() { this.#path += "Z"; }
  moveTo(x, y) { this.#path += `M${this.#point(x, y)}`; }
  lineTo(x, y) { this.#path += `${this.#path ? "L" : "M"}${this.#point(x, y)}`; }
  rect(...box) { this.#path += this.#box(...box); }
  quadraticCurveTo(a, b, x, y) { this.#path += `Q${this.#point(a, b)} ${this.#point(x, y)}`; }
  bezierCurveTo(a, b, c, d, x, y) { this.#path += `C${this.#point(a, b)} ${this.#point(c, d)} ${this.#point(x, y)}`; }

  arc(x, y, radius, start, end, back) {
    const whole = Math.abs(end - start) > 6.28;
    const at = (angle) => this.#point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const bow = `A${round(radius * this.#factor())} ${round(radius * this.#factor())} 0 `;
    this.#path += `${this.#path && !whole ? "L" : "M"}${at(start)}`;
    this.#path += whole ? `${bow}1 1 ${at(start + Math.PI)}${bow}1 1 ${at(start)}Z` : `${bow}${Math.abs(end - start) > Math.PI ? 1 : 0} ${back ? 0 : 1} ${at(end)}`;
  }

  fill() { if (this.#path) this.out.push(`<path d="${this.#path}" ${this.#paint("fill", this.pen.fillStyle)}/>`); }
  stroke() { if (this.#path) this.out.push(`<path d="${this.#path}" ${this.#stroke()}/>`); }
  fillRect(...box) { this.out.push(`<path d="${this.#box(...box)}" ${this.#paint("fill", this.pen.fillStyle)}/>`); }
  fillText(text, x, y) { this.#text(text, x, y, this.#paint("fill", this.pen.fillStyle)); }
  strokeText(text, x, y) { this.#text(text, x, y, this.#stroke()); }

  /** The context itself, to draw through: it draws as ever, and each call is written down. */
  through() {
    return new Proxy(this.pen, {
      get: (pen, key) => {
        const value = pen[key];
        if (typeof value !== "function") return value;
        return (...values) => {
          if (typeof this[key] === "function") this[key](...values);
          else if (!QUIET.has(key)) this.missed.add(key);
          return value.apply(pen, values);
        };
      },
      set: (pen, key, value) => { pen[key] = value; return true; },
    });
  }
}

/**
 * The picture as SVG text.
 *
 * @param {HTMLCanvasElement} canvas Where it is drawn.
 * @param {() => void} redraw Draws it.
 * @param {{title: string, ground: string}} about
 */
export function drawing(canvas, redraw, { title, ground }) {
  const recorder = new Recorder(canvas.getContext("2d"));
  canvas.getContext = () => recorder.through();
  try {
    redraw();
  } finally {
    delete canvas.getContext; // an own property of this element: the library is not touched
  }
  if (recorder.missed.size) throw new Error(`not carried into SVG: ${[...recorder.missed].join(", ")}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${canvas.width} ${canvas.height}" role="img"><title>${escape(title)}</title><rect width="100%" height="100%" fill="${ground}"/>\n<svg width="${canvas.width}" height="${canvas.height}">\n${recorder.out.join("\n")}\n</svg>\n</svg>\n`;
}
