// The SPARQL editor: a textarea with its text painted behind it, and completion of prefixes, terms and names.
const area = document.getElementById("query");
const painted = document.getElementById("painted");
const words = document.getElementById("words");
const KEYWORDS = `
  SELECT ASK CONSTRUCT DESCRIBE WHERE PREFIX BASE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND
  VALUES AS DISTINCT REDUCED ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC COUNT SUM MIN MAX AVG SAMPLE
  GROUP_CONCAT EXISTS NOT IN UNDEF IF BOUND COALESCE STR LANG REGEX CONTAINS YEAR a
`;
const TOKENS = new RegExp(
  [
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
    "(?<iri><[^<>\"{}|^`\\\\\\s]*>|[A-Za-z][\\w-]*:[\\w.-]*)",
    String.raw`(?<variable>[?$]\w+)`,
    String.raw`(?<keyword>\b(?:${KEYWORDS.trim().split(/\s+/).join("|")})\b)`,
  ].join("|"),
  "gi",
);
const CLASSES = { comment: "comment-text", string: "string", iri: "iri", variable: "variable", keyword: "keyword" };
let chosen = 0;
let offered = [];
let turn = 0;

function paint() {
  const parts = [];
  let end = 0;
  for (const match of area.value.matchAll(TOKENS)) {
    parts.push(area.value.slice(end, match.index));
    const span = document.createElement("span");
    span.className = CLASSES[Object.keys(match.groups).find((name) => match.groups[name] !== undefined)];
    span.textContent = match[0];
    parts.push(span);
    end = match.index + match[0].length;
  }
  painted.replaceChildren(...parts, `${area.value.slice(end)}\n`);
  painted.scrollTop = area.scrollTop;
}

function word() {
  const before = area.value.slice(0, area.selectionStart);
  return /(?:[\w-]+:)?[^\s{}()<>"';.,]*$/u.exec(before)[0];
}

function close() {
  words.hidden = true;
  offered = [];
}

function put(each) {
  const start = area.selectionStart - word().length;
  area.setRangeText(each.text, start, area.selectionStart, "end");
  close();
  paint();
  area.focus();
}

function choose(number) {
  chosen = number;
  [...words.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
  words.children[number]?.scrollIntoView({ block: "nearest" });
}

async function complete() {
  const text = word();
  const now = ++turn;
  if (!text) return close();
  const [path, query] = area.dataset.words.split("?");
  const params = new URLSearchParams(query);
  params.set("text", text);
  const reply = await fetch(`${path}?${params}`, { headers: { accept: "application/json" } });
  if (now !== turn || !reply.ok) return;
  offered = await reply.json();
  words.replaceChildren(...offered.map((each) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    const note = document.createElement("span");
    note.className = "soft";
    note.textContent = ` ${each.note}`;
    item.append(each.text, note);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      put(each);
    });
    return item;
  }));
  words.hidden = offered.length === 0;
  choose(0);
}

area.closest(".editor").classList.add("painted");
area.addEventListener("input", () => {
  paint();
  if (/[\w-]+:[\w-]*$/.test(word()) || !words.hidden) complete();
});
area.addEventListener("scroll", () => { painted.scrollTop = area.scrollTop; });
area.addEventListener("blur", close);
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return area.form.requestSubmit();
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    return complete();
  }
  if (words.hidden) return undefined;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
  } else if (event.key === "Enter" || event.key === "Tab") {
    event.preventDefault();
    put(offered[chosen]);
  } else if (event.key === "Escape") close();
  return undefined;
});
paint();
