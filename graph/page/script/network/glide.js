/** Movements: from one state to another within some time, one at a time. */

/** @param {number} share */
const ease = (share) => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2);

export class Glide {
  #run = 0;
  #moving = false;

  get moving() {
    return this.#moving;
  }

  /**
   * Move: call with shares from 0 to 1, frame by frame; a later movement ends an earlier one.
   *
   * @param {number} duration In milliseconds; without any, only the end is shown, and at once.
   * @param {(share: number) => void} show
   */
  go(duration, show) {
    this.#run += 1;
    const run = this.#run;
    this.#moving = duration > 0;
    if (!duration) {
      show(1);
      return;
    }
    const begun = performance.now();
    const step = () => {
      if (run !== this.#run) return;
      const share = Math.min(1, (performance.now() - begun) / duration);
      this.#moving = share < 1;
      show(ease(share));
      if (share < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }
}

/** Work that is done a slice a frame, so that the page never stands still for long. */
export class Slices {
  /** @type {(() => void)[]} */
  #jobs = [];
  #running = false;

  get busy() {
    return this.#running;
  }

  /** Forget what has not been done. */
  clear() {
    this.#jobs = [];
  }

  /** Do something with some of the entries in each frame.
   * @template T
   * @param {T[]} entries
   * @param {number} size
   * @param {(some: T[]) => void} work */
  add(entries, size, work) {
    for (let at = 0; at < entries.length; at += size) this.#jobs.push(() => work(entries.slice(at, at + size)));
    if (!this.#running && this.#jobs.length) this.#next();
  }

  #next() {
    this.#running = true;
    requestAnimationFrame(() => {
      this.#jobs.shift()?.();
      if (this.#jobs.length) this.#next();
      else this.#running = false;
    });
  }
}
