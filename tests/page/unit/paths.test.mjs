import assert from "node:assert/strict";
import { test } from "node:test";
import { Knowledge } from "../../../graph/page/script/knowledge.js";
import { bestPaths } from "../../../graph/page/script/paths.js";
import { Queue } from "../../../graph/page/script/queue.js";
import { ANNA, BORIS, graph, MEETING, NORTH, PIPELINE, PLAN } from "./small.mjs";

const USUAL = { hops: 8, through: [], avoid: [], nostates: false, inorder: false };
function paths(start, end, filters = {}, day = "") {
  const knowledge = new Knowledge(graph(), day);
  return bestPaths(knowledge, knowledge.ties(), start, end, { ...USUAL, ...filters });
}
const ways = (found) => found.map(({ path }) => path);

test("the cheapest path comes first, at the cost that was worked out by hand", () => {
  const found = paths(ANNA, PIPELINE);
  // through the state: office 1.0, toll 4.0, part 3.0; through Boris: 1.0, 1.0 + 2 x 0.5, 1.0 + 6 x 0.5, 2.0
  assert.deepEqual(ways(found), [
    [ANNA, NORTH, PIPELINE],
    [ANNA, MEETING, BORIS, PLAN, PIPELINE],
  ]);
  assert.deepEqual(
    found.map(({ cost }) => cost),
    [8, 9],
  );
});

test("without states, past some and not past others, in few steps", () => {
  assert.deepEqual(ways(paths(ANNA, PIPELINE, { nostates: true })), [[ANNA, MEETING, BORIS, PLAN, PIPELINE]]);
  assert.deepEqual(ways(paths(ANNA, PIPELINE, { avoid: [BORIS] })), [[ANNA, NORTH, PIPELINE]]);
  assert.deepEqual(ways(paths(ANNA, PIPELINE, { through: [PLAN] })), [[ANNA, MEETING, BORIS, PLAN, PIPELINE]]);
  assert.deepEqual(ways(paths(ANNA, PIPELINE, { hops: 2, nostates: true })), []);
});

test("in the order of time only", () => {
  assert.deepEqual(ways(paths(MEETING, PLAN, { inorder: true, nostates: true }, "2018-02-15")), []);
  assert.deepEqual(ways(paths(PLAN, MEETING, { inorder: true, nostates: true })), []);
});

test("no way, and none to oneself", () => {
  assert.deepEqual(paths(ANNA, PLAN, { nostates: true }, "2018-02-15"), []);
  assert.deepEqual(paths(ANNA, ANNA), []);
});

test("a queue gives the least first", () => {
  const queue = new Queue((a, b) => a < b);
  for (const number of [5, 3, 9, 1, 7, 1]) queue.push(number);
  assert.deepEqual(
    Array.from({ length: 6 }, () => queue.pop()),
    [1, 1, 3, 5, 7, 9],
  );
  assert.equal(queue.size, 0);
});
