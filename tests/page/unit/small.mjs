/** A graph small enough to work out by hand: a meeting of two persons, a plan, an office, a state, a pipeline. */

import { Graph } from "../../../graph/page/script/graph.js";

export const [ANNA, BORIS, MEETING, PLAN, NORTH, PIPELINE, TENURE, OFFICE] = [0, 1, 2, 3, 4, 5, 6, 7];

const mark = (slug, label, group, more = {}) => ({
  slug,
  label,
  group,
  kind: "Entity",
  names: [],
  side: null,
  weight: 1,
  toll: 0,
  ...more,
});

const claim = (id, source, sure, triples, more = {}) => ({ id, source, at: 1, sure, says: id, triples, ...more });

/** @returns {import("../../../graph/page/script/types").Data} */
export const data = () => ({
  nodes: [
    mark("person/anna", "Anna", "person", { names: ["Анна", "안나"], side: "state/dprk" }),
    mark("person/boris", "Boris Ten-No", "person", { aka: ["B. T."], side: "state/peru" }),
    mark("event/meeting", "Meeting", "event"),
    mark("event/plan", "Plan", "event"),
    mark("state/dprk", "DPRK", "state", { side: "state/dprk", code: "KP", weight: 50, toll: 4000 }),
    mark("project/pipeline", "Pipeline", "act"),
  ],
  edges: [
    { id: "e0", from: ANNA, to: MEETING, says: [["participant", 0, [0]]] },
    { id: "e1", from: BORIS, to: MEETING, says: [["participant", 0, [1]]] },
    { id: "e2", from: BORIS, to: PLAN, says: [["participant", 0, [2]]] },
    { id: "e3", from: ANNA, to: NORTH, says: [["of", 1, [3], OFFICE]] },
    { id: "e4", from: NORTH, to: PIPELINE, says: [["partOf", 0, [4]]] },
    { id: "e5", from: PLAN, to: PIPELINE, says: [["agenda", 1, [5]]] },
  ],
  texts: { en: { or: "or" }, ru: {}, ko: {} },
  graph: {
    drawn: 5,
    total: 9,
    things: [
      { slug: "tenure/anna", kind: "Tenure", label: "tenure", names: [] },
      { slug: "office/envoy", kind: "Office", label: "envoy", names: [] },
    ],
    concluded: [
      [],
      [],
      [
        {
          day: "2018-02-01",
          status: "Held",
          stage: "TookPlace",
          when: { basis: "own", first: "2018-01-10", last: "2018-01-12" },
        },
      ],
      [
        {
          day: "2018-02-01",
          status: "Planned",
          stage: "LiesAhead",
          when: { basis: "own", first: "2019-01-01", last: "2019-12-31" },
        },
        { day: "2018-03-01", status: "CalledOff", stage: "CameToNothing" },
      ],
      [],
      [{ day: "2018-02-01", stage: "NotSaid", span: ["2015-01-01", "2016-01-01"] }],
      [{ day: "2018-03-01", dates: ["2017/2018-06"], span: ["2017-01-01", "2018-06-30"] }],
      [],
    ],
    history: {},
    claims: [
      claim("a/1", 0, 7, [[MEETING, "participant", ANNA]]),
      claim("a/2", 0, 5, [[MEETING, "participant", BORIS]]),
      claim("b/1", 1, 1, [[PLAN, "participant", BORIS]]),
      claim("b/2", 1, 7, [
        [TENURE, "holder", ANNA],
        [TENURE, "of", NORTH],
        [TENURE, "office", OFFICE],
      ]),
      claim("a/3", 0, 7, [[PIPELINE, "partOf", NORTH]]),
      claim("b/3", 1, 7, [[PLAN, "agenda", PIPELINE]]),
    ],
    sources: [
      { id: "a", kind: "NewsReport", title: "A", publisher: ["TASS", "ТАСС"], from: "2018-02-01", date: "2018-02-01" },
      { id: "b", kind: "Article", title: "B", from: "2018-03-01", read: "2026-01-02", url: "https://example.org/b" },
    ],
    measures: { degree: [2, 2, 2, 2, 2, 2] },
    words: { labels: {}, phrases: {}, stages: {}, roles: ["participant"], causal: [], generic: [] },
    costs: { hops: { participant: 1000, of: 1000, partOf: 3000, agenda: 2000 }, unsure: 500, jump: 9000 },
    tour: {
      title: { en: "T" },
      steps: [
        {
          title: { en: "S" },
          text: { en: "s" },
          focus: ["person/anna"],
          arrangement: "storyline",
          known: "2018-02-01",
          claims: [0],
        },
      ],
    },
    views: {},
    meta: { lang: "en", title: null, lens: "", version: "1", day: "2026-01-02", about: [], hops: 2, answer: null },
  },
});

export const graph = () => new Graph(data());
