/** Where lines and knots of a storyline stand. Lanes and their order come from Python; this makes places of them. */

/**
 * @typedef {Map<number, number>} Places Of each person the place across, in lanes.
 */

/** Room between two bands, in lanes. */
const APART = 0.9;

/** The home of each person: the lanes side by side, with room between bands.
 * @param {number[][]} lanes
 * @returns {Places} */
export function homesOf(lanes) {
  /** @type {Places} */
  const homes = new Map();
  let place = 0;
  for (const band of lanes.filter((one) => one.length)) {
    for (const who of band) {
      homes.set(who, place);
      place += 1;
    }
    place += APART;
  }
  return homes;
}

/** The weighted median of the homes of those who meet: whoever has most to do stays in his lane.
 * @param {number[]} present
 * @param {Places} homes
 * @param {(who: number) => number} load */
export function anchorOf(present, homes, load) {
  const there = present.map((who) => ({ home: homes.get(who) ?? 0, load: load(who) })).sort((a, b) => a.home - b.home);
  let half = there.reduce((sum, one) => sum + one.load, 0) / 2;
  for (const { home, load: own } of there) {
    half -= own;
    if (half <= 0) return home;
  }
  return there[there.length - 1]?.home ?? 0;
}

/**
 * Places that keep their order and least distances, and lie as near as can be to where they want to be: isotonic
 * regression by pooling neighbours.
 *
 * @param {{want: number, weight: number, gap: number}[]} items In order; `gap` is the least distance to the one before.
 * @returns {number[]}
 */
export function spaced(items) {
  /** @type {{mean: number, weight: number, count: number}[]} */
  const pools = [];
  let sum = 0;
  const shifts = items.map(({ gap }, index) => {
    sum += index ? gap : 0;
    return sum;
  });
  for (const [index, { want, weight }] of items.entries()) {
    let pool = { mean: want - shifts[index], weight, count: 1 };
    while (pools.length && pools[pools.length - 1].mean > pool.mean) {
      const before = /** @type {typeof pool} */ (pools.pop());
      const both = before.weight + pool.weight;
      const mean = (before.mean * before.weight + pool.mean * pool.weight) / both;
      pool = { mean, weight: both, count: before.count + pool.count };
    }
    pools.push(pool);
  }
  const bases = pools.flatMap(({ mean, count }) => new Array(count).fill(mean));
  return bases.map((base, index) => base + shifts[index]);
}

/**
 * Where everybody stands at a knot: those who meet stand together, the others make way as little as they can.
 *
 * @param {number[]} present Who meets.
 * @param {number[]} passing Whose lines pass by.
 * @param {Places} homes
 * @param {{near: number, clear: number, load: (who: number) => number}} how How near those who meet stand, and how much
 *   room there is at least to one who passes, in lanes.
 * @returns {Places}
 */
export function placesAt(present, passing, homes, { near, clear, load }) {
  const home = (/** @type {number} */ who) => homes.get(who) ?? 0;
  const anchor = anchorOf(present, homes, load);
  const inner = [...present].sort((a, b) => home(a) - home(b));
  const before = inner.filter((who) => home(who) < anchor).length;
  const level = inner.filter((who) => home(who) === anchor).length;
  const middle = before + (level - 1) / 2;
  const outer = passing.filter((who) => !present.includes(who)).sort((a, b) => home(a) - home(b));
  const free = (/** @type {number} */ who) => ({ who, want: home(who), weight: 1, inside: false });
  const items = [
    ...outer.filter((who) => home(who) < anchor).map(free),
    ...inner.map((who, index) => ({ who, want: anchor + (index - middle) * near, weight: 30, inside: true })),
    ...outer.filter((who) => home(who) >= anchor).map(free),
  ];
  const found = spaced(
    items.map(({ want, weight, inside }, index) => {
      const gap = inside && items[index - 1]?.inside ? near : clear;
      return { want, weight, gap };
    }),
  );
  return new Map(items.map(({ who }, index) => [who, found[index]]));
}
