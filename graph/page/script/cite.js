/** References to claims and their sources, as the command `cite` writes them. */

/**
 * @typedef {import("./types").Claim} Claim
 * @typedef {import("./types").Source} Source
 * @typedef {import("./graph.js").Graph} Graph
 */

/** @param {string[] | undefined} names
 * @param {number} place */
const named = (names, place) => (names ? (names[place] ?? names[0]) : undefined);

/** What a claim says and where, with its number.
 * @param {Graph} graph
 * @param {Claim} claim */
function told(graph, claim) {
  const at = typeof claim.at === "number" ? `paragraph ${claim.at}` : claim.at;
  const place = at ? `${at[0].toUpperCase()}${at.slice(1)}: ` : "";
  const others = (claim.or ?? []).map((other) => `or else: ${graph.claims[other].says} [${graph.claims[other].id}]`);
  return `${place}${[claim.says, ...others].join(" ")} [Panmunjom claim/${claim.id}]`;
}

/** One line for a source.
 * @param {Source} source
 * @param {number} place The place of the language in which author and publisher are named. */
export function sourceLine(source, place = 0) {
  const parts = [
    named(source.author, place),
    `“${source.title}”`,
    named(source.publisher, place),
    source.date,
    source.url,
    source.read ? `read ${source.read}` : "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** One line for a claim: its source, and what it says where.
 * @param {Graph} graph
 * @param {Claim} claim
 * @param {number} place */
export const citation = (graph, claim, place = 0) =>
  `${sourceLine(graph.sources[claim.source], place)} ${told(graph, claim)}`;

/** @param {string} text */
const escaped = (text) => text.replace(/[\\{}%&$#_~^]/g, (letter) => ("\\~^".includes(letter) ? "" : `\\${letter}`));

/** A BibTeX entry for a source, with a claim as its note.
 * @param {Graph} graph
 * @param {Source} source
 * @param {Claim | null} claim
 * @param {number} place */
export function bibtex(graph, source, claim = null, place = 0) {
  const fields = Object.entries({
    author: named(source.author, place),
    title: source.title,
    organization: named(source.publisher, place),
    date: source.date,
    url: source.url,
    urldate: source.read,
    langid: source.lang,
    note: claim ? told(graph, claim) : undefined,
  });
  const body = fields
    .filter(([, value]) => value)
    .map(([key, value]) => `  ${key} = {${key === "url" ? value : escaped(value ?? "")}}`);
  return `@online{${source.id},\n${body.join(",\n")}\n}`;
}
