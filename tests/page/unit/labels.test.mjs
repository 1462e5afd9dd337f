import assert from "node:assert/strict";
import { test } from "node:test";
import { Labels, overlap, wrap } from "../../../graph/page/script/labels.js";

const ROOM = { width: 400, height: 300, most: 50, first: 50, face: "sans", reserved: [] };
const item = (id, x, y, more = {}) => ({
  id,
  x,
  y,
  r: 8,
  text: `Name ${id}`,
  size: 12,
  weight: 400,
  colour: "#000",
  must: false,
  solid: true,
  ...more,
});
const set = (items, room = ROOM) => new Labels((text) => 6 * text.length).set(items, room);
const boxOf = ({ x, y, r }) => [x - r, y - r, x + r, y + r];

test("no name lies on another, on a mark, or outside", () => {
  const items = Array.from({ length: 60 }, (_, id) => item(id, 20 + (id % 10) * 40, 20 + Math.floor(id / 10) * 50));
  const labels = set(items);
  assert.ok(labels.length > 10);
  for (const [index, { box, id }] of labels.entries()) {
    assert.ok(box[0] > 0 && box[1] > 0 && box[2] < 400 && box[3] < 300);
    assert.ok(labels.slice(index + 1).every((other) => !overlap(box, other.box)));
    assert.ok(items.every((one) => one.id === id || !overlap(box, boxOf(one))));
  }
});

test("where there is no room beside a mark a line leads to the name, and lies on no other name", () => {
  const wall = Array.from({ length: 24 }, (_, id) =>
    item(id + 1, 200 + 26 * Math.cos((id * Math.PI) / 12), 150 + 26 * Math.sin((id * Math.PI) / 12), { text: "" }),
  );
  const [label] = set([item(0, 200, 150, { must: true }), ...wall]);
  assert.equal(label.id, 0);
  assert.ok(label.leader);
  assert.deepEqual(set([item(0, 200, 150), ...wall], { ...ROOM, first: 0 }), []);
});

test("the first are named when there is room for few, and those that must be in any case", () => {
  const items = [item(0, 50, 50), item(1, 150, 50), item(2, 250, 50), item(3, 350, 150, { must: true })];
  assert.deepEqual(
    set(items, { ...ROOM, most: 2 }).map(({ id }) => id),
    [0, 1, 3],
  );
});

test("a mark that lies under a name is not named", () => {
  const named = item(0, 100, 100, { must: true });
  const below = item(1, 100, 118, { solid: false });
  assert.deepEqual(
    set([named, below]).map(({ id }) => id),
    [0],
  );
});

test("long names are broken into three lines at most", () => {
  assert.deepEqual(wrap("Putin-Kim summit, April 2019"), ["Putin-Kim summit,", "April 2019"]);
  assert.equal(wrap("a ".repeat(200)).length, 3);
  assert.ok(wrap("x".repeat(500))[0].length <= 40);
});
