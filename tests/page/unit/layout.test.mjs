import assert from "node:assert/strict";
import { test } from "node:test";
import { around, besides } from "../../../graph/page/script/layout.js";

const least = (places) => {
  const all = [...places.values()];
  return Math.min(...all.flatMap((a, i) => all.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1]))));
};

test("about a mark its neighbours stand nearer than theirs, and none on another", () => {
  const pairs = [...Array.from({ length: 12 }, (_, i) => [0, i + 1]), [1, 13], [2, 14]];
  const places = around(
    0,
    Array.from({ length: 15 }, (_, i) => i),
    pairs,
  );
  const far = (number) => Math.hypot(...places.get(number));
  assert.deepEqual(places.get(0), [0, 0]);
  assert.ok(far(13) > far(1) && far(14) > far(2));
  assert.ok(least(places) > 30);
});

test("what is added stands near what it is linked with, and moves nothing", () => {
  const standing = new Map([
    [0, [0, 0]],
    [1, [1000, 0]],
  ]);
  const places = besides([2, 3, 4], standing, [
    [0, 2],
    [0, 3],
    [1, 4],
  ]);
  assert.deepEqual([...places.keys()], [2, 3, 4]);
  assert.ok(places.get(2)[0] < 300 && places.get(4)[0] > 700);
  assert.deepEqual(standing.get(1), [1000, 0]);
  assert.ok(least(new Map([...standing, ...places])) > 25);
});

test("the same marks get the same places", () => {
  const pairs = [
    [0, 1],
    [1, 2],
  ];
  assert.deepEqual(around(0, [0, 1, 2], pairs), around(0, [0, 1, 2], pairs));
});
