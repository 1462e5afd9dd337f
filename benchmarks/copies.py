"""The shipped data many times over, for benchmarks: each copy speaks of things, sources and claims of its own."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"

_OURS = re.compile(r"https://w3id\.org/panmunjom/(?!ontology)[a-z]+/")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"(?=@(?:en|ru|ko)\b)')
_WORD = re.compile(r"(?<=\b\w\w)(?=\w)")


def write_copies(times: int, folder: Path) -> None:
    """Write the shipped data so many times into a folder, a folder for each copy.

    The first copy is the data as it is. In the others every IRI of ours but the vocabulary's has the copy's mark
    (`person:sergey-lavrov` is `person:c7-sergey-lavrov` in the seventh), and longer words of names, comments
    and titles have its number in them ("Se7rgey La7vrov").
    """
    for copy in range(1, times + 1):
        for room in ("identity", "claims"):
            (folder / f"{copy:03}" / room).mkdir(parents=True)
            for file in sorted((DATA / room).iterdir()):
                text = file.read_text(encoding="utf-8")
                if copy > 1:
                    text = _OURS.sub(rf"\g<0>c{copy}-", text).replace("/entity/Q", f"/entity/Q{copy}00")
                    text = _TEXT.sub(lambda said, mark=str(copy): _WORD.sub(mark, said.group()), text)
                (folder / f"{copy:03}" / room / file.name).write_text(text, encoding="utf-8")
