import { edges, nodes, timeline } from "./data.js";
import { drawGround, drawWords, GUTTER } from "./axis.js";
import { byId, colour, narrow, still } from "./dom.js";
import { counts, isShown, neighbours, shownNodes, shownTies } from "./filters.js";
import { hollow, sureness } from "./knowledge.js";
import { Labels } from "./labels.js";
import { DataSet, Network, options } from "./library.js";
import { DASHES } from "./marks.js";
import { state } from "./state.js";
import { name } from "./words.js";

/** The picture: vis-network draws marks and lines, we draw the ground below them and the names above. */

export const FACE = "Inter, 'Segoe UI', system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif";

/** At most so many names at once, so that the picture stays calm. */
const NAMES = { network: 25, timeline: 34, phone: 14 };

/** Above so many marks, what costs most to draw is left out: borders, bends, lines while one drags. */
const MANY = 600;

const marks = new DataSet();
const lines = new DataSet();
const labels = new Labels();

/** What is drawn brightly: `nodes` and `edges`, both sets; null where nothing is singled out. */
let lit = null;
let palette = {};
let hovered = null;
let cursor = null;

/** How far the timeline has come: 0 is the network, 1 the timeline. */
let arrived = 0;

let net = null;

const BASE = { state: 15, person: 7, body: 7, event: 7, place: 6, act: 7, matter: 6 };
export const radius = (number) => Math.min(BASE[nodes[number].group] + 1.5 * Math.sqrt(nodes[number].weight), 26);

const ground = () => palette.paper;
const sideColour = (node) => palette[node.side?.replace("state/", "")] ?? palette.none;
export const tint = (number) => {
  const node = nodes[number];
  return node.side ? sideColour(node) : node.group === "event" ? palette.ink : palette.none;
};

const isLit = (number) => !lit || lit.nodes.has(number);

function mark(number) {
  const fill = tint(number);
  const open = hollow(number);
  const chosen = number === state.node || number === cursor;
  const body = open ? ground() : fill;
  const edge = chosen ? palette.accent : open ? fill : ground();
  const shades = { background: body, border: edge };
  return {
    id: number, hidden: !isShown(number), shape: nodes[number].shape, size: radius(number), opacity: isLit(number) ? 1 : 0.16,
    borderWidth: chosen ? 4 : open ? 2.2 : nodes.length > MANY ? 0 : 1.5, borderWidthSelected: chosen ? 4 : 2,
    color: { ...shades, highlight: { background: body, border: palette.accent }, hover: { background: body, border: palette.accent } },
  };
}

/** In the timeline only what joins events is drawn, and what is singled out; the lanes say the rest. */
function drawn(index, bright) {
  if (!shownTies(index).length) return false;
  if (state.view !== "timeline" || bright) return true;
  const ends = [nodes[edges[index].from], nodes[edges[index].to]];
  return !lit && ends.some((node) => node.group === "event") && ends.some((node) => node.side && node.group !== "state");
}

function line(index) {
  const edge = edges[index];
  const ties = shownTies(index);
  const bright = Boolean(lit?.edges.has(edge.id));
  const sure = Math.max(0, ...ties.map((tie) => tie.sure));
  const dashes = DASHES[sureness(sure)];
  const ends = [edge.from, edge.to];
  const sided = ends.find((end) => nodes[end].group === "person" && nodes[end].side) ?? ends.find((end) => nodes[end].side);
  const shade = bright && sided !== undefined ? tint(sided) : state.view === "timeline" && sided !== undefined ? tint(sided) : palette.edge;
  const chosen = edge.id === state.edge;
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden: !drawn(index, bright), dashes: dashes.length ? dashes : false,
    width: chosen ? 4 : bright ? 2.2 : 1.1, selectionWidth: 0, hoverWidth: 0.8,
    color: { color: chosen ? palette.accent : shade, highlight: palette.accent, hover: palette.accent, opacity: lit ? (bright ? 0.95 : 0.07) : 0.42 },
    smooth: arrived > 0.5 && nodes.length <= MANY ? { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.5 } : { enabled: nodes.length <= MANY, type: "continuous", roundness: 0.25 },
  };
}

function readPalette() {
  palette = Object.fromEntries(["paper", "ink", "soft", "edge", "accent", "none", "dprk", "rok", "united-states", "china", "russia", "japan"].map((key) => [key, colour(key)]));
}

/** Draw what the state asks for; the library draws in its next frame, however much has changed. */
export function paint() {
  readPalette();
  marks.update(nodes.map((_, number) => mark(number)));
  lines.update(edges.map((_, index) => line(index)));
}

/** Single out some marks and edges, or nothing. */
export function light(singled) {
  lit = singled;
}

/** What is singled out by a chosen mark: itself, its neighbours and the edges to them. */
export function around(number) {
  const near = neighbours(number);
  const touching = edges.filter((edge) => edge.from === number || edge.to === number).map((edge) => edge.id);
  return { nodes: near, edges: new Set(touching) };
}

const RANK = { state: 4000, event: 800, person: 900, body: 300, act: 400, place: 100, matter: 200 };

function labelItems(positions) {
  const scale = net.getScale();
  const origin = net.DOMtoCanvas({ x: 0, y: 0 });
  const lanes = arrived > 0.5;
  const items = shownNodes().map((number) => {
    const node = nodes[number];
    const must = number === state.node || number === hovered || number === cursor || (lit?.must?.has(number) ?? false);
    const bright = lit && isLit(number);
    const rank = (must ? 1e7 : 0) + (bright ? 1e5 : 0) + RANK[node.group] + 12 * node.weight;
    const text = lit && !bright && !must ? "" : lanes && node.group === "state" && !must ? "" : name(number);
    return {
      id: number, x: (positions[number].x - origin.x) * scale, y: (positions[number].y - origin.y) * scale, r: radius(number) * scale,
      text, rank, must, solid: isLit(number), size: node.group === "state" ? 15 : must ? 13.5 : 12.5,
      weight: node.group === "state" || must ? 700 : node.group === "event" ? 600 : 400,
      colour: node.group === "event" || !node.side ? palette.ink : sideColour(node), prefer: lanes && node.group === "event" ? "right" : "below",
    };
  });
  return items.sort((a, b) => b.rank - a.rank || a.id - b.id);
}

function drawNames(pen) {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const scale = net.getScale();
  const origin = net.DOMtoCanvas({ x: 0, y: 0 });
  const positions = net.getPositions();
  pen.save();
  pen.scale(1 / scale, 1 / scale);
  pen.translate(origin.x * scale, origin.y * scale);
  const toScreen = (x, y) => [(x - origin.x) * scale, (y - origin.y) * scale];
  const reserved = arrived > 0.5 ? drawWords(pen, { opacity: arrived * 2 - 1, toScreen, width, height, face: FACE, halo: ground() }) : [];
  const inside = labelItems(positions).filter((item) => item.x > -30 && item.y > -30 && item.x < width + 30 && item.y < height + 30);
  labels.draw(pen, inside, { width, height, most: lit ? 60 : NAMES[narrow() ? "phone" : arrived > 0.5 ? "timeline" : "network"], halo: ground(), face: FACE, reserved, solid: 60 });
  pen.restore();
}

function drawUnder(pen) {
  if (arrived < 0.02) return;
  drawGround(pen, { opacity: arrived, scale: net.getScale(), shown: shownNodes(), faded: (number) => !isLit(number), positions: net.getPositions() });
}

/** Make the picture. */
export function begin() {
  const place = state.view === "timeline" ? (node) => node.at : (node) => [node.x, node.y];
  arrived = state.view === "timeline" ? 1 : 0;
  readPalette();
  marks.add(nodes.map((node, number) => ({ ...mark(number), x: place(node)[0], y: place(node)[1] })));
  const addLines = () => lines.add(edges.map((_, index) => line(index)));
  if (nodes.length <= MANY) addLines();
  else setTimeout(addLines, 100); // the marks are seen first
  net = new Network(byId("picture"), { nodes: marks, edges: lines }, { ...options, interaction: { ...options.interaction, hideEdgesOnDrag: nodes.length > MANY } });
  net.on("beforeDrawing", drawUnder);
  net.on("afterDrawing", drawNames);
  net.on("hoverNode", ({ node }) => { hovered = node; net.redraw(); });
  net.on("blurNode", () => { hovered = null; net.redraw(); });
  fit(0, lit?.must ? [...lit.must] : null);
}

/** Call with the mark or the edge that was pointed at; both null for the empty ground. */
export function onPick(pick) {
  net.on("click", ({ nodes: hit, edges: near, pointer }) => {
    const number = hit[0] ?? labels.at(pointer.DOM.x, pointer.DOM.y);
    pick(number ?? null, number === null && near.length ? near[0] : null);
  });
}

/** Put a ring round the mark at which the keyboard is. */
export function point(number) {
  const before = cursor;
  cursor = number;
  marks.update([before, number].filter((one) => one !== null).map(mark));
  net.redraw();
}

export const pointed = () => cursor;

/** Where a mark now stands. */
export const spot = (number) => net.getPosition(number);

/** Room round what is shown, for names: above, right, below, left. */
const pads = () => {
  if (state.view === "timeline") return narrow() ? [40, 8, 12, 8] : [52, 30, 24, GUTTER + 16];
  return narrow() ? [30, 34, 64, 34] : [40, 64, 76, 64];
};

function viewOf(points, [top, right, bottom, left]) {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - left - right) / Math.max(x1 - x0, 1), (height - top - bottom) / Math.max(y1 - y0, 1), 1.2);
  const safe = Math.max(scale, 0.02);
  return { position: { x: (x0 + x1) / 2 + (right - left) / 2 / safe, y: (y0 + y1) / 2 + (bottom - top) / 2 / safe }, scale: safe };
}

const home = (number) => (state.view === "timeline" ? nodes[number].at : [nodes[number].x, nodes[number].y]);

function frame(numbers) {
  const chosen = numbers?.length ? numbers : shownNodes();
  if (!chosen.length) return null;
  const points = chosen.map(home);
  if (state.view === "timeline" && !numbers) for (const band of timeline.bands) points.push([band.box[0], band.box[1]], [band.box[2], band.box[3]]);
  const view = viewOf(points, pads());
  return state.view === "timeline" && !numbers && narrow() ? closer(view) : view;
}

/** On a phone the timeline fills the height, about the middle of its events, and goes on to both sides. */
function closer(view) {
  const tall = Math.max(...timeline.bands.map(({ box }) => box[3])) - Math.min(...timeline.bands.map(({ box }) => box[1]));
  const events = timeline.places;
  return { position: { ...view.position, x: events[Math.floor(events.length * 0.7)] }, scale: Math.max(view.scale, (byId("picture").clientHeight - 60) / tall) };
}

/** Bring marks into sight, all that are shown without any. */
export function fit(duration = 500, numbers = null) {
  const view = frame(numbers);
  if (!view) return;
  glide(view, 0, duration);
}

/** Change between the arrangements: marks and sight move together. */
export function arrange(duration = 900) {
  const view = frame(lit?.must ? [...lit.must] : null);
  labels.forget();
  glide(view, state.view === "timeline" ? 1 : 0, duration, true);
}

let running = 0;
const mix = (from, to, share) => from + (to - from) * share;
const ease = (share) => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2);

/** Where every mark stands; vis knows it only of those that are shown. */
function whereabouts() {
  const seen = net.getPositions();
  return nodes.map((_, number) => seen[number] ?? marks.get(number));
}

function glide(view, goal, duration, move = false) {
  running += 1;
  const run = running;
  const start = { ...net.getViewPosition(), scale: net.getScale(), arrived };
  const from = move ? whereabouts() : [];
  const begun = performance.now();
  const length = still() ? 0 : duration;
  const step = () => {
    if (run !== running) return;
    const share = length ? Math.min(1, (performance.now() - begun) / length) : 1;
    const eased = ease(share);
    if (move) {
      arrived = mix(start.arrived, goal, eased);
      marks.update(nodes.map((_, number) => ({ id: number, x: mix(from[number].x, home(number)[0], eased), y: mix(from[number].y, home(number)[1], eased) })));
    }
    if (view) net.moveTo({ position: { x: mix(start.x, view.position.x, eased), y: mix(start.y, view.position.y, eased) }, scale: start.scale * (view.scale / start.scale) ** eased, animation: false });
    if (share < 1) requestAnimationFrame(step);
    else if (move) { labels.forget(); paint(); }
  };
  step();
}

/** Zoom by a factor about the middle. */
export const zoom = (factor) => net.moveTo({ scale: net.getScale() * factor, animation: false });

/** For tests and exports: the labels that now stand, and how many marks and edges do. */
export const standing = () => ({ labels: labels.placed.map(({ id, box }) => ({ id, box })), ...counts() });

/** The sheet that is drawn on, and drawing it once more. */
export const canvas = () => byId("picture").querySelector("canvas");
export const redraw = () => net.redraw();
