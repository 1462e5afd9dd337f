import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bibtex, citation, sourceLine } from "../../../graph/page/script/cite.js";
import { cell, csv } from "../../../graph/page/script/csv.js";
import { escaped, tag } from "../../../graph/page/script/markup.js";
import { mix } from "../../../graph/page/script/network/looks.js";
import { fit, fold, Index } from "../../../graph/page/script/search.js";
import { fill, Words } from "../../../graph/page/script/words.js";
import { ANNA, BORIS, graph } from "./small.mjs";

test("search knows every name, whatever its case, accents and hyphens", () => {
  const index = new Index(graph());
  const found = (text) => index.find(text).map(({ number }) => number);
  assert.deepEqual(found("АННА"), [ANNA]);
  assert.deepEqual(found("안나"), [ANNA]);
  assert.deepEqual(found("ten no"), [BORIS]);
  assert.deepEqual(found("zzz"), []);
  assert.equal(fold("Čhŏ Són‑hŭi "), "cho son hui");
});

test("the better a name fits, the sooner it comes", () => {
  const order = ["kim", "kim jong un", "lee kim", "joachim", "yakimov"];
  assert.deepEqual(
    order.slice(0, 4).map((name) => fit(name, "kim")),
    [0, 1, 2, null],
  );
  assert.equal(fit("yakimov", "kim"), 3);
  assert.equal(fit("summit of kim and putin", "putin kim"), 4);
});

test("what begins like a formula is plain text in a spreadsheet", () => {
  assert.deepEqual(["=1+1", "+7", "-x", "@a", " =2", "\tx", 'a "b"', null].map(cell), [
    `"'=1+1"`,
    `"'+7"`,
    `"'-x"`,
    `"'@a"`,
    `"' =2"`,
    `"'\tx"`,
    '"a ""b"""',
    '""',
  ]);
  assert.equal(csv(["a"], [["b"]]), '\ufeff"a"\r\n"b"\r\n');
});

test("a citation names source, place, words and number of the claim", () => {
  const small = graph();
  assert.equal(sourceLine(small.sources[1]), "“B”, https://example.org/b, read 2026-01-02.");
  assert.equal(sourceLine(small.sources[0], 1), "“A”, ТАСС, 2018-02-01.");
  assert.equal(citation(small, small.claims[0]), "“A”, TASS, 2018-02-01. Paragraph 1: a/1 [Panmunjom claim/a/1]");
  assert.match(bibtex(small, small.sources[1], small.claims[2]), /url = \{https:\/\/example\.org\/b\}/);
});

test("text never becomes markup", () => {
  assert.equal(escaped('<a href="x">&\u0000'), "&#60;a href=&#34;x&#34;&#62;&#38;");
  assert.equal(tag("text", { x: 1, y: undefined, fill: '"' }, "a"), '<text x="1" fill="&#34;">a</text>');
  assert.equal(fill("{a} {b}", { a: 1 }), "1 {b}");
});

test("a colour half way between two", () => {
  assert.equal(mix("#000000", "#ffffff", 0.5), "#808080");
  assert.equal(mix("#102030", "#405060", 0), "#102030");
});

test("where in its source a claim stands is told in the reader's language, as far as it is a usual place", () => {
  const texts = (lang) => JSON.parse(readFileSync(new URL(`../../../graph/page/texts/${lang}.json`, import.meta.url)));
  const told = (lang, at) => new Words({ [lang]: texts(lang) }, graph(), lang).placeOf({ at });
  const places = [7, "paragraph 12", "point 3", "second paragraph", "opening", "entry on Ban Ki-moon", undefined];
  const all = (lang) => places.map((at) => told(lang, at));
  const rest = ["entry on Ban Ki-moon", undefined];
  assert.deepEqual(all("en"), ["¶ 7", "¶ 12", "point 3", "second paragraph", "opening", ...rest]);
  assert.deepEqual(all("ru"), ["абз. 7", "абз. 12", "п. 3", "абз. 2", "начало", ...rest]);
  assert.deepEqual(all("ko"), ["7번째 단락", "12번째 단락", "3항", "2번째 단락", "첫머리", ...rest]);
});
