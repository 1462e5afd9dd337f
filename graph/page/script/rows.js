/** What is drawn, as rows: for tables on the page, for spreadsheets, and as records. */

import { sourceLine } from "./cite.js";

/**
 * @typedef {import("./page.js").Page} Page
 * @typedef {import("./types").Edge} Edge
 * @typedef {import("./types").Tie} Tie
 */

const CERTAINTIES = ["rumoured", "conditional", "possible", "expected", "reported", "apparent", "asserted"];
const TIE_COLUMNS =
  "subject subject_iri relation object object_iri dates dated_by earliest latest status certainty claims sources urls";
const BASE = "https://w3id.org/panmunjom/";

/** The rows of things: cells of text, and keys to sort by where the text will not do.
 * @param {Page} page */
export function markRows(page) {
  const { graph, shown } = page;
  const links = graph.marks.map(() => 0);
  for (const index of shown.lines) {
    links[graph.edges[index].from] += shown.ties[index].length;
    links[graph.edges[index].to] += shown.ties[index].length;
  }
  return shown.marks.map((number) => {
    const { status, span } = page.fact(number);
    const cells = [
      page.name(number),
      page.words.term(graph.marks[number].kind),
      page.when(number),
      status ? page.standing(number) : "",
      links[number],
    ];
    return { number, cells, keys: [null, null, span?.[0] ?? "9999"] };
  });
}

/** The event at one end of a tie.
 * @param {Page} page
 * @param {Tie} tie */
export const eventOf = (page, tie) => [tie.start, tie.end].find((number) => page.graph.isEvent(number));

/** The rows of relations.
 * @param {Page} page */
export function tieRows(page) {
  const { graph, shown, words } = page;
  return shown.lines.flatMap((index) =>
    shown.ties[index].map((tie) => {
      const event = eventOf(page, tie);
      const relation = tie.office === undefined ? words.term(tie.relation) : page.name(tie.office);
      const by = [...new Set(tie.claims.map((claim) => words.speaker(graph.sources[claim.source])))].join(", ");
      const span = event === undefined ? null : page.fact(event).span;
      const date = event === undefined ? "" : page.when(event);
      const cells = [page.name(tie.start), relation, page.name(tie.end), date, words.certainty(tie.sure), by];
      return {
        edge: graph.edges[index],
        tie,
        cells,
        keys: [null, null, null, span?.[0] ?? "9999", String(7 - tie.sure)],
      };
    }),
  );
}

/** @param {string} slug */
const iri = (slug) => (slug.includes("://") ? slug : BASE + slug);

/** The dates of a thing for machines: EDTF as sources give it, and the first and last day.
 * @param {Page} page
 * @param {number | undefined} number */
function datesOf(page, number) {
  if (number === undefined) return { dates: [], basis: "", first: "", last: "" };
  const { dates, basis, first = "", last = "" } = page.fact(number).when;
  return { dates, basis: basis === "none" ? "" : basis, first, last };
}

/** Relations for a spreadsheet.
 * @param {Page} page */
export function tieTable(page) {
  const head = TIE_COLUMNS.split(" ");
  const rows = tieRows(page).map(({ tie, cells }) => {
    const event = eventOf(page, tie);
    const { dates, basis, first, last } = datesOf(page, event);
    const sources = [...new Set(tie.claims.map((claim) => page.graph.sources[claim.source]))];
    return [
      cells[0],
      iri(page.graph.things[tie.start].slug),
      cells[1],
      cells[2],
      iri(page.graph.things[tie.end].slug),
      dates.join(" | "),
      basis,
      first,
      last,
      event === undefined ? "" : (page.fact(event).status ?? ""),
      CERTAINTIES[tie.sure - 1],
      tie.claims.map((claim) => claim.id).join(" "),
      sources.map((source) => source.id).join(" "),
      sources.flatMap((source) => source.url ?? []).join(" "),
    ];
  });
  return { head, rows };
}

/** Things for a spreadsheet.
 * @param {Page} page */
export function markTable(page) {
  const head = "name iri kind side dates dated_by earliest latest status relations".split(" ");
  const rows = markRows(page).map(({ number, cells }) => {
    const mark = page.graph.marks[number];
    const { dates, basis, first, last } = datesOf(page, number);
    return [
      cells[0],
      iri(mark.slug),
      mark.kind,
      mark.side ? iri(mark.side) : "",
      dates.join(" | "),
      basis,
      first,
      last,
      page.fact(number).status ?? "",
      cells[4],
    ];
  });
  return { head, rows };
}

/** A thing as a record.
 * @param {Page} page
 * @param {number} number */
function markRecord(page, number) {
  const mark = page.graph.marks[number];
  const { status, remark } = page.fact(number);
  const { dates, basis, first, last } = datesOf(page, number);
  const isDated = dates.length || first || last;
  return {
    iri: iri(mark.slug),
    label: page.name(number),
    kind: mark.kind,
    side: mark.side ? iri(mark.side) : null,
    status,
    conclusion: remark,
    ...(isDated ? { dates, dated_by: basis, earliest: first || null, latest: last || null } : {}),
  };
}

/** A relation as a record, with its claims.
 * @param {Page} page
 * @param {Tie} tie */
function tieRecord({ graph }, tie) {
  return {
    subject: iri(graph.things[tie.start].slug),
    relation: tie.relation,
    object: iri(graph.things[tie.end].slug),
    ...(tie.office === undefined ? {} : { office: iri(graph.things[tie.office].slug) }),
    certainty: CERTAINTIES[tie.sure - 1],
    claims: tie.claims.map((claim) => ({
      claim: claim.id,
      source: graph.sources[claim.source].id,
      place: claim.at,
      certainty: CERTAINTIES[claim.sure - 1],
      says: claim.says,
    })),
  };
}

/** @param {import("./types").Source} source */
function sourceRecord(source) {
  const { id, title, date, url, from, read, lang, publisher, author } = source;
  return {
    id,
    title,
    publisher: publisher?.[0] ?? null,
    author: author?.[0] ?? null,
    date: date ?? null,
    known_from: from,
    url: url ?? null,
    read: read ?? null,
    language: lang ?? null,
    citation: sourceLine(source),
  };
}

/** Everything that is drawn, as one record with its sources.
 * @param {Page} page */
export function record(page) {
  const { graph, shown, state } = page;
  const ties = shown.lines.flatMap((index) => shown.ties[index]);
  return {
    title: page.title,
    lens: graph.meta.lens || null,
    version: graph.meta.version,
    known_by: state.known || null,
    since: state.since || null,
    until: state.until || null,
    things: shown.marks.map((number) => markRecord(page, number)),
    relations: ties.map((tie) => tieRecord(page, tie)),
    sources: sourcesOf(page).map(sourceRecord),
  };
}

/** The sources of everything that is drawn.
 * @param {Page} page */
export function sourcesOf({ graph, shown }) {
  const ties = shown.lines.flatMap((index) => shown.ties[index]);
  const used = new Set(ties.flatMap((tie) => tie.claims.map((claim) => claim.source)));
  return [...used].sort((a, b) => a - b).map((number) => graph.sources[number]);
}
