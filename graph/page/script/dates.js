import { state } from "./state.js";
import { t } from "./words.js";

/** Dates for readers: EDTF in words, days as days. */

const LOCALES = { en: "en-GB", ru: "ru-RU", ko: "ko-KR" };
const SHAPES = [{ year: "numeric" }, { year: "numeric", month: "long" }, { year: "numeric", month: "long", day: "numeric" }];
const formats = new Map();

function format(parts) {
  const key = `${state.lang}${parts}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[state.lang], { ...SHAPES[parts - 1], timeZone: "UTC" }));
  return formats.get(key);
}

const utc = (text) => {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day));
};

const PLAIN = /^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/;
const partsOf = (text) => text.split("-").length;
const tidy = (text) => text.replace(/ г\.$/, "").replace(/^(\d{4})년$/, "$1년");

/** A day, month or year. */
export function showDay(text) {
  return PLAIN.test(text) ? tidy(format(partsOf(text)).format(utc(text))) : text;
}

function showPoint(text) {
  const bare = text.trim().replace(/[~?%]$/, "");
  const season = /^(\d{4})-(2[1-4])$/.exec(bare);
  let shown = season ? t("seasons")[season[2] - 21].replace("{year}", season[1]) : showDay(bare);
  if (/^\d{3}X$/.test(bare)) shown = t("decade", { year: `${bare.slice(0, 3)}0` });
  if (/[~%]$/.test(text)) shown = t("circa", { date: shown });
  return /[?%]$/.test(text) ? t("perhaps", { date: shown }) : shown;
}

function showInterval(start, end, since = "since_day") {
  if (!end || end === "..") return t(since, { date: showPoint(start) });
  if (!start || start === "..") return t("until_day", { date: showPoint(end) });
  if (start === end) return showPoint(start);
  if (PLAIN.test(start) && PLAIN.test(end) && partsOf(start) === partsOf(end)) {
    return tidy(format(partsOf(start)).formatRange(utc(start), utc(end))).replaceAll("\u2009", " ");
  }
  return `${showPoint(start)} – ${showPoint(end)}`;
}

/** A date in EDTF: a day, an interval that lasts, a set that holds one unknown day. */
export function showDate(text, since = "since_day") {
  if (text.startsWith("[") && text.endsWith("]")) {
    const inside = text.slice(1, -1);
    if (inside.startsWith("..")) return t("by_day", { date: showPoint(inside.slice(2)) });
    if (inside.endsWith("..")) return t("from_day", { date: showPoint(inside.slice(0, -2)) });
    if (inside.includes("..")) return t("day_in", { range: showInterval(...inside.split("..")) });
    return inside.split(",").map(showPoint).join(` ${t("or")} `);
  }
  return text.includes("/") ? showInterval(...text.split("/"), since) : showPoint(text);
}

/** When a thing was: its dates and on what they rest, in brackets what is not said of the thing itself. */
export function showWhen({ dates, basis, passing }, span) {
  const from = passing ? "from_start" : "since_day";
  const told = [...new Set(dates.map((text) => showDate(text, from)))].join(` ${t("or")} `);
  const days = span.first || span.last ? showSpan(span.first, span.last) : "";
  if (basis === "own") return told;
  if (basis === "end as planned") return t("end_as_planned", { date: days });
  if (basis === "as planned") return t("planned_for", { date: told });
  if (basis === "unconfirmed") return `(${t("planned_for", { date: told })})`;
  if (basis === "whole") return `(${days})`;
  if (basis === "parts") return `(${t("at_least", { date: days })})`;
  return basis === "sighted" ? `(${t("under_way", { date: days })})` : "";
}

/** A span of days, either end of which may be open. */
export const showSpan = (first, last) => showInterval(first ?? "..", last ?? "..");

const DAY = 86400000;
const ZERO = 719163; // the ordinal of 1 January 1970

export const ordinal = (text) => Date.parse(`${text}T00:00:00Z`) / DAY + ZERO;
export const dayOf = (number) => new Date((Math.round(number) - ZERO) * DAY).toISOString().slice(0, 10);
