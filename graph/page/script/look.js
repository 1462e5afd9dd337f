import { edges, edgesOf, nodes } from "./data.js";
import { colour } from "./dom.js";
import { isShown, shownNodes, shownTies } from "./filters.js";
import { hollow, sureness } from "./knowledge.js";
import { DASHES } from "./marks.js";
import { state } from "./state.js";

/** How marks and lines look, as vis-network wants to be told. */

/** Above so many marks, what costs most to draw is left out: borders, bends, lines while one drags. */
export const MANY = 600;

/**
 * What the picture is about just now: `lit` is what is drawn brightly, with the sets `nodes`, `edges` and `must`, or
 * null; `hovered` and `cursor` are marks; `arrived` is how far the timeline has come, from 0, the network, to 1.
 */
export const scene = { lit: null, hovered: null, cursor: null, arrived: 0 };

const COLOURS = ["paper", "ink", "soft", "edge", "accent", "none", "dprk", "rok", "united-states", "china", "russia", "japan"];

/** The colours of the style sheet, as last read. */
export const palette = {};

/** Read the colours anew: they differ between light and dark. */
export function readPalette() {
  for (const key of COLOURS) palette[key] = colour(key);
}

const BASE = { state: 12, person: 5, body: 5, event: 5, place: 4, act: 5.5, matter: 5 };

/** Lanes are seen from farther away than the network. */
const larger = () => 1 + 0.4 * scene.arrived;
export const radius = (number) => Math.min(BASE[nodes[number].group] + Math.sqrt(nodes[number].weight), 22) * larger();

const sideColour = (node) => palette[node.side?.replace("state/", "")] ?? palette.none;

/** The colour of a mark: that of its state, if it has one. */
export const tint = (number) => {
  const node = nodes[number];
  return node.side ? sideColour(node) : node.group === "event" ? palette.ink : palette.none;
};

export const isLit = (number) => !scene.lit || scene.lit.nodes.has(number);

const LANES = ["japan", "united-states", "rok", "dprk", "russia", "china"].map((name) => `state/${name}`);
const hasLane = (node) => node.group === "event" || LANES.includes(node.side);
const common = nodes.map((_, number) => number).filter((number) => !hasLane(nodes[number]));

/** What the timeline shows of those of no one state: things that have a time, the weightiest. */
const chief = new Set(common.filter((number) => ["act", "matter"].includes(nodes[number].group)).sort((a, b) => nodes[b].weight - nodes[a].weight || a - b).slice(0, 16));

/** Whether a mark is drawn: in the timeline, most things of no one state only while they are singled out. */
export function isDrawn(number) {
  if (!isShown(number)) return false;
  return state.view !== "timeline" || hasLane(nodes[number]) || chief.has(number) || number === state.node || Boolean(scene.lit?.nodes.has(number));
}

export const drawnNodes = () => shownNodes().filter(isDrawn);

/** How many marks the timeline keeps back. */
export const keptBack = () => shownNodes().length - drawnNodes().length;

/** A mark of the picture. */
export function markOf(number) {
  const fill = tint(number);
  const open = hollow(number);
  const chosen = number === state.node || number === scene.cursor;
  const body = open ? palette.paper : fill;
  const edge = chosen ? palette.accent : open ? fill : palette.paper;
  const shades = { background: body, border: edge };
  return {
    id: number, hidden: !isDrawn(number), shape: nodes[number].shape, size: radius(number), opacity: isLit(number) ? 1 : 0.16,
    borderWidth: chosen ? 4 : open ? 2.2 : nodes.length > MANY ? 0 : 1.5, borderWidthSelected: chosen ? 4 : 2,
    color: { ...shades, highlight: { background: body, border: palette.accent }, hover: { background: body, border: palette.accent } },
  };
}

/** In the timeline only what joins events is drawn, and what is singled out; the lanes say the rest. */
function isLineDrawn(index, bright) {
  if (!shownTies(index).length) return false;
  if (state.view !== "timeline" || bright) return true;
  const ends = [nodes[edges[index].from], nodes[edges[index].to]];
  return !scene.lit && ends.some((node) => node.group === "event") && ends.some((node) => node.side && node.group !== "state");
}

/** Lines at a mark that has many are the fainter: they would be a fan that hides all others. */
function strength({ from, to }) {
  const busy = Math.max(edgesOf[from].length, edgesOf[to].length);
  return Math.min(Math.max(1.3 / Math.sqrt(busy), 0.1), 0.42);
}

const BENT = { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.5 };

/** A line of the picture. */
export function lineOf(index) {
  const edge = edges[index];
  const bright = Boolean(scene.lit?.edges.has(edge.id));
  const dashes = DASHES[sureness(Math.max(0, ...shownTies(index).map((tie) => tie.sure)))];
  const ends = [edge.from, edge.to];
  const sided = ends.find((end) => nodes[end].group === "person" && nodes[end].side) ?? ends.find((end) => nodes[end].side);
  const shade = sided !== undefined && (bright || state.view === "timeline") ? tint(sided) : palette.edge;
  const chosen = edge.id === state.edge;
  const opacity = bright ? 0.95 : scene.lit ? 0.05 : state.view === "timeline" ? 0.26 : strength(edge);
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden: !isLineDrawn(index, bright), dashes: dashes.length ? dashes : false,
    width: chosen ? 4 : bright ? 2.2 : 1.1, selectionWidth: 0, hoverWidth: 0.8,
    color: { color: chosen ? palette.accent : shade, highlight: palette.accent, hover: palette.accent, opacity },
    smooth: scene.arrived > 0.5 && nodes.length <= MANY ? BENT : { enabled: nodes.length <= MANY, type: "continuous", roundness: 0.25 },
  };
}
