/** Places for some marks, worked out here: the surroundings of one, or what is added to a picture. Deterministic. */

/** @typedef {import("./types").Place} Place */

/** The angle between one leaf and the next that leaves the fewest gaps (Vogel). */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** How far apart marks stand at least. */
const GAP = 58;

/** How often they push each other. */
const ROUNDS = 160;

/**
 * Push apart what stands too close, and draw together what is linked; what is held stays.
 *
 * @param {Map<number, Place>} places Changed in place.
 * @param {[number, number][]} pairs What is linked.
 * @param {Set<number>} held What stays.
 * @param {number} gap
 */
function settle(places, pairs, held, gap) {
  const free = [...places.keys()].filter((number) => !held.has(number));
  const all = [...places.entries()];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cooling = 1 - round / ROUNDS;
    for (const [one, other] of pairs) {
      const [a, b] = [places.get(one), places.get(other)];
      if (!a || !b) continue;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const far = Math.hypot(dx, dy) || 1;
      const pull = (0.04 * cooling * Math.max(far - 1.6 * gap, 0)) / far;
      if (!held.has(one)) {
        a[0] += dx * pull;
        a[1] += dy * pull;
      }
      if (!held.has(other)) {
        b[0] -= dx * pull;
        b[1] -= dy * pull;
      }
    }
    for (const number of free) {
      const place = /** @type {Place} */ (places.get(number));
      for (const [other, there] of all) {
        if (other === number) continue;
        const [dx, dy] = [place[0] - there[0], place[1] - there[1]];
        const far = Math.hypot(dx, dy);
        if (far >= gap) continue;
        const push = far > 0.01 ? (0.5 * (gap - far)) / far : 0;
        place[0] += far > 0.01 ? dx * push : gap * 0.1 * Math.cos(number);
        place[1] += far > 0.01 ? dy * push : gap * 0.1 * Math.sin(number);
      }
    }
  }
}

/**
 * Places about a mark in the middle: its neighbours around it, theirs farther out, each near whom it is linked with.
 *
 * @param {number} centre
 * @param {number[]} marks All of them, in the order in which they go round.
 * @param {[number, number][]} pairs What is linked.
 * @returns {Map<number, Place>}
 */
export function around(centre, marks, pairs) {
  const beside = neighbours(pairs);
  /** @type {Map<number, Place>} */
  const places = new Map([[centre, [0, 0]]]);
  let rim = [centre];
  for (let ring = 1; rim.length; ring += 1) {
    const next = marks.filter((number) => !places.has(number) && rim.some((one) => beside.get(one)?.has(number)));
    if (ring > 1) next.sort((a, b) => angleOf(a, rim, beside, places) - angleOf(b, rim, beside, places));
    const radius = Math.max(ring * 2.4 * GAP, (next.length * GAP) / (2 * Math.PI) + (ring - 1) * GAP);
    for (const [index, number] of next.entries()) {
      const angle = (2 * Math.PI * index) / next.length - Math.PI / 2;
      const far = radius + (next.length > 24 ? (index % 2) * GAP * 0.8 : 0);
      places.set(number, [far * Math.cos(angle), far * Math.sin(angle)]);
    }
    rim = next;
  }
  for (const number of marks) if (!places.has(number)) places.set(number, spiral([0, 0], places.size, GAP));
  settle(places, pairs, new Set([centre]), GAP);
  return places;
}

/** @param {[number, number][]} pairs */
function neighbours(pairs) {
  /** @type {Map<number, Set<number>>} */
  const beside = new Map();
  for (const [one, other] of pairs) {
    for (const [a, b] of [
      [one, other],
      [other, one],
    ]) {
      const found = beside.get(a);
      if (found) found.add(b);
      else beside.set(a, new Set([b]));
    }
  }
  return beside;
}

/** In which direction those of the inner ring stand that a mark is linked with.
 * @param {number} number
 * @param {number[]} rim
 * @param {Map<number, Set<number>>} beside
 * @param {Map<number, Place>} places */
function angleOf(number, rim, beside, places) {
  const near = rim.filter((one) => beside.get(number)?.has(one)).map((one) => /** @type {Place} */ (places.get(one)));
  const [x, y] = middle(near);
  return Math.atan2(y, x);
}

/** @param {Place[]} places
 * @returns {Place} */
const middle = (places) => [
  places.reduce((sum, place) => sum + place[0], 0) / (places.length || 1),
  places.reduce((sum, place) => sum + place[1], 0) / (places.length || 1),
];

/** @param {Place} from
 * @param {number} step
 * @param {number} gap
 * @returns {Place} */
const spiral = ([x, y], step, gap) => [
  x + gap * Math.sqrt(step + 1) * Math.cos(step * GOLDEN),
  y + gap * Math.sqrt(step + 1) * Math.sin(step * GOLDEN),
];

/**
 * Places for marks that are added to others which stay: each near those that it is linked with.
 *
 * @param {number[]} added
 * @param {Map<number, Place>} standing
 * @param {[number, number][]} pairs What is linked.
 * @returns {Map<number, Place>} The places of those that were added.
 */
export function besides(added, standing, pairs) {
  const beside = neighbours(pairs);
  /** @type {Map<number, Place>} */
  const places = new Map([...standing].map(([number, [x, y]]) => [number, [x, y]]));
  for (const [step, number] of added.entries()) {
    const near = [...(beside.get(number) ?? [])].flatMap((other) => places.get(other) ?? []);
    const known = near.length ? [...(beside.get(number) ?? [])].filter((other) => places.has(other)) : [];
    const from = middle(known.map((other) => /** @type {Place} */ (places.get(other))));
    places.set(number, spiral(from, step, GAP * 0.7));
  }
  const links = pairs.filter(([one, other]) => added.includes(one) || added.includes(other));
  settle(places, links, new Set(standing.keys()), GAP * 0.8);
  return new Map(added.map((number) => [number, /** @type {Place} */ (places.get(number))]));
}
