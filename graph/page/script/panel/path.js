/** How two things are connected: the fields to ask with, the filters, and the paths found. */

import { HOPS } from "../address.js";
import { combobox } from "../combobox.js";
import { copyCard } from "../copying.js";
import { button, byId, el } from "../dom.js";
import { sentence } from "../sentences.js";
import { said } from "./evidence.js";
import { dateOf } from "./lists.js";

/** @typedef {import("../page.js").Page} Page */

/** A field for a mark. Its suggestions work once it is in the document.
 * @param {Page} page
 * @param {string} id
 * @param {string} label
 * @param {string} value
 * @param {(number: number) => void} pick */
export function field(page, id, label, value, pick) {
  const aria = { expanded: "false", controls: `${id}-list`, autocomplete: "list", label };
  const input = el("input", {
    id,
    type: "search",
    autocomplete: "off",
    placeholder: label,
    value,
    role: "combobox",
    aria,
  });
  const list = el("ul", { id: `${id}-list`, hidden: true, role: "listbox", aria: { label: page.t("results") } });
  return { box: el("div", { className: "combo" }, input, list), connect: () => combobox(page, input, pick) };
}

/** Marks that a path has to meet or to avoid, each with a button to leave it out, and a field for more.
 * @param {Page} page
 * @param {"through" | "avoid"} key */
function stops(page, key) {
  const chosen = page.state[key];
  const without = (/** @type {number} */ number) => () =>
    page.change({ [key]: chosen.filter((other) => other !== number), path: 0 });
  const chips = chosen.map((number) =>
    button(`${page.name(number)} ×`, without(number), {
      className: "small",
      aria: { label: page.t("leave_out", { name: page.name(number) }) },
    }),
  );
  const add = field(page, `path-${key}`, page.t(`path_${key}`), "", (number) =>
    page.change({ [key]: [...chosen, number], path: 0 }),
  );
  return { box: el("div", { className: "stopfield" }, chips, add.box), connect: add.connect };
}

/** @param {Page} page
 * @param {"nostates" | "inorder"} key */
function check(page, key) {
  const box = el("input", {
    type: "checkbox",
    id: `path-${key}`,
    checked: page.state[key],
    onchange: () => page.change({ [key]: !page.state[key], path: 0 }),
  });
  return el("label", { className: "entry" }, box, page.t(`path_${key}`));
}

/** The filters of a path, as the command `path` has them.
 * @param {Page} page */
function filters(page) {
  const { state } = page;
  const [through, avoid] = [stops(page, "through"), stops(page, "avoid")];
  const hops = el("input", { type: "number", id: "path-hops", min: "1", max: "30", value: String(state.hops) });
  hops.addEventListener("change", () =>
    page.change({ hops: Math.min(Math.max(Math.trunc(Number(hops.value)) || HOPS, 1), 30), path: 0 }),
  );
  const used = state.inorder || state.through.length || state.avoid.length || state.hops !== HOPS;
  const more = el(
    "details",
    { className: "fold", open: Boolean(used) },
    el("summary", {}, page.t("path_filters")),
    check(page, "inorder"),
    through.box,
    avoid.box,
    el("label", { className: "entry" }, page.t("path_hops"), hops),
  );
  const connect = () => {
    through.connect();
    avoid.connect();
  };
  return { boxes: [check(page, "nostates"), more], connect };
}

/** The two fields to ask with.
 * @param {Page} page */
export function pathForm(page) {
  const { state } = page;
  const fields = /** @type {const} */ (["from", "to"]).map((key) => {
    const number = state[key];
    const pick = (/** @type {number} */ chosen) => {
      page.change({ [key]: chosen, node: null, edge: null, list: "", path: 0 });
      const other = key === "from" ? "to" : "from";
      if (page.state[other] === null) byId(`path-${other}`)?.focus({ preventScroll: true });
    };
    return field(page, `path-${key}`, page.t(`path_${key}`), number === null ? "" : page.name(number), pick);
  });
  const narrower = filters(page);
  const form = el(
    "div",
    { className: "pathform" },
    fields.map((one) => one.box),
    narrower.boxes,
  );
  const connect = () => {
    for (const one of fields) one.connect();
    narrower.connect();
  };
  return { form, connect };
}

/** @param {Page} page
 * @param {import("../types").Path} shown */
function hops(page, shown) {
  const rows = shown.hops.map((hop, index) => {
    const [tie] = hop.ties;
    return el(
      "li",
      {},
      said(page, sentence(page.words, tie, shown.path[index]), tie.claims, { after: dateOf(page, tie) }),
    );
  });
  return el("ol", { className: "path", start: 1 }, rows);
}

/** The card of a path.
 * @param {Page} page */
export function pathCard(page) {
  const { state, paths, path: shown, words } = page;
  const { form, connect } = pathForm(page);
  const both = state.from !== null && state.to !== null;
  const choose = (/** @type {number} */ index) =>
    button(page.t("path_other", { number: index + 1 }), () => page.change({ path: index }), {
      aria: { pressed: String(paths[index] === shown) },
    });
  const others =
    paths.length > 1
      ? el(
          "div",
          { className: "switch", role: "group" },
          paths.map((_, index) => choose(index)),
        )
      : null;
  const weakest = shown ? Math.min(...shown.hops.map((hop) => hop.ties[0].sure)) : 0;
  return {
    parts: [
      el("p", { className: "kind" }, page.t("path")),
      form,
      both && !shown ? el("p", { className: "lead" }, page.t("path_none")) : null,
      shown
        ? [
            el(
              "div",
              { className: "actions" },
              others,
              el("span", { className: "soft" }, page.t("path_weakest", { certainty: words.certainty(weakest) })),
              button(page.t("copy_card"), () => copyCard(page), { className: "quiet", id: "copy-card" }),
            ),
            hops(page, shown),
          ]
        : null,
    ],
    connect,
  };
}
