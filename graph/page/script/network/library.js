/** The library that draws, vis-network, and what Python tells it. */

/** @type {any} */
const vis = /** @type {any} */ (globalThis).vis;

export const Network = vis.Network;
export const DataSet = vis.DataSet;
export const options = () => JSON.parse(document.getElementById("options")?.textContent ?? "{}");
