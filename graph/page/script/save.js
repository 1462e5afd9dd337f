import { meta, nodes, sources, things } from "./data.js";
import { announce, byId, colour, el } from "./dom.js";
import { shownNodes } from "./filters.js";
import { fact } from "./knowledge.js";
import { key } from "./legend.js";
import { canvas, redraw } from "./picture.js";
import { address, state } from "./state.js";
import { drawing } from "./svg.js";
import { tieRows } from "./table.js";
import { name, t } from "./words.js";

/** Taking it along: link, picture, drawing, table, data, paper. */

function save(parts, type, file) {
  const link = el("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

const CERTAINTIES = ["rumoured", "conditional", "possible", "expected", "reported", "apparent", "asserted"];
const certaintyName = (sure) => CERTAINTIES[sure - 1];
const title = () => byId("title").textContent;
const figure = () => drawing(canvas(), redraw, { title: title(), ground: colour("paper") });

/** The picture at twice its size: drawn anew onto a larger sheet, so that it is sharp. */
function savePng() {
  const shown = canvas();
  const factor = Math.max((2 * shown.clientWidth) / shown.width, 1);
  const sheet = el("canvas", { width: Math.round(shown.width * factor), height: Math.round(shown.height * factor) });
  const pen = sheet.getContext("2d");
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, sheet.width, sheet.height);
  shown.getContext = () => enlarging(pen, factor);
  try {
    redraw();
  } finally {
    delete shown.getContext; // an own property of this element: the library is not touched
  }
  redraw();
  sheet.toBlob((blob) => save([blob], "image/png", "panmunjom.png"));
}

/** A pen that draws everything larger by a factor, and never wipes what is there. */
function enlarging(pen, factor) {
  return new Proxy(pen, {
    get: (target, property) => {
      const value = target[property];
      if (typeof value !== "function") return value;
      if (property === "setTransform") return (...matrix) => target.setTransform(...matrix.map((part) => part * factor));
      if (property === "clearRect") return () => {};
      return value.bind(target);
    },
    set: (target, property, value) => { target[property] = value; return true; },
  });
}

const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

function saveCsv() {
  const head = ["subject", "relation", "object", "date", "certainty", "claims", "sources"];
  const rows = tieRows().map(({ tie, cells }) => [cells[0], cells[1], cells[2], cells[3], cells[4], tie.claims.map((claim) => claim.id).join(" "), tie.claims.map((claim) => sources[claim.source].id).join(" ")]);
  save([`\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`], "text/csv", "panmunjom.csv");
}

function saveJson() {
  const shown = shownNodes().map((number) => {
    const { status, remark, when, span } = fact(number);
    return { id: nodes[number].slug, label: name(number), kind: nodes[number].kind, status, conclusion: remark, dates: when.dates, dated_by: when.basis, earliest: span.first, latest: span.last };
  });
  const links = tieRows().map(({ tie }) => ({
    subject: nodes[tie.start].slug, relation: tie.relation, object: nodes[tie.end].slug, ...(tie.office === undefined ? {} : { office: things[tie.office].slug }),
    certainty: certaintyName(tie.sure), claims: tie.claims.map((claim) => ({ claim: claim.id, source: sources[claim.source].id, place: claim.at, certainty: certaintyName(claim.sure), says: claim.says })),
  }));
  const record = { title: title(), lens: meta.lens, version: meta.version, known_by: state.known || null, nodes: shown, links };
  save([JSON.stringify(record, null, 2)], "application/json", "panmunjom.json");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(address());
    announce(t("copied"));
  } catch {
    announce(t("not_copied"));
  }
}

/** Put the figure that is printed in place: drawing, legend, lens, version, date. */
export function preparePrint() {
  const holder = new DOMParser().parseFromString(figure(), "image/svg+xml").documentElement;
  holder.setAttribute("class", "drawing");
  const today = new Date().toISOString().slice(0, 10);
  const lens = [meta.lens || t("lens_all"), state.known ? `${t("known_by")} ${state.known}` : ""].filter(Boolean).join("; ");
  byId("figure").replaceChildren(holder, key(), el("p", {}, t("print_line", { lens, version: meta.version, date: today })));
}

/** Make the buttons work. */
export function beginSave() {
  const menu = byId("share-menu");
  const open = (yes) => {
    menu.hidden = !yes;
    byId("share").setAttribute("aria-expanded", String(yes));
  };
  byId("share").addEventListener("click", () => open(menu.hidden));
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu")) open(false); });
  byId("share").parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { open(false); byId("share").focus(); }
  });
  const doing = { "copy-link": copyLink, "save-png": savePng, "save-svg": () => save([figure()], "image/svg+xml", "panmunjom.svg"), "save-csv": saveCsv, "save-json": saveJson, print: () => window.print() };
  for (const [id, act] of Object.entries(doing)) byId(id).addEventListener("click", () => { open(false); act(); });
  addEventListener("beforeprint", preparePrint);
}
