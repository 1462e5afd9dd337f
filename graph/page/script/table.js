import { edges, nodes, sources } from "./data.js";
import { standing, when } from "./card.js";
import { byId, el } from "./dom.js";
import { certainty, opener, speaker, thing } from "./evidence.js";
import { shownNodes, shownTies } from "./filters.js";
import { fact } from "./knowledge.js";
import { state } from "./state.js";
import { name, t, term } from "./words.js";

/** The same as the picture, as two tables that can be sorted. */

const orders = { nodes: { column: 0, down: false }, edges: { column: 0, down: false } };

/** The rows of things that are shown: cells of text, the first of them the thing itself. */
export function nodeRows() {
  const degrees = nodes.map(() => 0);
  edges.forEach((edge, index) => {
    if (!shownTies(index).length) return;
    degrees[edge.from] += 1;
    degrees[edge.to] += 1;
  });
  return shownNodes().map((number) => {
    const { status, span } = fact(number);
    return { number, cells: [name(number), term(nodes[number].kind), when(number), status ? standing(number) : "", degrees[number]], keys: [null, null, span.first ?? span.last ?? "9999"] };
  });
}

/** The rows of relations that are shown. */
export function tieRows() {
  return edges.flatMap((edge, index) => shownTies(index).map((tie) => {
    const event = [tie.start, tie.end].find((number) => nodes[number].group === "event");
    const relation = tie.office === undefined ? term(tie.relation) : name(tie.office);
    const by = [...new Set(tie.claims.map((claim) => speaker(sources[claim.source])))].join(", ");
    const span = event === undefined ? {} : fact(event).span;
    return { edge, tie, cells: [name(tie.start), relation, name(tie.end), event === undefined ? "" : when(event), certainty(tie.sure), by], keys: [null, null, null, span.first ?? span.last ?? "9999", String(7 - tie.sure)] };
  }));
}

function sorted(rows, { column, down }) {
  const collator = new Intl.Collator(state.lang, { numeric: true });
  const key = (row) => row.keys[column] ?? row.cells[column];
  return rows.sort((a, b) => (down ? -1 : 1) * collator.compare(String(key(a)), String(key(b))));
}

function table(which, columns, rows, write) {
  const order = orders[which];
  const heads = columns.map((column, index) => {
    const cell = el("th", { scope: "col" }, el("button", { type: "button", onclick: () => {
      orders[which] = { column: index, down: order.column === index && !order.down };
      showTables();
      byId("tables").querySelectorAll(`.${which} th button`)[index].focus();
    } }, `${t(column)}${order.column === index ? (order.down ? " ↓" : " ↑") : ""}`));
    cell.setAttribute("aria-sort", order.column === index ? (order.down ? "descending" : "ascending") : "none");
    return cell;
  });
  return el("table", { className: which }, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, sorted(rows, order).map(write)));
}

const openEdge = (edge, text) => opener(`#edge=${edge.id}`, text, { edge: edge.id, node: null, from: null, to: null });

/** Fill the tables. */
export function showTables() {
  const things = table("nodes", ["name", "kind", "date", "status", "links"], nodeRows(), (row) =>
    el("tr", {}, row.cells.map((cell, index) => el("td", {}, index ? String(cell) : thing(row.number)))));
  const ties = table("edges", ["subject", "relation", "object", "date", "certainty", "source"], tieRows(), (row) =>
    el("tr", {}, row.cells.map((cell, index) => el("td", {}, index === 1 ? openEdge(row.edge, cell) : index === 0 ? thing(row.tie.start) : index === 2 ? thing(row.tie.end) : cell))));
  byId("tables").replaceChildren(el("h2", {}, t("nodes")), things, el("h2", {}, t("relations")), ties);
}

