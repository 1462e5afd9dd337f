import { nodes } from "./data.js";
import { byId, el } from "./dom.js";
import { name, otherNames, term } from "./words.js";

/** Search: suggestions over every name in every language, as an ARIA combobox. */

const MOST = 12;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase().replace(/[-‐‑–—'’`]/g, " ").replace(/\s+/g, " ").trim();

let index = null;
const names = () => (index ??= nodes.map((node) => [node.label, ...node.names, ...(node.aka ?? [])].map((text) => ({ text, folded: fold(text) }))));

/** How well a name fits what was typed: the less, the better; null where it does not. */
function fit(folded, typed) {
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  if (folded.includes(` ${typed}`)) return 2;
  if (folded.includes(typed)) return 3;
  return typed.split(" ").every((word) => folded.includes(word)) ? 4 : null;
}

/** For a question rather than a name: those whose names begin most of its words, or their first five letters. */
function loosely(typed) {
  const stems = typed.split(" ").filter((word) => word.length > 1).map((word) => ` ${word.slice(0, 5)}`);
  const found = names().flatMap((all, number) => {
    const hits = all.map(({ text, folded }) => ({ number, fitting: text, how: -stems.filter((stem) => ` ${folded}`.includes(stem)).length }));
    const best = hits.reduce((one, other) => (other.how < one.how ? other : one));
    return best.how < 0 ? [best] : [];
  });
  const most = Math.min(...found.map(({ how }) => how));
  return found.filter(({ how }) => how === most);
}

/** The marks that a text may mean, best first, each with the name that fits. */
export function find(text) {
  const typed = fold(text);
  if (!typed) return [];
  const found = [];
  names().forEach((all, number) => {
    let hit = null;
    for (const { text: fitting, folded } of all) {
      const how = fit(folded, typed);
      if (how !== null && (hit === null || how < hit.how)) hit = { number, how, fitting };
    }
    if (hit) found.push(hit);
  });
  if (!found.length) found.push(...loosely(typed));
  return found.sort((a, b) => a.how - b.how || nodes[b.number].weight - nodes[a.number].weight).slice(0, MOST);
}

/** Make a text field a search field; what is chosen is handed on. */
export function combobox(input, pick) {
  const list = byId(input.getAttribute("aria-controls"));
  let hits = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    if (!hits[place]) return;
    const { number } = hits[place];
    input.value = name(number);
    close();
    pick(number);
  };
  const mark = () => {
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const option = ({ number, fitting }, place) => {
    const shown = name(number);
    const others = [...new Set([fitting, ...otherNames(number)])].filter((other) => other !== shown).slice(0, 3);
    const row = el("li", { id: `${list.id}-${place}`, role: "option" }, shown, el("small", {}, [term(nodes[number].kind), ...others].join(" · ")));
    row.setAttribute("aria-selected", "false");
    row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place); });
    return row;
  };
  const open = () => {
    hits = find(input.value);
    at = -1;
    list.replaceChildren(...hits.map(option));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      if (!hits.length) return;
      at = event.key === "ArrowDown" ? (at + 1) % hits.length : (at <= 0 ? hits.length : at) - 1;
      mark();
    } else if (event.key === "Enter") {
      if (!list.hidden) choose(Math.max(at, 0));
    } else if (event.key === "Escape") {
      if (!list.hidden) event.stopPropagation();
      close();
    }
  });
}
