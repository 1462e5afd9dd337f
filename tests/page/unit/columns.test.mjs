import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf, unfolded } from "../../../graph/page/script/columns.js";

test("columns become rows, which lack what is null", () => {
  assert.deepEqual(rowsOf({ a: [1, 2], b: [null, 0] }), [{ a: 1 }, { a: 2, b: 0 }]);
  assert.deepEqual(rowsOf({}), []);
});

test("marks and edges are numbered in their order", () => {
  const { nodes, edges } = unfolded({
    nodes: { slug: ["a", "b"], side: ["state/x", null] },
    edges: { from: [0], to: [1] },
    graph: { claims: {}, sources: {} },
    texts: {},
  });
  assert.deepEqual(nodes, [
    { slug: "a", side: "state/x", id: 0 },
    { slug: "b", side: null, id: 1 },
  ]);
  assert.deepEqual(edges, [{ from: 0, to: 1, id: "e0" }]);
});
