/** Dates for readers: EDTF in words, days as days. */

/**
 * @typedef {import("./types").Language} Language
 * @typedef {import("./types").Fact} Fact
 */

const LOCALES = { en: "en-GB", ru: "ru-RU", ko: "ko-KR" };

/** @type {Intl.DateTimeFormatOptions[]} */
const SHAPES = [
  { year: "numeric" },
  { year: "numeric", month: "long" },
  { year: "numeric", month: "long", day: "numeric" },
];

/** Parts of years that are no seasons, by their number in EDTF: their first and last month.
 * @type {Record<number, [string, string]>} */
const MONTHS = {
  33: ["01", "03"],
  34: ["04", "06"],
  35: ["07", "09"],
  36: ["10", "12"],
  37: ["01", "04"],
  38: ["05", "08"],
  39: ["09", "12"],
  40: ["01", "06"],
  41: ["07", "12"],
};

const PLAIN = /^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/;
const DAY = 86400000;

/** @param {string} text */
const partsOf = (text) => text.split("-").length;

/** @param {string} text */
function utc(text) {
  const [year, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** @param {string} text */
const tidy = (text) => text.replace(/ г\.$/, "").replaceAll("\u2009", " ");

/** The number of days since 1970 of a day in ISO form.
 * @param {string} text */
export const ordinal = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

/** The day in ISO form of a number of days since 1970.
 * @param {number} number */
export const dayOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);

/** Whether a text is a day that there is.
 * @param {string | null | undefined} text */
export const isDay = (text) =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(ordinal(text ?? "")) && dayOf(ordinal(text ?? "")) === text;

export class Dates {
  /** @type {Map<number, Intl.DateTimeFormat>} */
  #formats = new Map();
  /** @type {Map<string, string>} */
  #written = new Map();

  /**
   * @param {import("./words.js").Words} words Whose language and texts are used.
   */
  constructor(words) {
    this.words = words;
  }

  /** @param {number} parts */
  #format(parts) {
    let format = this.#formats.get(parts);
    if (!format) {
      format = new Intl.DateTimeFormat(LOCALES[this.words.lang], { ...SHAPES[parts - 1], timeZone: "UTC" });
      this.#formats.set(parts, format);
    }
    return format;
  }

  /** Write a date, once: browsers are slow at it, and the same few are told over and over.
   * @param {string} key
   * @param {() => string} write */
  #once(key, write) {
    let found = this.#written.get(key);
    if (found === undefined) {
      found = write();
      this.#written.set(key, found);
    }
    return found;
  }

  /** A day, month or year.
   * @param {string} text */
  day(text) {
    return this.#once(text, () => (PLAIN.test(text) ? tidy(this.#format(partsOf(text)).format(utc(text))) : text));
  }

  /** A day with its month cut short, for where there is little room.
   * @param {string} text */
  short(text) {
    /** @type {Intl.DateTimeFormatOptions} */
    const shape = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
    return tidy(new Intl.DateTimeFormat(LOCALES[this.words.lang], shape).format(utc(text)));
  }

  /** @param {string} text
   * @returns {string} */
  #point(text) {
    const bare = text.trim().replace(/[~?%]|(-XX)+(?=[~?%]*$)|T\d.*$/g, "");
    let shown = this.#bare(bare);
    if (/[~%]|S\d/.test(text)) shown = this.words.t("circa", { date: shown });
    return /[?%]/.test(text) ? this.words.t("perhaps", { date: shown }) : shown;
  }

  /** A point in time without what it says of its own certainty: a day, a part of a year, a decade, a century.
   * @param {string} text
   * @returns {string} */
  #bare(text) {
    const [year, part = ""] = text.split("-");
    const number = Number(part);
    if (/^\d{4}-\d\d$/.test(text) && number in MONTHS) {
      const [first, last] = MONTHS[number];
      return this.#interval(`${year}-${first}`, `${year}-${last}`);
    }
    if (/^\d{4}-(2[1-9]|3[0-2])$/.test(text)) return this.words.tt("seasons", (number - 21) % 4, { year });
    if (/^\d{3}X$/.test(text)) return this.words.t("decade", { year: `${text.slice(0, 3)}0` });
    if (/^\d\dXX$/.test(text)) return `${text.slice(0, 2)}00–99`;
    return this.day(text.replace(/S\d$/, ""));
  }

  /**
   * @param {string | undefined} start
   * @param {string | undefined} end
   * @param {string} since
   */
  #interval(start, end, since = "since_day") {
    if (!start || start === "..") return this.words.t("until_day", { date: this.#point(end ?? "") });
    if (!end || end === "..") return this.words.t(since, { date: this.#point(start) });
    if (start === end) return this.#point(start);
    if (PLAIN.test(start) && PLAIN.test(end) && partsOf(start) === partsOf(end)) {
      return tidy(this.#format(partsOf(start)).formatRange(utc(start), utc(end)));
    }
    return `${this.#point(start)} – ${this.#point(end)}`;
  }

  /** A date in EDTF: a day, an interval that lasts, a set that holds one unknown day.
   * @param {string} text
   * @param {string} since The text for a beginning without an end. */
  date(text, since = "since_day") {
    return this.#once(`${since} ${text}`, () => this.#told(text, since));
  }

  /** @param {string} text
   * @param {string} since */
  #told(text, since) {
    if (text.startsWith("[")) return this.either(this.#members(text));
    if (text.startsWith("{")) return this.#members(text).join(", ");
    if (!text.includes("/")) return this.#point(text);
    const [start, end] = text.split("/");
    return this.#interval(start, end, since);
  }

  /** The members of a set, of which one or all are meant.
   * @param {string} set */
  #members(set) {
    return set
      .slice(1, -1)
      .split(",")
      .map((member) => this.#member(member.trim(), set.startsWith("[")));
  }

  /** @param {string} member
   * @param {boolean} isOne Whether one day of it is meant. */
  #member(member, isOne) {
    if (member.startsWith("..")) return this.words.t("by_day", { date: this.#point(member.slice(2)) });
    if (member.endsWith("..")) return this.words.t("from_day", { date: this.#point(member.slice(0, -2)) });
    if (!member.includes("..")) return this.#point(member);
    const [start, end] = member.split("..");
    const range = this.#interval(start, end);
    return isOne ? this.words.t("day_in", { range }) : range;
  }

  /** Several readings side by side.
   * @param {string[]} shown */
  either(shown) {
    return [...new Set(shown)].join(` ${this.words.t("or")} `);
  }

  /** A span of days, either end of which may be open; a whole month or year by its name.
   * @param {string | undefined} first
   * @param {string | undefined} last */
  span(first, last) {
    return this.#once(`${first} to ${last}`, () => this.#lasting(first, last));
  }

  /** @param {string | undefined} first
   * @param {string | undefined} last */
  #lasting(first, last) {
    if (first && last) {
      for (const length of [4, 7]) {
        /** @type {string} */
        const part = first.slice(0, length);
        if (first === `${part}-01-01`.slice(0, 10) && last === lastOf(part)) return this.day(part);
      }
    }
    return this.#interval(first, last);
  }

  /** When a thing was: its dates and on what they rest, in brackets what is not said of the thing itself.
   * @param {Fact["when"]} when */
  when({ dates, basis, passing, first, last }) {
    const told = this.either(dates.map((text) => this.date(text, passing ? "from_start" : "since_day")));
    const days = first || last ? this.span(first, last) : "";
    const { words } = this;
    switch (basis) {
      case "own":
        return told;
      case "end as planned":
        return words.t("end_as_planned", { date: days });
      case "as planned":
        return words.t("planned_for", { date: told });
      case "unconfirmed":
        return `(${words.t("planned_for", { date: told })})`;
      case "whole":
        return `(${days})`;
      case "parts":
        return `(${words.t("at_least", { date: days })})`;
      case "sighted":
        return `(${words.t("under_way", { date: days })})`;
      default:
        return "";
    }
  }

  /** How long an office was held, as far as a source says: its dates, or when somebody was seen in it.
   * @param {{dates: string[], seen: string[]}} tenure */
  tenure({ dates, seen }) {
    if (dates.length) return this.either(dates.map((text) => this.date(text)));
    return seen.length ? this.words.t("seen", { date: seen.map((text) => this.date(text)).join(", ") }) : "";
  }
}

/** The last day of a year or month.
 * @param {string} part */
export function lastOf(part) {
  const [year, month] = part.split("-").map(Number);
  return new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
}
