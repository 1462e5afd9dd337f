import { nodes } from "./data.js";
import { drawWords } from "./axis.js";
import { byId, narrow } from "./dom.js";
import { Labels } from "./labels.js";
import { drawnNodes, isLit, palette, radius, scene, tint } from "./look.js";
import { state } from "./state.js";
import { name } from "./words.js";

/** Which names are drawn, how, and where: the most important first, few enough that the picture stays calm. */

const FACE = "Inter, 'Segoe UI', system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif";
const MOST = { network: 28, timeline: 34, phone: 14, lit: 60 };
const RANK = { state: 4000, event: 800, person: 900, body: 300, act: 400, place: 100, matter: 200 };

/** In a lane a name stands beside its mark, so that it stays inside. */
const BESIDE = ["right", "left", "ne", "se", "nw", "sw"];
const LEVEL = ["right", "left"];

export const labels = new Labels();

function item(number, { lanes, toScreen, scale, at }) {
  const node = nodes[number];
  const { lit } = scene;
  const must = (node.group === "state" && !lanes && !lit) || number === state.node || number === scene.hovered || number === scene.cursor || (lit?.must?.has(number) ?? false);
  const bright = lit && isLit(number);
  const [x, y] = toScreen(at.x, at.y);
  const event = node.group === "event";
  return {
    id: number, x, y, r: radius(number) * scale, must, solid: isLit(number),
    text: must || (lit ? bright : !(lanes && node.group === "state")) ? name(number) : "",
    rank: (must ? 1e7 : 0) + (bright ? 1e5 : 0) + RANK[node.group] + 12 * node.weight,
    size: node.group === "state" ? 14.5 : must ? 13.5 : 12.5,
    weight: node.group === "state" || must ? 700 : event ? 600 : 400,
    colour: event || !node.side ? palette.ink : tint(number),
    prefer: lanes ? "right" : "below", places: !lanes || event || must ? null : node.side ? BESIDE : LEVEL,
  };
}

/** What lies over the picture in its lower corners: names keep clear of it. */
const corners = () => ["zoom", "cut"].map((id) => byId(id)).map(({ offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: tall }) => [left, top, left + wide, top + tall]);

/** Draw the names, and in the timeline years and lanes' names first. */
export function drawNames(pen, net) {
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const scale = net.getScale();
  const origin = net.DOMtoCanvas({ x: 0, y: 0 });
  const positions = net.getPositions();
  const lanes = scene.arrived > 0.5;
  const toScreen = (x, y) => [(x - origin.x) * scale, (y - origin.y) * scale];
  pen.save();
  pen.scale(1 / scale, 1 / scale);
  pen.translate(origin.x * scale, origin.y * scale);
  const taken = lanes ? drawWords(pen, { opacity: scene.arrived * 2 - 1, toScreen, width, height, face: FACE, halo: palette.paper }) : [];
  const items = drawnNodes().map((number) => item(number, { lanes, toScreen, scale, at: positions[number] }))
    .filter(({ x, y }) => x > -30 && y > -30 && x < width + 30 && y < height + 30)
    .sort((a, b) => b.rank - a.rank || a.id - b.id);
  const most = MOST[scene.lit ? "lit" : narrow() ? "phone" : lanes ? "timeline" : "network"];
  labels.draw(pen, items, { width, height, most, halo: palette.paper, face: FACE, reserved: [...corners(), ...taken], first: lanes ? 18 : 24, solid: 60 });
  pen.restore();
}
