import assert from "node:assert/strict";
import { test } from "node:test";
import { Dates, dayOf, isDay, lastOf, ordinal } from "../../../graph/page/script/dates.js";
import { Scale } from "../../../graph/page/script/scale.js";
import { Words } from "../../../graph/page/script/words.js";
import { graph } from "./small.mjs";

const EN = {
  or: "or",
  since_day: "since {date}",
  from_start: "from {date}",
  until_day: "until {date}",
  by_day: "by {date}",
  from_day: "from {date} on",
  day_in: "a day in {range}",
  circa: "about {date}",
  perhaps: "{date}?",
  decade: "{year}s",
  seasons: ["spring {year}", "summer {year}", "autumn {year}", "winter {year}"],
  planned_for: "planned: {date}",
  at_least: "at least {date}",
  seen: "seen {date}",
};
const dates = new Dates(new Words({ en: EN, ru: {}, ko: {} }, graph(), "en"));

test("a day is one that there is", () => {
  const told = ["2019-04-25", "2020-02-29", "2019-02-29", "2019-13-01", "2019", "", null].map(isDay);
  assert.deepEqual(told, [true, true, false, false, false, false, false]);
});

test("days and numbers of days are the same", () => {
  assert.equal(ordinal("1970-01-01"), 0);
  assert.equal(ordinal("1945-08-15"), -8905);
  assert.equal(dayOf(-8905), "1945-08-15");
  assert.deepEqual(["2020-02", "2019-02", "1900-02", "2019"].map(lastOf), [
    "2020-02-29",
    "2019-02-28",
    "1900-02-28",
    "2019-12-31",
  ]);
});

test("every sort of EDTF is told in words", () => {
  const told = {
    "2019-04-25": "25 April 2019",
    "2018-09": "September 2018",
    1992: "1992",
    "2018-09-07/2018-09-10": "7 – 10 September 2018",
    "2018-12/2019-01": "December 2018 – January 2019",
    "2018-11-30/..": "since 30 November 2018",
    "../2018": "until 2018",
    "[..2018-05-31]": "by 31 May 2018",
    "[2018-05..]": "from May 2018 on",
    "[2018-05-01..2018-05-31]": "a day in 1 – 31 May 2018",
    "[2018-05-01,2018-05-03]": "1 May 2018 or 3 May 2018",
    "[1667,1668..]": "1667 or from 1668 on",
    "{1960,1961-12}": "1960, December 1961",
    "2018-XX-XX": "2018",
    "2018-21": "spring 2018",
    "2018-30": "summer 2018",
    "2018-34": "April – June 2018",
    "2018-41": "July – December 2018",
    "198X": "1980s",
    "19XX": "1900–99",
    "1950S2": "about 1950",
    "?2018-06-~12": "about 12 June 2018?",
    "2018-~06": "about June 2018",
    "2018-06-12T10:00:00Z": "12 June 2018",
    "2018-05~": "about May 2018",
    "2018?": "2018?",
    soon: "soon",
  };
  for (const [edtf, text] of Object.entries(told)) assert.equal(dates.date(edtf), text, edtf);
});

test("a whole year or month is told by its name", () => {
  assert.equal(dates.span("2017-01-01", "2017-12-31"), "2017");
  assert.equal(dates.span("2018-02-01", "2018-02-28"), "February 2018");
  assert.equal(dates.span("2018-02-01", "2018-02-27"), "1 – 27 February 2018");
  assert.equal(dates.span("2018-02-01", undefined), "since 1 February 2018");
});

test("two dates are both told, and what they rest on", () => {
  const when = { dates: ["2018-08", "2018-09-07"], basis: "own", claims: [] };
  assert.equal(dates.when(when), "August 2018 or 7 September 2018");
  assert.equal(dates.when({ ...when, basis: "as planned" }), "planned: August 2018 or 7 September 2018");
  assert.equal(
    dates.when({ dates: [], basis: "parts", first: "2018-08-01", last: "2018-08-31", claims: [] }),
    "(at least August 2018)",
  );
  assert.equal(dates.when({ dates: [], basis: "none", claims: [] }), "");
});

test("the scale goes from the first day to the last, crowded years take more room, and places lead back to days", () => {
  const scale = new Scale(["1950-01-01", "2018-01-01", "2018-06-01", "2019-01-01"]);
  assert.equal(scale.place("1950-01-01"), 0);
  assert.equal(scale.place("2019-01-01"), 1);
  assert.equal(scale.place("1900-01-01"), 0);
  assert.ok(scale.place("2019-01-01") - scale.place("2018-01-01") > 0.4);
  for (const day of ["1950-01-01", "1980-05-05", "2018-06-01", "2019-01-01"])
    assert.equal(scale.day(scale.place(day)), day);
});
