/** Making elements. Text from the graph reaches the page only as text nodes and attribute values. */

/** @typedef {Node | string | null | undefined | false} Child */

/** The element with an id, which the template has.
 * @param {string} id
 * @returns {any} */
export const byId = (id) => document.getElementById(id);

/**
 * Make an element with properties and children; empty children are left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} properties `data` and `aria` hold attributes of these families, `role` the role.
 * @param {(Child | Child[])[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const { data, aria, role, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data ?? {})) element.dataset[name] = value;
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, value);
  if (role) element.setAttribute("role", role);
  element.append(...flat(children));
  return element;
}

/** @param {any[]} children
 * @returns {(Node | string)[]} */
export const flat = (children) => children.flat(Number.POSITIVE_INFINITY).filter((child) => child || child === 0);

/**
 * Make an SVG element with attributes and children.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A button.
 * @param {string} text
 * @param {() => void} onclick
 * @param {Record<string, any>} properties */
export const button = (text, onclick, properties = {}) =>
  el("button", { type: "button", onclick, ...properties }, text);

/** Let a box scroll, by the keyboard as well; it is named where it is filled.
 * @param {HTMLElement} box */
export function scrolling(box) {
  box.classList.add("scrolls");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
}

/** The value of a colour of the style sheet as it now stands.
 * @param {string} name */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
/** Whether there is room in a box to draw anything; while the page is laid out it may be a few pixels wide.
 * @param {HTMLElement} box */
export const isLaidOut = (box) => box.clientWidth >= 100;

export const narrow = () => matchMedia("(max-width: 900px)").matches;

/** Tell those who listen rather than look.
 * @param {string} text */
export function announce(text) {
  byId("live").textContent = text;
}
