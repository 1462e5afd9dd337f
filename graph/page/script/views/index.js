/** The views that the page offers, in the order of the switch. */

import { network } from "./network.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";

/** @type {import("../types").View[]} */
export const VIEWS = [network, timeline, table];
