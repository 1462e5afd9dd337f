import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning, read, write } from "../../../graph/page/script/address.js";
import { ANNA, BORIS, graph, MEETING, PIPELINE } from "./small.mjs";

const VIEWS = ["network", "storyline", "table"];
const small = graph();

test("what is as at the beginning has no address", () => {
  assert.equal(write(beginning(small), small), "");
});

test("everything that can be chosen is read as it was written", () => {
  const state = {
    ...beginning(small),
    lang: "ko",
    view: "table",
    theme: "dark",
    node: MEETING,
    centre: BORIS,
    near: 2,
    edge: "e2",
    from: ANNA,
    to: PIPELINE,
    path: 1,
    through: [BORIS],
    avoid: [MEETING],
    nostates: true,
    inorder: true,
    hops: 5,
    since: "2018-01-01",
    until: "2018-12-31",
    known: "2018-02-01",
    list: "claim",
    claim: 3,
    groups: new Set(["place"]),
    sides: new Set(["none"]),
    sures: new Set(["0", "2"]),
    stages: new Set(["LiesAhead"]),
    relations: new Set(["of"]),
    all: true,
    grown: [ANNA],
    size: "degree",
    colour: "degree",
    pins: new Map([[BORIS, [10, -20]]]),
    embed: true,
  };
  const { state: back, unknown } = read(write(state, small), small, VIEWS);
  assert.deepEqual(back, state);
  assert.deepEqual(unknown, []);
});

test("a step of the reading brings its view and its day, unless the address says otherwise", () => {
  const { state } = read("#step=1", small, VIEWS);
  assert.deepEqual([state.step, state.view, state.known], [0, "storyline", "2018-02-01"]);
  assert.equal(write(state, small), "#step=1");
  assert.equal(read("#step=1&known=", small, VIEWS).state.known, "");
});

test("what makes no sense is left out and named", () => {
  const { state, unknown } = read(
    "#node=person/nobody&view=globe&since=2018-02-30&near=99&claim=z/1&step=8&size=luck&avoid=person/anna,x/y&what=ever",
    small,
    VIEWS,
  );
  assert.deepEqual(state, { ...beginning(small), avoid: [ANNA] });
  assert.deepEqual(
    new Set(unknown),
    new Set(["person/nobody", "globe", "2018-02-30", "99", "z/1", "8", "luck", "x/y", "what"]),
  );
});
