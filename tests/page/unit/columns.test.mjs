import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf, unfolded } from "../../../graph/page/script/columns.js";

const NONE = { claims: {}, things: {}, concluded: [], sources: {}, speakers: [], views: { sources: { voices: [] } } };

test("columns become rows, which lack what is null", () => {
  assert.deepEqual(rowsOf({ a: [1, 2], b: [null, 0] }), [{ a: 1 }, { a: 2, b: 0 }]);
  assert.deepEqual(rowsOf({}), []);
});

test("marks and edges are numbered in their order", () => {
  const { nodes, edges } = unfolded({
    nodes: { slug: ["a", "b"], side: ["state/x", null] },
    edges: { from: [0], to: [1] },
    graph: NONE,
    texts: {},
  });
  assert.deepEqual(nodes, [
    { slug: "a", label: "a", names: [], side: "state/x", id: 0 },
    { slug: "b", label: "b", names: [], side: null, id: 1 },
  ]);
  assert.deepEqual(edges, [{ from: 0, to: 1, id: "e0" }]);
});

test("those who speak are named once, for sources and voices", () => {
  const { graph } = unfolded({
    nodes: {},
    edges: {},
    graph: {
      ...NONE,
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

test("things have their names in one list, in the order of the languages", () => {
  const { nodes, graph } = unfolded({
    nodes: { slug: ["a", "b", "c"], label: ["A", "B", "C"], ru: ["А", "Б", null], ko: ["에이", null, null] },
    edges: {},
    graph: { ...NONE, things: { slug: ["tenure/x"], label: [null] } },
    texts: {},
  });
  assert.deepEqual(
    nodes.map(({ label, names }) => [label, ...names]),
    [["A", "А", "에이"], ["B", "Б"], ["C"]],
  );
  assert.deepEqual(graph.things, [{ slug: "tenure/x", label: "tenure/x", names: [] }]);
});

test("each statement has its subject, and what is dated to a day a first and a last", () => {
  const when = (entry) =>
    unfolded({ nodes: {}, edges: {}, texts: {}, graph: { ...NONE, concluded: [[{ when: entry }]] } });
  const { graph } = unfolded({
    nodes: {},
    edges: {},
    graph: {
      ...NONE,
      claims: {
        id: ["x/1"],
        triples: [
          [
            [1, "visitor", 2, "host", 3],
            [2, "side", 3],
          ],
        ],
      },
    },
    texts: {},
  });
  const triples = [
    [1, "visitor", 2],
    [1, "host", 3],
    [2, "side", 3],
  ];
  assert.deepEqual(graph.claims, [{ id: "x/1", triples }]);
  const day = { on: "2018-05-31", basis: "own" };
  const date = "2018-05-31";
  assert.deepEqual(when(day).graph.concluded[0][0].when, { basis: "own", dates: [date], first: date, last: date });
  const open = { dates: [date], basis: "own" };
  assert.deepEqual(when(open).graph.concluded[0][0].when, open);
});
