/** The map's projection and journeys. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { byYear, withNames } from "../../../graph/page/script/map/journeys.js";
import { bearing, distance, fitted, onEdge, projected, unpacked } from "../../../graph/page/script/map/projection.js";

const near = (found, wanted, within) => assert.ok(Math.abs(found - wanted) <= within, `${found}, not ${wanted}`);

test("the centre stays, north is up, east is right", () => {
  const [x, y] = projected(39.6, 127.5);
  near(x, 0, 1e-9);
  near(y, 0, 1e-9);
  assert.ok(projected(45, 127.5)[1] < 0 && projected(39.6, 135)[0] > 0);
});

test("a window lies inside its frame", () => {
  const put = fitted({ west: 120, east: 135, south: 34, north: 44 }, { left: 10, top: 20, width: 300, height: 200 });
  const [x, y] = put(39, 127.5);
  near(x, 160, 2);
  near(y, 120, 4);
  const [west] = put(39, 120);
  assert.ok(west >= 9.9 && west < 160);
});

test("Seoul to Pyongyang are some 195 kilometres, northwest", () => {
  near(distance([37.566, 126.978], [39.034, 125.754]), 195, 3);
  near(bearing([37.566, 126.978], [39.034, 125.754]), -33, 3);
  assert.equal(distance([1, 2], [1, 2]), 0);
});

test("what is far stands on the edge, in its direction", () => {
  const frame = { left: 0, top: 0, width: 200, height: 100 };
  assert.deepEqual(onEdge([100, 50], 90, frame, 10).map(Math.round), [190, 50]);
  assert.deepEqual(onEdge([100, 50], 0, frame, 10).map(Math.round), [100, 10]);
  assert.deepEqual(onEdge([100, 50], 315, frame, 10).map(Math.round), [60, 10]);
});

test("lines are carried as steps", () => {
  assert.deepEqual(unpacked([5, 1, 1, 0, 0, -2], 0.5), [
    [0.5, 2.5],
    [0.5, 3],
    [-0.5, 3],
  ]);
});

test("journeys are counted by year and state", () => {
  const journey = (year, ...states) => ({ event: 1, place: 2, states, year });
  const found = byYear([journey(2019, 7), journey(2018, 7, 8), journey(2018, 8)]);
  assert.deepEqual(
    found.map(([year, counts]) => [year, [...counts]]),
    [
      [
        2018,
        [
          [7, 1],
          [8, 2],
        ],
      ],
      [2019, [[7, 1]]],
    ],
  );
});

test("of years side by side the chosen one is named, else every fifth, as far as there is room", () => {
  const years = [2014, 2015, 2016, 2018, 2019, 2020];
  assert.deepEqual([...withNames(years, [2018], 40)].sort(), years);
  assert.deepEqual([...withNames(years, [2018], 13)].sort(), [2015, 2018, 2020]);
  assert.deepEqual([...withNames(years, [2018], 11)].sort(), [2015, 2018]);
  assert.deepEqual([...withNames(years, [2014, 2015, 2016], 12)].sort(), [2014, 2016, 2020]);
});
