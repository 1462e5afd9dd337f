/** Names beside marks: drawn after everything else, the most important first, left out where no place is free. */

const CELL = 64;

/** Boxes that are taken, on a grid, so that only near ones are compared. */
class Taken {
  #cells = new Map();

  *#near([left, top, right, bottom]) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i += 1) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j += 1) yield `${i} ${j}`;
    }
  }

  add(box, owner) {
    for (const key of this.#near(box)) {
      if (!this.#cells.has(key)) this.#cells.set(key, []);
      this.#cells.get(key).push({ box, owner });
    }
  }

  isFree([left, top, right, bottom], owner) {
    for (const key of this.#near([left, top, right, bottom])) {
      for (const { box, owner: other } of this.#cells.get(key) ?? []) {
        if (other !== owner && box[0] < right && box[2] > left && box[1] < bottom && box[3] > top) return false;
      }
    }
    return true;
  }
}

/** Break a name into lines of some 20 letters. */
function wrap(text, most = 22) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last && last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  if (lines.length > 3) lines.splice(3, lines.length, `${lines[2].slice(0, most - 2)}…`);
  return lines.slice(0, 3).map((one) => (one.length > 40 ? `${one.slice(0, 39)}…` : one));
}

const PLACES = ["below", "right", "above", "left", "se", "ne", "sw", "nw"];

/** Where a label of some width and height goes for each place, and how its lines are set. */
function corner(place, { x, y, r }, width, height) {
  const gap = r + 4;
  const slant = r * 0.7 + 3;
  switch (place) {
    case "below": return [x - width / 2, y + gap, "center"];
    case "above": return [x - width / 2, y - gap - height, "center"];
    case "right": return [x + gap + 1, y - height / 2, "left"];
    case "left": return [x - gap - 1 - width, y - height / 2, "right"];
    case "se": return [x + slant, y + slant - 3, "left"];
    case "ne": return [x + slant, y - slant - height + 3, "left"];
    case "sw": return [x - slant - width, y + slant - 3, "right"];
    default: return [x - slant - width, y - slant - height + 3, "right"];
  }
}

/** Sets and draws labels; remembers where each stood, so that none jumps while one zooms. */
export class Labels {
  #pen = document.createElement("canvas").getContext("2d");
  #measured = new Map();
  #places = new Map();
  placed = [];

  /** Forget where labels stood. */
  forget() {
    this.#places.clear();
  }

  #measure(text, font) {
    const key = `${font}|${text}`;
    if (!this.#measured.has(key)) {
      this.#pen.font = font;
      const lines = wrap(text);
      this.#measured.set(key, { lines, width: Math.max(...lines.map((line) => this.#pen.measureText(line).width)) });
    }
    return this.#measured.get(key);
  }

  /**
   * Draw labels in screen pixels.
   *
   * @param {CanvasRenderingContext2D} pen Scaled to screen pixels.
   * @param items `{id, x, y, r, text, size, weight, colour, must, prefer, places, solid}`, the most important first.
   * @param room `{width, height, most, first, solid, halo, face, reserved}`: the `first` names may cover all marks but the
   *   first, `solid` ones.
   */
  draw(pen, items, room) {
    const taken = new Taken();
    const marks = new Taken();
    this.placed = [];
    for (const box of room.reserved) taken.add(box, null);
    items.forEach((item, index) => {
      const box = [item.x - item.r * 0.8, item.y - item.r * 0.8, item.x + item.r * 0.8, item.y + item.r * 0.8];
      if (item.solid) (index < room.solid ? taken : marks).add(box, item.id);
    });
    for (const item of items) {
      if (!item.text || (!item.must && this.placed.length >= room.most)) continue;
      const label = this.#set(item, room, (box) => taken.isFree(box, item.id) && marks.isFree(box, item.id)) ?? this.#force(item, taken, room);
      if (label) {
        taken.add(label.box, item.id);
        this.#write(pen, label, room);
      } else this.#places.delete(item.id);
    }
  }

  /** What must be named, or stands among the first, may cover marks; what must, all of them. */
  #force(item, taken, room) {
    const first = this.placed.length < room.first && this.#set(item, room, (box) => taken.isFree(box, item.id));
    return first || (item.must ? this.#set(item, room, (box) => !this.placed.some((label) => overlap(label.box, box))) : null);
  }

  /** Find a place that is free. */
  #set(item, room, isFree) {
    const font = `${item.weight} ${item.size}px ${room.face}`;
    const { lines, width } = this.#measure(item.text, font);
    const height = item.size * 1.18 * lines.length;
    for (const place of new Set([this.#places.get(item.id), item.prefer, ...(item.places ?? PLACES)])) {
      if (!place || (item.places && !item.places.includes(place))) continue;
      const [left, top, align] = corner(place, item, width, height);
      const box = [left - 2, top - 1, left + width + 2, top + height + 1];
      const inside = left > 2 && top > 2 && left + width < room.width - 2 && top + height < room.height - 2;
      if (!inside || !isFree(box)) continue;
      this.#places.set(item.id, place);
      const label = { id: item.id, box, lines, font, align, left, top, width, item };
      this.placed.push(label);
      return label;
    }
    return null;
  }

  #write(pen, { lines, font, align, left, top, width, item }, room) {
    pen.font = font;
    pen.textAlign = align;
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.lineWidth = 4;
    pen.strokeStyle = room.halo;
    pen.fillStyle = item.colour;
    const x = { left, center: left + width / 2, right: left + width }[align];
    lines.forEach((line, index) => {
      const y = top + item.size * (0.95 + 1.18 * index);
      pen.strokeText(line, x, y);
      pen.fillText(line, x, y);
    });
  }

  /** The owner of the label at a point of the screen, or null. */
  at(x, y) {
    return this.placed.find(({ box }) => box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3])?.id ?? null;
  }
}

const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
