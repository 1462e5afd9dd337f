/** From degrees to the plane: Lambert's azimuthal equal-area projection, centred on the peninsula. It draws nothing. */

/**
 * @typedef {[x: number, y: number]} Point
 * @typedef {{west: number, east: number, south: number, north: number}} Window In degrees.
 * @typedef {{left: number, top: number, width: number, height: number}} Frame In pixels.
 */

const RAD = Math.PI / 180;
const CENTRE = { longitude: 127.5 * RAD, latitude: 39.6 * RAD };
const EARTH = 12742;

/** @param {number} latitude
 * @param {number} longitude
 * @returns {Point} */
export function projected(latitude, longitude) {
  const [east, north] = [longitude * RAD - CENTRE.longitude, latitude * RAD];
  const { sin, cos } = Math;
  const [sinus, cosinus] = [sin(CENTRE.latitude), cos(CENTRE.latitude)];
  const away = sinus * sin(north) + cosinus * cos(north) * cos(east);
  const k = Math.sqrt(2 / Math.max(1e-6, 1 + away));
  return [k * cos(north) * sin(east), -k * (cosinus * sin(north) - sinus * cos(north) * cos(east))];
}

/**
 * How a window of the world is put into a frame: a function from degrees to pixels. All of the window is inside.
 *
 * @param {Window} window
 * @param {Frame} frame
 * @returns {(latitude: number, longitude: number) => Point}
 */
export function fitted({ west, east, south, north }, { left, top, width, height }) {
  const middle = [(south + north) / 2, (west + east) / 2];
  const edges = [
    projected(middle[0], west),
    projected(middle[0], east),
    projected(south, middle[1]),
    projected(north, middle[1]),
  ];
  const scale = Math.min(width / (edges[1][0] - edges[0][0]), height / (edges[2][1] - edges[3][1]));
  const [x, y] = [(edges[0][0] + edges[1][0]) / 2, (edges[2][1] + edges[3][1]) / 2];
  return (latitude, longitude) => {
    const at = projected(latitude, longitude);
    return [left + width / 2 + (at[0] - x) * scale, top + height / 2 + (at[1] - y) * scale];
  };
}

/** The distance between two places, in kilometres.
 * @param {[latitude: number, longitude: number]} one
 * @param {[latitude: number, longitude: number]} other */
export function distance(one, other) {
  const [a, b] = [one[0] * RAD, other[0] * RAD];
  const across = ((other[1] - one[1]) * RAD) / 2;
  return EARTH * Math.asin(Math.sqrt(Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(across) ** 2));
}

/** A line of the outline, which is carried as steps from point to point.
 * @param {number[]} packed
 * @param {number} step In degrees.
 * @returns {[latitude: number, longitude: number][]} */
export function unpacked(packed, step) {
  let [x, y] = [0, 0];
  /** @type {[number, number][]} */
  const line = [];
  for (let at = 0; at < packed.length; at += 2) {
    x += packed[at];
    y += packed[at + 1];
    line.push([y * step, x * step]);
  }
  return line;
}

/**
 * Where something far away stands: on the edge of the frame, in a direction from a point.
 *
 * @param {Point} from
 * @param {number} bearing In degrees, clockwise from above.
 * @param {Frame} frame
 * @param {number} inside How far from the edge, in pixels.
 * @returns {Point}
 */
export function onEdge([x, y], bearing, { left, top, width, height }, inside) {
  const [dx, dy] = [Math.sin(bearing * RAD), -Math.cos(bearing * RAD)];
  const reach = (
    /** @type {number} */ from,
    /** @type {number} */ step,
    /** @type {number} */ low,
    /** @type {number} */ high,
  ) => {
    if (step === 0) return Number.POSITIVE_INFINITY;
    return ((step > 0 ? high : low) - from) / step;
  };
  const long = Math.min(
    reach(x, dx, left + inside, left + width - inside),
    reach(y, dy, top + inside, top + height - inside),
  );
  return [x + dx * long, y + dy * long];
}

/** The direction in which a place lies from another one, along the great circle.
 * @param {[latitude: number, longitude: number]} from
 * @param {[latitude: number, longitude: number]} to */
export function bearing(from, to) {
  const [a, b] = [from[0] * RAD, to[0] * RAD];
  const across = (to[1] - from[1]) * RAD;
  return (
    Math.atan2(
      Math.sin(across) * Math.cos(b),
      Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(across),
    ) / RAD
  );
}
