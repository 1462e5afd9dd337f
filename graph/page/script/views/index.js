/** The views that the page offers, in the order of the switch. */

import { network } from "./network.js";
import { story } from "./story.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";

/** @type {import("../types").View[]} */
export const VIEWS = [story, network, timeline, table];
