import { edges, nodes, timeline } from "./data.js";
import { drawGround, GUTTER } from "./axis.js";
import { byId, narrow, still } from "./dom.js";
import { counts, neighbours } from "./filters.js";
import { DataSet, Network, options } from "./library.js";
import { drawnNodes, isLit, lineOf, MANY, markOf, readPalette, scene } from "./look.js";
import { drawNames, labels } from "./naming.js";
import { state } from "./state.js";

/** The picture: vis-network draws marks and lines, we draw the ground below them and the names above. */

const marks = new DataSet();
const lines = new DataSet();

let net = null;

/** Draw what the state asks for; the library draws in its next frame, however much has changed. */
export function paint() {
  readPalette();
  marks.update(nodes.map((_, number) => markOf(number)));
  if (lines.length) lines.update(edges.map((_, index) => lineOf(index)));
}

/** Single out some marks and edges, or nothing. */
export function light(singled) {
  scene.lit = singled;
}

/** What is singled out by a chosen mark: itself, its neighbours and the edges to them. */
export function around(number) {
  const near = neighbours(number);
  const touching = edges.filter((edge) => edge.from === number || edge.to === number).map((edge) => edge.id);
  return { nodes: near, edges: new Set(touching) };
}

function drawUnder(pen) {
  if (scene.arrived < 0.02) return;
  drawGround(pen, { opacity: scene.arrived, scale: net.getScale(), shown: drawnNodes(), faded: (number) => !isLit(number), positions: net.getPositions() });
}

/** Make the picture, without lines: the marks are seen first. */
export function begin() {
  scene.arrived = state.view === "timeline" ? 1 : 0;
  readPalette();
  marks.add(nodes.map((_, number) => ({ ...markOf(number), x: home(number)[0], y: home(number)[1] })));
  net = new Network(byId("picture"), { nodes: marks, edges: lines }, { ...options, interaction: { ...options.interaction, hideEdgesOnDrag: nodes.length > MANY } });
  net.on("beforeDrawing", drawUnder);
  net.on("afterDrawing", (pen) => drawNames(pen, net));
  net.on("hoverNode", ({ node }) => { scene.hovered = node; net.redraw(); });
  net.on("blurNode", () => { scene.hovered = null; net.redraw(); });
  fit(0, scene.lit?.must ? [...scene.lit.must] : null);
  net.redraw();
}

/** Draw the lines too. */
export const addLines = () => lines.add(edges.map((_, index) => lineOf(index)));

/** Whether the lines are so many that the reader had better have the panels first. */
export const many = nodes.length > MANY;

/** Call with the mark or the edge that was pointed at; both null for the empty ground. */
export function onPick(pick) {
  net.on("click", ({ nodes: hit, edges: near, pointer }) => {
    const number = hit[0] ?? labels.at(pointer.DOM.x, pointer.DOM.y);
    pick(number ?? null, number === null && near.length ? near[0] : null);
  });
}

/** Put a ring round the mark at which the keyboard is. */
export function point(number) {
  const before = scene.cursor;
  scene.cursor = number;
  marks.update([before, number].filter((one) => one !== null).map(markOf));
  net.redraw();
}

export const pointed = () => scene.cursor;

/** Where a mark now stands. */
export const spot = (number) => net.getPosition(number);

/** Room round what is shown, for names: above, right, below, left. */
const pads = () => {
  if (state.view === "timeline") return narrow() ? [40, 8, 12, 8] : [40, 22, 46, GUTTER + 14];
  return narrow() ? [24, 34, 56, 34] : [28, 60, 60, 60];
};

/** Not nearer than this: what is few is not blown up. */
const CLOSEST = { network: 1, timeline: 1.2 };

function viewOf(points, [top, right, bottom, left]) {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - left - right) / Math.max(x1 - x0, 1), (height - top - bottom) / Math.max(y1 - y0, 1), CLOSEST[state.view] ?? 1);
  const safe = Math.max(scale, 0.02);
  return { position: { x: (x0 + x1) / 2 + (right - left) / 2 / safe, y: (y0 + y1) / 2 + (bottom - top) / 2 / safe }, scale: safe };
}

/** The network is stretched to the shape of the window. */
const stretch = () => {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  return width && height ? Math.min(Math.max(Math.sqrt(width / height), 0.8), 1.3) : 1;
};
const stretched = stretch();

const home = (number) => (state.view === "timeline" ? nodes[number].at : [nodes[number].x * stretched, nodes[number].y / stretched]);

function frame(numbers) {
  const chosen = numbers?.length ? numbers : drawnNodes();
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
  if (view) glide(view, scene.arrived, duration);
}

/** Change between the arrangements: marks and sight move together. */
export function arrange(duration = 900) {
  const view = frame(scene.lit?.must ? [...scene.lit.must] : null);
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
  const start = { ...net.getViewPosition(), scale: net.getScale(), arrived: scene.arrived };
  const from = move ? whereabouts() : [];
  const begun = performance.now();
  const length = still() ? 0 : duration;
  const step = () => {
    if (run !== running) return;
    const share = length ? Math.min(1, (performance.now() - begun) / length) : 1;
    const eased = ease(share);
    if (move) {
      scene.arrived = mix(start.arrived, goal, eased);
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
