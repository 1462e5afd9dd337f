/** How wide texts are, and what of them fits. */

const pen = document.createElement("canvas").getContext("2d");
let face = "";

/** The width of a text in pixels, in the typeface of the page.
 * @param {string} text
 * @param {number} size
 * @param {number} weight */
export function wide(text, size, weight = 400) {
  if (!pen) return text.length * size * 0.55;
  face ||= getComputedStyle(document.body).fontFamily;
  pen.font = `${weight} ${size}px ${face}`;
  return pen.measureText(text).width;
}

/** A text in lines no wider than there is room.
 * @param {string} text
 * @param {number} room
 * @param {number} size
 * @param {number} weight */
export function broken(text, room, size, weight = 400) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (lines[last] && wide(longer, size, weight) > room) lines.push(word);
    else lines[last] = longer;
  }
  return lines;
}

/** A text cut so that it fits.
 * @param {string} text
 * @param {number} room
 * @param {number} size
 * @param {number} weight */
export function fitting(text, room, size, weight = 400) {
  if (wide(text, size, weight) <= room) return text;
  let end = text.length;
  while (end > 1 && wide(`${text.slice(0, end)}…`, size, weight) > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
