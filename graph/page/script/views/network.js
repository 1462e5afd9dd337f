/** The network: vis-network holds marks and lines and draws them; what is singled out, and names, are drawn above. */

import { byId, narrow, still } from "../dom.js";
import { Canvas } from "../network/canvas.js";
import { Keys } from "../network/keys.js";
import { CLOSED } from "../page.js";

/**
 * @typedef {import("../page.js").Page} Page
 * @typedef {import("../types").Key} Key
 * @typedef {import("../types").Shower} Shower
 */

/** What changes where marks stand. */
const PLACING = /** @type {Key[]} */ (["near", "centre", "all", "grown", "pins"]);

/** What may add or take away marks and lines. */
const DRAWING = /** @type {Key[]} */ ([
  "groups",
  "sides",
  "sures",
  "stages",
  "relations",
  "since",
  "until",
  "known",
  "said",
  "node",
  "from",
  "to",
  "path",
  "through",
  "avoid",
  "nostates",
  "inorder",
  "hops",
  "step",
]);

/** Room about what is shown, for names. */
const PADS = {
  usual: { top: 28, right: 60, bottom: 60, left: 60 },
  narrow: { top: 26, right: 40, bottom: 62, left: 34 },
  chosen: { top: 60, right: 90, bottom: 100, left: 90 },
};

/** @param {Set<Key>} changed
 * @param {Key[]} keys */
const any = (changed, keys) => keys.some((key) => changed.has(key));

/** @implements {Shower} */
class Network {
  /**
   * @param {HTMLElement} box
   * @param {Page} page
   */
  constructor(box, page) {
    this.page = page;
    box.id = "picture";
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    this.canvas = new Canvas(box, page);
    this.canvas.onPick((number, edge) => this.#pick(number, edge));
    this.canvas.onNear((number) => page.goNear(number));
    this.canvas.onMove((number, place) => page.change({ pins: new Map([...page.state.pins, [number, place]]) }));
    new Keys(box, page, this.canvas, () => this.fit());
    this.begun = false;
  }

  /** @param {number | null} number
   * @param {string | null} edge */
  #pick(number, edge) {
    const { state } = this.page;
    if (number === null && edge === null && state.node === null && state.edge === null) return;
    this.page.change({ ...CLOSED, node: number, edge });
  }

  /** @param {Set<Key>} changed */
  show(changed) {
    const { page, canvas } = this;
    const first = !this.begun;
    this.begun = true;
    canvas.element.setAttribute("aria-label", page.t("network_help"));
    const placed = first || any(changed, PLACING);
    if (placed || any(changed, DRAWING)) canvas.sync(placed);
    else canvas.paint();
    if (first) this.fit(this.#wanted() ?? undefined, 0);
    else if (any(changed, ["near", "centre", "all"])) this.fit();
    else if (any(changed, ["step", "from", "to", "path", "node", "grown"])) this.#seek(changed);
  }

  /** The marks that are to be seen: those of a path or of a step of the reading. */
  #wanted() {
    const { path, stops } = this.page;
    if (path) return path.path;
    return this.page.step && this.page.state.node === null ? stops : null;
  }

  /** Bring into sight what was chosen elsewhere.
   * @param {Set<Key>} changed */
  #seek(changed) {
    const { node } = this.page.state;
    const wanted = this.#wanted();
    if (wanted?.length) this.fit(wanted);
    else if (changed.has("step")) this.fit();
    else if (node !== null && (changed.has("grown") || !this.canvas.isInSight(node)))
      this.fit([...this.page.around(node).marks]);
  }

  /** @param {number[] | undefined} marks
   * @param {number} duration */
  fit(marks = undefined, duration = still() ? 0 : 500) {
    this.canvas.reserved = corners();
    const few = marks?.length && !narrow() ? PADS.chosen : null;
    const pads = few ?? (narrow() ? PADS.narrow : PADS.usual);
    this.canvas.fit(marks?.length ? marks : this.page.shown.marks, duration, pads);
  }

  /** @param {number} factor */
  zoom(factor) {
    this.canvas.sight.zoom(factor);
  }

  figure() {
    return this.canvas.figure();
  }

  settled() {
    return this.canvas.settled();
  }

  /** For tests: where a mark stands, or is on the way to.
   * @param {number} number */
  placeOf(number) {
    return this.canvas.held.goals.get(number);
  }

  /** For tests: what is drawn just now, in pixels of the picture. */
  standing() {
    return this.canvas.standing();
  }
}

/** What lies over the picture in its corners: names keep clear of it.
 * @returns {import("../labels.js").Box[]} */
export const corners = () =>
  ["zoom", "cut", "notice"].map((id) => {
    const { offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: tall } = byId(id);
    return [left, top, left + wide, top + tall];
  });

/** @type {import("../types").View} */
export const network = { id: "network", make: (box, page) => new Network(box, page) };
