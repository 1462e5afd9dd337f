/** SVG as text. */

/** A text without what means something to XML, or may not stand in it.
 * @param {unknown} text */
export const escaped = (text) =>
  String(text)
    .replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML may hold none of them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

/** An element with attributes, those that are undefined left out, and what stands inside it.
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 * @param {string} inside Markup. */
export function tag(name, attributes, inside = "") {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const head = [name, ...given.map(([key, value]) => `${key}="${escaped(value)}"`)].join(" ");
  return inside ? `<${head}>${inside}</${name}>` : `<${head}/>`;
}

/** The attributes of a drawing of some size that stands for itself.
 * @param {number} width
 * @param {number} height */
export const sheet = (width, height) => ({
  xmlns: "http://www.w3.org/2000/svg",
  width,
  height,
  viewBox: `0 0 ${width} ${height}`,
});
