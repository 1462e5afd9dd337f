/** Records out of columns. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { records } from "../../../graph/page/script/columns.js";

test("what all have may be null; what some lack is left out", () => {
  const columns = { "#": 2, a: [1, null], "?b": [null, 0], "?c": ["", null] };
  assert.deepEqual(records(columns), [
    { a: 1, c: "" },
    { a: null, b: 0 },
  ]);
  assert.deepEqual(records({ "#": 0 }), []);
});
