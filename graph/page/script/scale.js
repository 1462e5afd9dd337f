/** The scale of time: in part by the calendar, in part by order, so that crowded months get room. */

import { dayOf, ordinal } from "./dates.js";

/** So much of a place goes by the calendar; the rest by the order of the days. */
const CALENDAR = 0.35;

export class Scale {
  /** @param {string[]} days Those on which something was. */
  constructor(days) {
    const sorted = [...new Set(days)].map(ordinal).sort((a, b) => a - b);
    this.days = sorted.length ? sorted : [ordinal("2000-01-01")];
    const [first, last] = [this.days[0], this.days[this.days.length - 1]];
    const length = Math.max(last - first, 1);
    const most = Math.max(this.days.length - 1, 1);
    this.places = this.days.map((day, rank) => (CALENDAR * (day - first)) / length + ((1 - CALENDAR) * rank) / most);
  }

  /** The place of a day, from 0 to 1; days before or after all others lie at the ends.
   * @param {string} day */
  place(day) {
    return along(
      Math.min(Math.max(ordinal(day), this.days[0]), this.days[this.days.length - 1]),
      this.days,
      this.places,
    );
  }

  /** The day at a place.
   * @param {number} place */
  day(place) {
    return dayOf(along(place, this.places, this.days));
  }

  get first() {
    return dayOf(this.days[0]);
  }

  get last() {
    return dayOf(this.days[this.days.length - 1]);
  }

  /** The beginnings of the years within the scale. */
  years() {
    const [first, last] = [this.first, this.last].map((day) => Number(day.slice(0, 4)));
    const found = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return found.map((year) => ({ year, place: this.place(`${String(year).padStart(4, "0")}-01-01`) }));
  }
}

/** Read a piecewise linear map: where a value that lies among some is among others.
 * @param {number} value
 * @param {number[]} from
 * @param {number[]} to */
function along(value, from, to) {
  if (from.length === 1) return to[0];
  let [at, end] = [1, from.length - 1];
  while (at < end) {
    const middle = (at + end) >> 1;
    if (from[middle] >= value) end = middle;
    else at = middle + 1;
  }
  const share = (value - from[at - 1]) / (from[at] - from[at - 1]);
  return to[at - 1] + share * (to[at] - to[at - 1]);
}
