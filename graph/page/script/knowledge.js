/**
 * What was known on a day. What became of things, when they were and where sources differ is concluded by the library,
 * and looked up here in its timetables; which claims were public is all that is told here.
 */

/**
 * @typedef {import("./types").Fact} Fact
 * @typedef {import("./types").Tie} Tie
 * @typedef {import("./types").Tenure} Tenure
 * @typedef {import("./types").Claim} Claim
 * @typedef {import("./types").Entry} Entry
 * @typedef {import("./graph.js").Graph} Graph
 */

/** Since when the curators' background is known. */
export const ALWAYS = "0001-01-01";

const NO_DATES = { dates: [], basis: "none", claims: [] };

/** Order two texts as their letters are.
 * @param {string} a
 * @param {string} b */
export function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Of which of three sorts a certainty is: 0 plainly said, 1 reported or expected, 2 possible or rumoured.
 * @param {number} sure */
export function sureness(sure) {
  if (sure >= 6) return 0;
  return sure >= 4 ? 1 : 2;
}

/** The surest first; of equally sure ones that which was known first.
 * @param {Claim} a
 * @param {Claim} b */
export const surestFirst = (a, b) => b.sure - a.sure || compare(a.from, b.from) || compare(a.id, b.id);

/** Whether two ties cannot both be so, by each of their sources.
 * @param {Tie} one
 * @param {Tie} other */
export const exclude = (one, other) =>
  one.claims.every((claim) =>
    other.claims.every(
      (against) => (claim.or ?? []).includes(against.number) || (against.or ?? []).includes(claim.number),
    ),
  );

export class Knowledge {
  /** @type {Tie[][] | null} */
  #ties = null;
  /** @type {Map<number, Fact>} */
  #facts = new Map();

  /**
   * @param {Graph} graph
   * @param {string} day The day of knowledge; empty for the last one.
   * @param {string} said Whose words alone are heard; everybody's where it is empty. What became of things is concluded
   *   from all sources even so.
   */
  constructor(graph, day, said = "") {
    this.graph = graph;
    this.day = day;
    this.said = said;
  }

  /** Whether a claim was public, and is one of those that are heard.
   * @param {Claim} claim */
  isPublic(claim) {
    return (!this.day || claim.from <= this.day) && this.graph.voices.has(claim.source, this.said);
  }

  /** The claims on a thing that were public; those that deny are left out.
   * @param {number} number */
  heard(number) {
    return this.graph.claimsOf[number].filter((claim) => this.isPublic(claim) && !claim.no);
  }

  /** The entry of a thing's timetable for the day.
   * @param {number} number
   * @returns {Partial<Entry>} */
  entry(number) {
    return this.graph.concluded[number].findLast((entry) => !this.day || entry.day <= this.day) ?? {};
  }

  /** What is known of a thing.
   * @param {number} number
   * @returns {Fact} */
  fact(number) {
    let found = this.#facts.get(number);
    if (!found) {
      found = this.#lookUp(number);
      this.#facts.set(number, found);
    }
    return found;
  }

  /** @param {number} number
   * @returns {Fact} */
  #lookUp(number) {
    const entry = this.entry(number);
    const { status = null, stage = "NotSaid", sure = 0, remark = null, last = null, when, differ = [] } = entry;
    const whole = /** @type {Fact["when"]} */ ({ ...NO_DATES, ...when });
    const span =
      entry.span ?? (whole.first && whole.last ? /** @type {[string, string]} */ ([whole.first, whole.last]) : null);
    return { status, stage, sure, remark, reported: last, when: whole, span, differ };
  }

  /** What was said of a thing's status, in order.
   * @param {number} number */
  history(number) {
    return (this.graph.histories[number] ?? [])
      .map(([claim, status]) => ({ status, claim: this.graph.claims[claim] }))
      .filter(({ claim }) => this.isPublic(claim))
      .map((step) => ({ ...step, said: step.claim.asof ?? step.claim.from }));
  }

  /** What a status means for whether the thing took place.
   * @param {string | null} status */
  stageOf(status) {
    return (status && this.graph.words.stages[status]) || "NotSaid";
  }

  /** For each edge its relations that were known. */
  ties() {
    this.#ties ??= this.graph.edges.map((edge) => this.#tiesOf(edge));
    return this.#ties;
  }

  /** @param {import("./types").Edge} edge
   * @returns {Tie[]} */
  #tiesOf(edge) {
    const found = edge.says.map(([relation, straight, numbers, office]) => {
      const claims = numbers.map((number) => this.graph.claims[number]).filter((claim) => this.isPublic(claim));
      claims.sort(surestFirst);
      const [start, end] = straight ? [edge.from, edge.to] : [edge.to, edge.from];
      return { relation, start, end, office, claims, sure: claims[0]?.sure ?? 0 };
    });
    return found.filter((tie) => tie.claims.length > 0);
  }

  /** Every tenure that has a thing as holder, office, or state or body, by time.
   * @param {number} number */
  tenures(number) {
    /** @type {Map<number, Tenure>} */
    const found = new Map();
    for (const claim of this.heard(number)) {
      for (const [subject, , object] of claim.triples) {
        const concerns = this.graph.isTenure(subject) && (object === number || subject === number);
        if (concerns && !found.has(subject)) found.set(subject, this.tenure(subject));
      }
    }
    return [...found.values()].sort((a, b) => compare(a.span?.[0] ?? "9999", b.span?.[0] ?? "9999"));
  }

  /** A tenure, given by its number.
   * @param {number} number
   * @returns {Tenure} */
  tenure(number) {
    const claims = this.heard(number);
    const triples = claims.flatMap((claim) => claim.triples);
    const one = (/** @type {string} */ relation) => {
      const triple = triples.find(([subject, name]) => subject === number && name === relation);
      return typeof triple?.[2] === "number" ? triple[2] : null;
    };
    const { dates = [], seen = [], span = null } = this.entry(number);
    return { number, holder: one("holder"), office: one("office"), of: one("of"), dates, seen, span, claims };
  }

  /** The last day on which something became public: the day itself, or one before it; empty where there is none. */
  get newest() {
    let last = "";
    for (const { from } of this.graph.sources) if (from !== ALWAYS && from <= this.day && from > last) last = from;
    return last;
  }

  /** What became public on that day. */
  news() {
    const { newest } = this;
    return this.graph.claims.filter((claim) => claim.from === newest);
  }

  /** How many sources had spoken. */
  get sources() {
    return this.graph.sources.filter((source) => !this.day || source.from <= this.day).length;
  }

  /** Every disagreement: the thing, and what sources differ on. */
  disagreements() {
    return this.graph.things.flatMap((_, number) =>
      this.fact(number).differ.map((dispute) => ({ number, relation: dispute[0], readings: dispute[1] })),
    );
  }
}
