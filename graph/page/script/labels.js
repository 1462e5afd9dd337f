/** Where names go: beside their marks, the most important first, never on what must stay free. Pure geometry. */

/**
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box
 * @typedef {[x0: number, y0: number, x1: number, y1: number]} Leader
 * @typedef {object} Item
 * @property {number} id
 * @property {number} x
 * @property {number} y
 * @property {number} r Half the size of the mark.
 * @property {string} text Empty where it is not to be named.
 * @property {number} size
 * @property {number} weight
 * @property {string} colour
 * @property {boolean} must Whether it has to be named, if need be from afar.
 * @property {boolean} solid Whether no name may lie on it; on others none may once they are named.
 * @typedef {object} Label
 * @property {number} id
 * @property {Box} box
 * @property {string[]} lines
 * @property {string} font
 * @property {"left" | "center" | "right"} align
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {Item} item
 * @property {Leader | null} leader From the mark to a name that stands far from it.
 * @typedef {object} Room
 * @property {number} width
 * @property {number} height
 * @property {number} most How many names, besides those that must be.
 * @property {number} first Of how many of the first a name may stand far from its mark.
 * @property {string} face
 * @property {Box[]} reserved Where no name may lie.
 */

const CELL = 64;

/** Boxes that are taken, on a grid, so that only near ones are compared. */
export class Taken {
  /** @type {Map<string, {box: Box, owner: number | null}[]>} */
  #cells = new Map();

  /** @param {Box} box */
  *#near([left, top, right, bottom]) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i += 1) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j += 1) yield `${i} ${j}`;
    }
  }

  /** @param {Box} box
   * @param {number | null} owner */
  add(box, owner) {
    for (const key of this.#near(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push({ box, owner });
      else this.#cells.set(key, [{ box, owner }]);
    }
  }

  /** Whether nobody but the owner has anything there.
   * @param {Box} box
   * @param {number | null} owner */
  isFree(box, owner) {
    for (const key of this.#near(box)) {
      for (const { box: other, owner: whose } of this.#cells.get(key) ?? []) {
        if (whose !== owner && overlap(box, other)) return false;
      }
    }
    return true;
  }
}

/** @param {Box} a
 * @param {Box} b */
export const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Break a name into at most three lines of some 20 letters.
 * @param {string} text
 * @param {number} most */
export function wrap(text, most = 22) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  if (lines.length > 3) lines.splice(2, lines.length, `${lines[2].slice(0, most - 2)}…`);
  return lines.slice(0, 3).map((one) => (one.length > 40 ? `${one.slice(0, 39)}…` : one));
}

const PLACES = ["below", "right", "above", "left", "se", "ne", "sw", "nw"];

/** How far off a name may stand, in pixels from the edge of its mark, and in how many directions it is tried. */
const FAR = [16, 30, 46, 64, 86, 112, 144, 180, 224, 276, 340];
const WAYS = 16;

/** Where a label of some width and height goes, and how its lines are set.
 * @param {string} place
 * @param {Item} item
 * @param {number} width
 * @param {number} height
 * @returns {[left: number, top: number, align: "left" | "center" | "right"]} */
function corner(place, { x, y, r }, width, height) {
  const gap = r + 4;
  const slant = r * 0.7 + 3;
  switch (place) {
    case "below":
      return [x - width / 2, y + gap, "center"];
    case "above":
      return [x - width / 2, y - gap - height, "center"];
    case "right":
      return [x + gap + 1, y - height / 2, "left"];
    case "left":
      return [x - gap - 1 - width, y - height / 2, "right"];
    case "se":
      return [x + slant, y + slant - 3, "left"];
    case "ne":
      return [x + slant, y - slant - height + 3, "left"];
    case "sw":
      return [x - slant - width, y + slant - 3, "right"];
    default:
      return [x - slant - width, y - slant - height + 3, "right"];
  }
}

/** Sets labels; remembers where each stood, so that none jumps while one zooms. */
export class Labels {
  /** @type {Map<string, {lines: string[], width: number}>} */
  #measured = new Map();
  /** @type {Map<number, string>} */
  #places = new Map();

  /** @param {(text: string, font: string) => number} measure How wide a text is in a font. */
  constructor(measure) {
    this.measure = measure;
  }

  /** Forget where labels stood. */
  forget() {
    this.#places.clear();
  }

  /** @param {string} text
   * @param {string} font */
  #measure(text, font) {
    const key = `${font}|${text}`;
    let found = this.#measured.get(key);
    if (!found) {
      const lines = wrap(text);
      found = { lines, width: Math.max(...lines.map((line) => this.measure(line, font))) };
      this.#measured.set(key, found);
    }
    return found;
  }

  /**
   * Set labels in screen pixels: none on another, on what is reserved, or on a solid mark.
   *
   * @param {Item[]} items The most important first.
   * @param {Room} room
   * @returns {Label[]}
   */
  set(items, room) {
    const names = new Taken();
    const marks = new Taken();
    /** @type {Label[]} */
    const placed = [];
    for (const box of room.reserved) names.add(box, null);
    for (const item of items) if (item.solid) marks.add(boxAbout(item), item.id);
    let count = 0;
    for (const [place, item] of items.entries()) {
      if (!item.text || (!item.must && count >= room.most)) continue;
      const isFirst = item.must || place < room.first;
      const isCovered = !item.solid && !names.isFree(boxAbout(item), item.id);
      const label = isCovered
        ? null
        : (this.#beside(item, room, names, marks) ?? (isFirst ? this.#afar(item, room, names, marks) : null));
      if (!label) {
        this.#places.delete(item.id);
        continue;
      }
      if (!item.must) count += 1;
      names.add(label.box, item.id);
      if (!item.solid) marks.add(boxAbout(item), item.id);
      placed.push(label);
    }
    return placed;
  }

  /** @param {Item} item
   * @param {Room} room */
  #sized(item, room) {
    const font = `${item.weight} ${item.size}px ${room.face}`;
    const { lines, width } = this.#measure(item.text, font);
    return { font, lines, width, height: item.size * 1.18 * lines.length };
  }

  /** Find a free place right beside the mark.
   * @param {Item} item
   * @param {Room} room
   * @param {Taken} names
   * @param {Taken} marks
   * @returns {Label | null} */
  #beside(item, room, names, marks) {
    const { font, lines, width, height } = this.#sized(item, room);
    for (const place of new Set([this.#places.get(item.id) ?? "below", ...PLACES])) {
      const [left, top, align] = corner(place, item, width, height);
      const box = boxOf(left, top, width, height);
      if (!isInside(box, room) || !names.isFree(box, item.id) || !marks.isFree(box, item.id)) continue;
      this.#places.set(item.id, place);
      return { id: item.id, box, lines, font, align, left, top, width, item, leader: null };
    }
    return null;
  }

  /** Find a free place farther off; a line leads from the mark to it.
   * @param {Item} item
   * @param {Room} room
   * @param {Taken} names
   * @param {Taken} marks
   * @returns {Label | null} */
  #afar(item, room, names, marks) {
    const { font, lines, width, height } = this.#sized(item, room);
    for (const far of FAR) {
      for (let turn = 0; turn < WAYS; turn += 1) {
        const angle = (2 * Math.PI * turn) / WAYS;
        const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
        const reach = item.r + far;
        const [x, y] = [item.x + dx * (reach + width / 2), item.y + dy * (reach + height / 2)];
        const box = boxOf(x - width / 2, y - height / 2, width, height);
        if (!isInside(box, room) || !names.isFree(box, item.id) || !marks.isFree(box, item.id)) continue;
        /** @type {Leader} */
        const leader = [item.x + dx * item.r, item.y + dy * item.r, x - (dx * width) / 2, y - (dy * height) / 2];
        const way = along(leader);
        const isClear = (/** @type {Box} */ part) => item.must || marks.isFree(part, item.id);
        if (!way.every((part) => names.isFree(part, item.id) && isClear(part))) continue;
        for (const part of way) names.add(part, item.id);
        return {
          id: item.id,
          box,
          lines,
          font,
          align: "center",
          left: box[0] + 2,
          top: box[1] + 1,
          width,
          item,
          leader,
        };
      }
    }
    return null;
  }
}

/** Small boxes along a line, so that it crosses no name and no name lies on it.
 * @param {Leader} leader
 * @returns {Box[]} */
function along([x0, y0, x1, y1]) {
  const steps = Math.max(Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 8), 1);
  return Array.from({ length: steps }, (_, step) => {
    const share = (step + 0.5) / steps;
    const [x, y] = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
    return [x - 2, y - 2, x + 2, y + 2];
  });
}

/** @param {Item} item
 * @returns {Box} */
const boxAbout = ({ x, y, r }) => [x - r, y - r, x + r, y + r];

/** @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 * @returns {Box} */
const boxOf = (left, top, width, height) => [left - 2, top - 1, left + width + 2, top + height + 1];

/** @param {Box} box
 * @param {Room} room */
const isInside = ([left, top, right, bottom], { width, height }) =>
  left > 0 && top > 0 && right < width && bottom < height;
