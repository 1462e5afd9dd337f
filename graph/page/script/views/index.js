/** The views that the page offers, in the order of the switch. */

import { board } from "./board.js";
import { changes } from "./changes.js";
import { map } from "./map.js";
import { network } from "./network.js";
import { sources } from "./sources.js";
import { story } from "./story.js";
import { storyline } from "./storyline.js";
import { table } from "./table.js";

/** @type {import("../types").View[]} */
export const VIEWS = [story, network, storyline, board, map, sources, changes, table];
