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
    graph: { claims: {}, sources: {}, speakers: [], views: { sources: { voices: [] } } },
    texts: {},
  });
  assert.deepEqual(nodes, [
    { slug: "a", side: "state/x", id: 0 },
    { slug: "b", side: null, id: 1 },
  ]);
  assert.deepEqual(edges, [{ from: 0, to: 1, id: "e0" }]);
});

test("those who speak are named once, for sources and voices", () => {
  const { graph } = unfolded({
    nodes: {},
    edges: {},
    graph: {
      claims: {},
      sources: { id: ["a", "b"], publisher: [1, null], author: [null, 0] },
      speakers: [["Ann"], ["TASS", "ТАСС"]],
      views: { sources: { voices: [{ slug: "organisation/tass", names: 1 }] } },
    },
    texts: {},
  });
  assert.deepEqual(graph.sources, [
    { id: "a", publisher: ["TASS", "ТАСС"] },
    { id: "b", author: ["Ann"] },
  ]);
  assert.deepEqual(graph.views.sources.voices, [{ slug: "organisation/tass", names: ["TASS", "ТАСС"] }]);
});
