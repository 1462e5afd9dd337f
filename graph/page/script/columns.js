/** Tables by column, as the page carries them, and as rows. */

/**
 * The rows of a table; what is null in a column a row lacks.
 *
 * @param {Record<string, any[]>} columns
 * @returns {any[]}
 */
export function rowsOf(columns) {
  const names = Object.keys(columns);
  const count = names.length ? columns[names[0]].length : 0;
  return Array.from({ length: count }, (_, at) => {
    /** @type {Record<string, any>} */
    const row = {};
    for (const name of names) {
      const value = columns[name][at];
      if (value !== null) row[name] = value;
    }
    return row;
  });
}

/** Things with their names in one list; a label that was not carried is the slug.
 * @param {any} columns */
const things = (columns) =>
  rowsOf(columns).map(({ ru, ko, ...thing }) => ({
    label: thing.slug,
    ...thing,
    names: ko === undefined ? [ru].filter((name) => name !== undefined) : [ru, ko],
  }));

/** Statements, of which those about the same thing stand together.
 * @param {[subject: number, ...said: any[]]} about */
const triplesOf = ([subject, ...said]) =>
  Array.from({ length: said.length / 2 }, (_, at) => [subject, said[2 * at], said[2 * at + 1]]);

/** What was concluded; a day on which something was is its date, the first day and the last.
 * @param {any} entry */
function dated({ when, ...entry }) {
  if (!when) return entry;
  const { on, ...rest } = when;
  return { ...entry, when: on ? { ...rest, dates: [on], first: on, last: on } : when };
}

/**
 * What the page carries, with rows in place of columns, the numbers of marks and edges, and names of those who speak.
 *
 * @param {any} carried
 * @returns {import("./types").Data}
 */
export function unfolded({ nodes, edges, graph, texts }) {
  const { speakers, views } = graph;
  const sources = rowsOf(graph.sources).map((source) => {
    for (const role of ["publisher", "author"]) if (role in source) source[role] = speakers[source[role]];
    return source;
  });
  const voices = views.sources.voices.map((/** @type {any} */ voice) => ({ ...voice, names: speakers[voice.names] }));
  return {
    nodes: things(nodes).map((mark, id) => ({ side: null, ...mark, id })),
    edges: rowsOf(edges).map((edge, at) => ({ ...edge, id: `e${at}` })),
    graph: {
      ...graph,
      claims: rowsOf(graph.claims).map((claim) => ({ ...claim, triples: claim.triples.flatMap(triplesOf) })),
      things: things(graph.things),
      concluded: graph.concluded.map((/** @type {any[]} */ entries) => entries.map(dated)),
      sources,
      views: { ...views, sources: { ...views.sources, voices } },
    },
    texts,
  };
}
