/** What Python writes (`graph/page/record.py`), what the script makes of it, and what a view is. */

// --- what the page carries ---------------------------------------------------------------------------

export type Language = "en" | "ru" | "ko";
export type Group = "state" | "person" | "body" | "event" | "place" | "act" | "matter";
export type Stage = "TookPlace" | "LiesAhead" | "CameToNothing" | "NeverPlanned" | "NotSaid";
export type Place = [x: number, y: number];

/** What claims speak of: an entity with its names; Russian and Korean ones only where they differ. */
export interface Thing {
  slug: string;
  kind: string;
  label: string;
  names: string[];
  aka?: string[];
}

/** A mark of the picture. */
export interface Mark extends Thing {
  id: number;
  group: Group;
  /** Slug of the one state on whose side it stands. */
  side: string | null;
  /** Two-letter code of a state. */
  code?: string;
  weight: number;
  toll: number;
  untold?: number;
  occasion?: string;
  /** Its place among what is drawn at first. */
  spot?: Place;
  /** Its place among everything, where that is another. */
  wider?: Place;
}

/** A relation between two marks: whether it reads from the first end, its claims, and of a tenure the office. */
export type Say = [relation: string, straight: 0 | 1, claims: number[], office?: number];

/** All relations between two marks. */
export interface Edge {
  id: string;
  from: number;
  to: number;
  says: Say[];
}

export type Triple = [subject: number, relation: string, object: number | string];

export interface RawClaim {
  id: string;
  source: number;
  at: number | string;
  /** 7 asserted … 1 rumoured. */
  sure: number;
  says: string;
  triples: Triple[];
  no?: 1;
  asof?: string;
  by?: number[];
  if?: number[];
  iftext?: string;
  or?: number[];
  vs?: number[];
}

/** A claim, with its number and the day from which it was known. */
export interface Claim extends RawClaim {
  number: number;
  from: string;
}

export interface Source {
  id: string;
  kind: string;
  title: string;
  publisher?: string[];
  author?: string[];
  date?: string;
  written?: 1;
  from: string;
  read?: string;
  url?: string;
  lang?: string;
}

/** Whose words sources give. */
export interface Voice {
  slug: string;
  names: string[];
  short?: string;
  /** ISO 3166. */
  country?: string;
  kind?: string;
}

/** Where sources differ: the relation, and each reading with the claims behind it. */
export type Dispute = [relation: string, readings: [value: number | string, claims: number[]][]];

export interface When {
  dates?: string[];
  basis: string;
  first?: string;
  last?: string;
  passing?: 1;
  claims?: number[];
}

/** What was concluded of a thing from a day of knowledge on; of a tenure its dates, or when its holder was seen. */
export interface Entry {
  day: string;
  status?: string;
  stage?: Stage;
  sure?: number;
  remark?: string;
  last?: string;
  when?: When;
  /** The first and last day by which it is looked for, where `when` leaves an end open, and of tenures. */
  span?: [string, string];
  differ?: Dispute[];
  dates?: string[];
  seen?: string[];
}

export type Told = Partial<Record<Language, string>> & { en: string };

export interface Step {
  title: Told;
  text: Told;
  focus: string[];
  arrangement: string;
  known: string;
  claims: number[];
}

export interface Tour {
  title: Told;
  opening: Opening | null;
  steps: Step[];
}

/** The first picture: two shores, and scene by scene the ways between them. */
export interface Opening {
  title: Told;
  lead: Told;
  shores: [number, number];
  scenes: Scene[];
}

export interface Scene {
  title: Told;
  event: number;
  /** The shore from which the way sets out. */
  start: number;
  name: Told;
  word: Told;
  /** The day of knowledge by which the way is drawn. */
  known: string;
  sentences: { text: Told; claims: number[] }[];
}

export interface Answer {
  title: string;
  things: number[];
  told: {
    relation: string;
    start: number;
    end: number;
    office?: number;
    from: number;
    claims: number[];
    depth: number;
  }[];
  scores: [number, number][];
  columns: string[];
  rows: string[][];
  ends: number[];
}

export interface Meta {
  lang: Language;
  title: string | null;
  lens: string;
  version: string;
  day: string;
  about: number[];
  hops: number;
  answer: Answer | null;
}

export interface Vocabulary {
  labels: Record<string, string[]>;
  phrases: Record<string, [string, string]>;
  stages: Record<string, Stage>;
  roles: string[];
  /** Relations that say why. */
  causal: string[];
  /** Relations that say little. */
  generic: string[];
}

export interface Costs {
  hops: Record<string, number>;
  unsure: number;
  jump: number;
}

export type Texts = Record<Language, Record<string, any>>;

export interface Data {
  nodes: Mark[];
  edges: Edge[];
  texts: Texts;
  graph: {
    drawn: number;
    total: number;
    things: Thing[];
    concluded: Entry[][];
    history: Record<string, [claim: number, status: string][]>;
    claims: RawClaim[];
    sources: Source[];
    measures: Record<string, number[]>;
    words: Vocabulary;
    costs: Costs;
    tour: Tour | null;
    views: Record<string, any>;
    meta: Meta;
  };
}

// --- what the script makes of it ------------------------------------------------------------------------

/** What is known of a thing on a day. */
export interface Fact {
  status: string | null;
  stage: Stage;
  sure: number;
  remark: string | null;
  /** Of what was under way: the last day for which it was said to be. */
  reported: string | null;
  when: Required<Pick<When, "dates" | "basis" | "claims">> & When;
  /** The first and the last day by which it is looked for; null without a time. */
  span: [string, string] | null;
  differ: Dispute[];
}

/** A relation that was known: with its claims, the surest first. */
export interface Tie {
  relation: string;
  start: number;
  end: number;
  office?: number;
  claims: Claim[];
  sure: number;
}

export interface Tenure {
  number: number;
  holder: number | null;
  office: number | null;
  of: number | null;
  dates: string[];
  seen: string[];
  span: [string, string] | null;
  claims: Claim[];
}

/** What the reader has chosen; `address.js` writes it behind the # and reads it there. */
export interface State {
  lang: Language;
  view: string;
  theme: "" | "dark" | "light";
  node: number | null;
  edge: string | null;
  /** The mark whose surroundings alone are shown, and how many steps of them; 0 for everything. */
  centre: number | null;
  near: number;
  /** The person whose career the storyline shows. */
  about: number | null;
  from: number | null;
  to: number | null;
  path: number;
  through: number[];
  avoid: number[];
  nostates: boolean;
  inorder: boolean;
  hops: number;
  /** Whose words alone count, such as `country:RU`; everybody's where it is empty. */
  said: string;
  /** Two such choices to be compared; the other one may be `rest`. */
  one: string;
  other: string;
  /** Two days of knowledge, or two spans of time, to be compared; empty for the usual ones. */
  by: "known" | "happened" | "cards";
  a: string;
  b: string;
  since: string;
  until: string;
  known: string;
  step: number | null;
  list: "" | "differ" | "claim";
  claim: number | null;
  groups: Set<string>;
  sides: Set<string>;
  sures: Set<string>;
  stages: Set<string>;
  relations: Set<string>;
  /** Whether everything is drawn, and not only what matters most. */
  all: boolean;
  /** Marks whose neighbours are all drawn, in the order in which that was asked for. */
  grown: number[];
  size: string;
  colour: string;
  pins: Map<number, Place>;
  embed: boolean;
}

export type Key = keyof State;

/** What passes the filters, and what of it is drawn. */
export interface Shown {
  /** For each mark whether it passes. */
  passes: boolean[];
  /** For each edge the relations that pass. */
  ties: Tie[][];
  /** For each mark whether it is drawn. */
  drawn: boolean[];
  /** The numbers of the marks that are drawn. */
  marks: number[];
  /** The places among the edges of those that are drawn. */
  lines: number[];
  /** How many things and relations are drawn. */
  things: number;
  relations: number;
}

export interface Path {
  cost: number;
  path: number[];
  hops: { edge: Edge; ties: Tie[] }[];
}

/** Which paths count; as `graph.network.paths.Filters`. */
export interface PathFilters {
  hops: number;
  through: number[];
  avoid: number[];
  nostates: boolean;
  inorder: boolean;
}

/** What is singled out: the marks and edges that stay bright, and the marks that must be named. */
export interface Lit {
  marks: Set<number>;
  edges: Set<string>;
  must: Set<number>;
}

// --- views ------------------------------------------------------------------------------------------

/** A drawing that stands for itself: an SVG with its width and height. */
export interface Drawing {
  svg: string;
  width: number;
  height: number;
  /** Its own title, where that is not the page's. */
  title?: string;
  /** Its own signs, where the legend of the page is not about it. */
  signs?: Sign[];
}

/** A sign of a legend, and what it means. */
export interface Sign {
  mark: SVGElement | null;
  text: string;
}

/** A view that has been made. */
export interface Shower {
  /** Draw what the state asks for: after each change while the view is open, and when it is opened if something has
   * changed since. */
  show(changed: Set<Key>): void;
  /** What is drawn, for pictures and for print; without it the view has none. */
  figure?(): Drawing;
  /** Put in place what is seen in print alone. */
  prepare?(): void;
  /** Bring marks into sight, everything without any. With it and `zoom` the buttons for that appear. */
  fit?(marks?: number[]): void;
  zoom?(factor: number): void;
  /** Resolves once nothing more is to be drawn. */
  settled?(): Promise<void>;
}

/**
 * A view: one module in `views/`, listed in `views/index.js`. Its name in the switch is the text under its `id`, and
 * `<id>_help` describes it to those who listen.
 */
export interface View {
  id: string;
  /** Whether it is offered for what this page holds. */
  fits?(page: import("./page.js").Page): boolean;
  /** Make it in an empty box that fills the stage; called when it is first opened. */
  make(box: HTMLElement, page: import("./page.js").Page): Shower;
}
