/** Unit tests of where lines and knots of a storyline stand. Run by node's own runner. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorOf, homesOf, placesAt, spaced } from "../../../graph/page/script/storyline/layout.js";
import { firstDay } from "../../../graph/page/script/storyline/rows.js";

test("lanes stand side by side, bands apart", () => {
  assert.deepEqual(
    [...homesOf([[7, 8], [], [9]])],
    [
      [7, 0],
      [8, 1],
      [9, 2.9],
    ],
  );
});

test("whoever has most to do stays where he is", () => {
  const homes = new Map([
    [1, 0],
    [2, 4],
    [3, 10],
  ]);
  assert.equal(
    anchorOf([1, 2, 3], homes, () => 1),
    4,
  );
  assert.equal(
    anchorOf([1, 2, 3], homes, (who) => (who === 3 ? 5 : 1)),
    10,
  );
});

test("places keep their order and their distances and move as little as can be", () => {
  const items = (...wants) => wants.map((want) => ({ want, weight: 1, gap: 1 }));
  assert.deepEqual(spaced(items(0, 5, 9)), [0, 5, 9]);
  assert.deepEqual(spaced(items(3, 3)), [2.5, 3.5]);
  assert.deepEqual(spaced(items(5, 0)), [2, 3]);
});

test("those who meet stand together, and nobody's line runs through the ring", () => {
  const homes = new Map([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
  ]);
  const places = placesAt([1, 4], [1, 2, 3, 4], homes, { near: 0.75, clear: 0.8, load: (who) => (who === 1 ? 9 : 1) });
  const at = [...places].sort((a, b) => a[1] - b[1]).map(([who]) => who);
  assert.deepEqual(at, [1, 4, 2, 3]);
  assert.ok(Math.abs((places.get(4) ?? 0) - (places.get(1) ?? 0) - 0.75) < 1e-9);
  assert.ok((places.get(2) ?? 0) - (places.get(4) ?? 0) > 0.8 - 1e-9);
});

test("the first day of a date in EDTF", () => {
  const days = {
    "2018-08": "2018-08-01",
    "2018-09-07/2018-09-10": "2018-09-07",
    "[2019-04-16..2019-04-30]": "2019-04-16",
    "2018~": "2018-01-01",
    "": "",
  };
  for (const [date, day] of Object.entries(days)) assert.equal(firstDay(date), day);
});
