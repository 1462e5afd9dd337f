"""Write the generated pages of the documentation anew: `python docs/generate`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import answers  # noqa: E402
import commands  # noqa: E402
import modules  # noqa: E402
import records  # noqa: E402
import terms  # noqa: E402

import queries  # noqa: E402

PAGES = {
    "commands.md": commands.reference,
    "json.md": records.reference,
    "ontology.md": terms.reference,
    "queries.md": queries.reference,
    "reference.md": modules.reference,
}
"""What writes each page that is generated whole."""

if __name__ == "__main__":
    for name, reference in PAGES.items():
        (ROOT / "docs" / name).write_text(reference(), encoding="utf-8")
    for page in answers.PAGES:
        page.write_text(answers.answered(page.read_text(encoding="utf-8")), encoding="utf-8")
