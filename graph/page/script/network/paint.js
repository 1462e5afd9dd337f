/** Painting marks and lines onto a canvas. Whatever is painted leaves the pen as it was. */

/**
 * @typedef {import("./looks.js").Look} Look
 * @typedef {import("../types").Place} Place
 * @typedef {CanvasRenderingContext2D} Pen
 */

const FULL = 2 * Math.PI;

/** How much of what is not singled out is hidden. */
const VEIL = 0.85;

/** Half the width of what leads to a name, beside the name. */
const TAIL = 2;

/** From this size on the screen on a code can be read. */
const READABLE = 7;

/** Nothing that goes wrong while something is drawn may keep the rest from being drawn.
 * @param {() => void} draw */
export function guarded(draw) {
  try {
    draw();
  } catch (error) {
    console.error(error);
  }
}

/** Paint, and leave the pen as it was whatever happens.
 * @param {Pen} pen
 * @param {() => void} paint */
export function kept(pen, paint) {
  pen.save();
  try {
    paint();
  } finally {
    pen.restore();
  }
}

/** The corners of a regular shape, the first at an angle.
 * @param {number} count
 * @param {number} from
 * @returns {[number, number][]} */
const ring = (count, from = -Math.PI / 2) =>
  Array.from({ length: count }, (_, index) => {
    const angle = from + (FULL * index) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });

/** @type {Record<string, [number, number][]>} */
const CORNERS = {
  square: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  diamond: ring(4),
  hexagon: ring(6, 0),
  triangle: ring(3).map(([x, y]) => [1.15 * x, 1.15 * y + 0.15]),
  triangleDown: ring(3, Math.PI / 2).map(([x, y]) => [1.15 * x, 1.15 * y - 0.15]),
  star: ring(10).map(([x, y], index) => (index % 2 ? [0.55 * x, 0.55 * y] : [1.2 * x, 1.2 * y])),
};

/** @param {Pen} pen
 * @param {string} shape
 * @param {Place} place
 * @param {number} r */
export function outline(pen, shape, [x, y], r) {
  pen.beginPath();
  const corners = CORNERS[shape];
  if (!corners) {
    pen.arc(x, y, r, 0, FULL, false);
    return;
  }
  for (const [index, [dx, dy]] of corners.entries()) {
    if (index) pen.lineTo(x + r * dx, y + r * dy);
    else pen.moveTo(x + r * dx, y + r * dy);
  }
  pen.closePath();
}

/** What did not happen, or not yet: an outline, crossed out, or dotted.
 * @param {Pen} pen
 * @param {Look} look
 * @param {Place} place
 * @param {string} paper */
function hollow(pen, { shape, r, edge, how }, place, paper) {
  outline(pen, shape, place, r);
  pen.fillStyle = paper;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = how === "blank" ? 1.2 : 2;
  pen.lineJoin = "round";
  if (how === "dotted") {
    pen.lineCap = "round";
    pen.setLineDash([0.1, 3.6]);
  }
  pen.stroke();
  const [x, y] = place;
  if (how === "blank") {
    outline(pen, "dot", place, r * 0.24);
    pen.fillStyle = edge;
    pen.fill();
  }
  if (how !== "crossed") return;
  pen.beginPath();
  pen.moveTo(x - 0.8 * r, y + 0.8 * r);
  pen.lineTo(x + 0.8 * r, y - 0.8 * r);
  pen.stroke();
}

/**
 * Paint a mark.
 *
 * @param {Pen} pen
 * @param {Look} look
 * @param {Place} place
 * @param {Record<string, string>} colours
 * @param {{face: string, scale: number, plain: boolean}} how `plain` leaves out the border.
 */
export function paintMark(pen, look, place, colours, { face, scale, plain }) {
  kept(pen, () => {
    if (look.how) {
      hollow(pen, look, place, colours.paper);
      return;
    }
    outline(pen, look.shape, place, look.r);
    pen.fillStyle = look.fill;
    pen.fill();
    if (!plain || look.edge !== look.fill) {
      pen.strokeStyle = look.edge === look.fill ? colours.paper : look.edge;
      pen.lineWidth = 1.2;
      pen.stroke();
    }
    if (!look.code || look.r * scale < READABLE) return;
    pen.font = `700 ${look.r * 0.95}px ${face}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = colours["on-mark"];
    pen.fillText(look.code, place[0], place[1] + look.r * 0.06);
  });
}

/** Paint a ring about a mark: it is chosen, or the keyboard is at it.
 * @param {Pen} pen
 * @param {Look} look
 * @param {Place} place
 * @param {string} colour
 * @param {number} scale */
export function paintRing(pen, look, place, colour, scale) {
  kept(pen, () => {
    outline(pen, look.shape, place, look.r + 5 / scale);
    pen.strokeStyle = colour;
    pen.lineWidth = 3 / scale;
    pen.lineJoin = "round";
    pen.stroke();
  });
}

/** Paint a pin into a mark that was put where it stands.
 * @param {Pen} pen
 * @param {Look} look
 * @param {Place} place
 * @param {Record<string, string>} colours */
export function paintPin(pen, look, [x, y], { ink, paper }) {
  kept(pen, () => {
    pen.beginPath();
    pen.arc(x + look.r * 0.75, y - look.r * 0.75, 3, 0, FULL, false);
    pen.fillStyle = ink;
    pen.fill();
    pen.strokeStyle = paper;
    pen.lineWidth = 1;
    pen.stroke();
  });
}

/** Lay paper over everything, so that what is singled out can be painted above it.
 * @param {Pen} pen
 * @param {string} paper */
export function paintVeil(pen, paper) {
  kept(pen, () => {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = VEIL;
    pen.fillStyle = paper;
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  });
}

/** Paint what leads from a mark to its name: a tail that grows towards the name, so that it is taken for no relation.
 * @param {Pen} pen
 * @param {[number, number, number, number]} from To and fro: the mark, then the name.
 * @param {string} colour */
export function paintTail(pen, [x1, y1, x2, y2], colour) {
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(-(y2 - y1) / far) * TAIL, ((x2 - x1) / far) * TAIL];
  kept(pen, () => {
    pen.globalAlpha = 0.4;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2 + dx, y2 + dy);
    pen.lineTo(x2 - dx, y2 - dy);
    pen.closePath();
    pen.fill();
  });
}

/** Paint a line.
 * @param {Pen} pen
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {{colour: string, width: number, dashes: number[], alpha?: number}} how */
export function paintLine(pen, from, to, { colour, width, dashes, alpha = 1 }) {
  kept(pen, () => {
    pen.globalAlpha = alpha;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dashes);
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.lineTo(to[0], to[1]);
    pen.stroke();
  });
}
