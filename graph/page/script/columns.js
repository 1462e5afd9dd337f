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
    nodes: rowsOf(nodes).map((mark, id) => ({ side: null, ...mark, id })),
    edges: rowsOf(edges).map((edge, at) => ({ ...edge, id: `e${at}` })),
    graph: {
      ...graph,
      claims: rowsOf(graph.claims),
      sources,
      views: { ...views, sources: { ...views.sources, voices } },
    },
    texts,
  };
}
