import { unpack } from "./unpack.js";

/** The library that draws, vis-network; the policy of the page lets exactly this text run. */

const script = document.createElement("script");
script.textContent = await unpack("library");
document.head.append(script);

export const Network = globalThis.vis.Network;
export const DataSet = globalThis.vis.DataSet;
export const options = JSON.parse(document.getElementById("options").textContent);
