/** A queue that gives the least entry first: a binary heap.
 * @template T */
export class Queue {
  /** @type {T[]} */
  #heap = [];
  #before;

  /** @param {(a: T, b: T) => boolean} before Whether the one comes before the other. */
  constructor(before) {
    this.#before = before;
  }

  get size() {
    return this.#heap.length;
  }

  /** @param {T} entry */
  push(entry) {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at && this.#before(heap[at], heap[(at - 1) >> 1])) {
      const above = (at - 1) >> 1;
      [heap[at], heap[above]] = [heap[above], heap[at]];
      at = above;
    }
  }

  /** @returns {T} */
  pop() {
    const heap = this.#heap;
    const least = heap[0];
    const last = /** @type {T} */ (heap.pop());
    if (heap.length) {
      heap[0] = last;
      this.#sink();
    }
    return least;
  }

  #sink() {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let best = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && this.#before(heap[below], heap[best])) best = below;
      }
      if (best === at) return;
      [heap[at], heap[best]] = [heap[best], heap[at]];
      at = best;
    }
  }
}
