import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning } from "../../../graph/page/script/address.js";
import { overlaps, shownBy, sideOf } from "../../../graph/page/script/filter.js";
import { Graph } from "../../../graph/page/script/graph.js";
import { Knowledge } from "../../../graph/page/script/knowledge.js";
import { ANNA, BORIS, data, graph, MEETING, NORTH, PIPELINE, PLAN } from "./small.mjs";

function shown(patch = {}, of = graph()) {
  const state = { ...beginning(of), all: true, ...patch };
  return shownBy(new Knowledge(of, state.known), state);
}

test("without a filter everything with a link is drawn and counted", () => {
  const { marks, lines, things, relations } = shown();
  assert.deepEqual(marks, [ANNA, BORIS, MEETING, PLAN, NORTH, PIPELINE]);
  assert.deepEqual([lines.length, things, relations], [6, 6, 6]);
});

test("at first what matters is drawn, and what is chosen", () => {
  assert.deepEqual(shown({ all: false }).marks, [ANNA, BORIS, MEETING, PLAN, NORTH]);
  assert.ok(shown({ all: false, node: PIPELINE }).marks.includes(PIPELINE));
  assert.ok(shown({ all: false, grown: [PLAN] }).marks.includes(PIPELINE));
});

test("agreements and measures go with their time, persons with their tenures and events", () => {
  const day = { known: "2018-02-15" }; // when the plan was not known
  assert.deepEqual(shown({ ...day, since: "2018-01-01", until: "2018-01-31" }).marks, [ANNA, BORIS, MEETING]);
  assert.deepEqual(shown({ ...day, since: "2017-02-01", until: "2017-03-01" }).marks, []);
  assert.deepEqual(shown({ since: "2017-02-01", until: "2017-03-01", stages: new Set(["CameToNothing"]) }).marks, [
    ANNA,
    NORTH,
  ]);
  assert.deepEqual(shown({ ...day, since: "2015-06-01", until: "2015-07-01" }).marks, [NORTH, PIPELINE]);
});

test("an event that is undated may have been in any span, as long as it has a link left", () => {
  assert.ok(shown({ since: "2015-06-01", until: "2015-07-01" }).marks.includes(PLAN));
});

test("an office that was not held in the span is no link", () => {
  const { ties } = shown({ since: "2018-07-01" });
  assert.deepEqual(ties[3], []);
});

test("what became public later is not known", () => {
  const { marks, relations } = shown({ known: "2018-02-15" });
  assert.deepEqual(marks, [ANNA, BORIS, MEETING, NORTH, PIPELINE]);
  assert.equal(relations, 3);
});

test("hidden kinds, sides, certainties, stages and relations take their links along", () => {
  assert.deepEqual(shown({ groups: new Set(["event"]) }).marks, [ANNA, NORTH, PIPELINE]);
  assert.ok(!shown({ sides: new Set(["other"]) }).marks.includes(BORIS));
  assert.equal(shown({ sures: new Set(["2"]) }).relations, 5);
  assert.ok(!shown({ stages: new Set(["CameToNothing"]) }).marks.includes(PLAN));
  assert.equal(shown({ relations: new Set(["participant"]) }).relations, 3);
});

test("near a mark only what lies within so many steps is left", () => {
  assert.deepEqual(shown({ centre: ANNA, near: 1 }).marks, [ANNA, MEETING, NORTH]);
  assert.deepEqual(shown({ centre: ANNA, near: 2 }).marks, [ANNA, BORIS, MEETING, NORTH, PIPELINE]);
});

test("things without any link are drawn where nothing is linked at all", () => {
  const bare = { ...data(), edges: [] };
  assert.equal(shown({}, new Graph(bare)).things, 6);
});

test("a side is one of six states, another, none, or not to be asked", () => {
  assert.equal(sideOf({ side: "state/dprk", group: "person" }), "dprk");
  assert.equal(sideOf({ side: "state/peru", group: "person" }), "other");
  assert.equal(sideOf({ side: null, group: "person" }), "none");
  assert.equal(sideOf({ side: null, group: "event" }), null);
});

test("spans that share a day overlap", () => {
  const asked = { since: "2018-01-01", until: "2018-01-31" };
  assert.ok(overlaps(["2018-01-31", "2018-02-01"], asked));
  assert.ok(!overlaps(["2018-02-01", "2018-02-02"], asked));
  assert.ok(overlaps(null, asked));
});

test("what is new on a day without news is what was new on the last day before it that had some", () => {
  const ids = (day) => new Knowledge(graph(), day).news().map((claim) => claim.id);
  const [first, second] = [ids("2018-02-01"), ids("2018-03-01")];
  assert.ok(first.includes("a/1") && !first.includes("b/1") && second.includes("b/1") && !second.includes("a/1"));
  assert.deepEqual([ids("2018-02-20"), ids("2018-04-01"), ids("2018-01-31")], [first, second, []]);
});
