import { unpack } from "./unpack.js";

/** The graph as the page carries it; `docs/page.md` describes each part. */

const { nodes: marks, edges: lines, graph, texts: languages } = JSON.parse(await unpack("data"));

export const nodes = marks;
export const edges = lines;
export const texts = languages;
export const claims = graph.claims;
export const sources = graph.sources;
export const concluded = graph.concluded;
export const histories = graph.history;
export const words = graph.words;
export const costs = graph.costs;
export const timeline = graph.timeline;
export const tour = graph.tour;
export const meta = graph.meta;
export const total = graph.total;

/** Everything that claims speak of, by number: first the marks of the picture, then what is only named. */
export const things = [...nodes, ...graph.things];

/** The number of a thing by its slug. */
export const numbers = new Map(things.map((thing, number) => [thing.slug, number]));

export const isNode = (number) => number !== null && number !== undefined && number < nodes.length;

claims.forEach((claim, number) => { claim.number = number; claim.from = sources[claim.source].from; });

/** For each thing the claims that speak of it. */
export const claimsOf = things.map(() => []);
for (const claim of claims) {
  const spoken = new Set(claim.triples.flatMap(([subject, , object]) => [subject, object]));
  for (const number of spoken) if (typeof number === "number") claimsOf[number].push(claim);
}

/** For each mark the edges at it. */
export const edgesOf = nodes.map(() => []);
edges.forEach((edge, index) => { edge.index = index; });
for (const edge of edges) {
  edgesOf[edge.from].push(edge);
  edgesOf[edge.to].push(edge);
}

const roles = new Set(words.roles);
export const isRole = (relation) => roles.has(relation);
