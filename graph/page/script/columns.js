/** Records out of columns, as which the page carries them; `graph/page/bundle.py` makes columns of records. */

/** @typedef {Record<string, any>} Columns Under `#` how many there are; a `?` before a key says that some lack it. */

/** The records that are carried as columns.
 * @param {Columns} columns
 * @returns {any[]} */
export function records({ "#": count, ...columns }) {
  /** @type {Record<string, any>[]} */
  const rows = Array.from({ length: count }, () => ({}));
  for (const [name, values] of Object.entries(columns)) {
    const some = name.startsWith("?");
    const key = some ? name.slice(1) : name;
    for (const [index, value] of values.entries()) if (!some || value !== null) rows[index][key] = value;
  }
  return rows;
}

/** What the page carries, its lists as lists.
 * @param {any} carried
 * @returns {import("./types").Data} */
export function unfolded({ nodes, edges, graph, texts }) {
  const { things, claims, sources } = graph;
  const lists = { things: records(things), claims: records(claims), sources: records(sources) };
  return { nodes: records(nodes), edges: records(edges), texts, graph: { ...graph, ...lists } };
}
