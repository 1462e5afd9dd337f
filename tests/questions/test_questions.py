"""Questions that people ask, in three languages: what must be in the answer, and what would mislead.

`questions.tsv` has a question in each line, the command that answers it, and words that must be in the answer and that
must not, parted by `|`. They were worked out from the claims and their sources; space counts as one blank.
"""

import csv
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph

FILE = Path(__file__).with_name("questions.tsv")
QUESTIONS = list(
    csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)


@pytest.mark.parametrize("asked", QUESTIONS, ids=[asked["question"] for asked in QUESTIONS])
def test_a_question_is_answered(asked: dict[str, str], shipped: KnowledgeGraph) -> None:
    result = CliRunner().invoke(main, shlex.split(asked["command"]))
    answer = " ".join(f"{result.stderr} {result.stdout}".split())
    assert result.exit_code in {0, 1}, answer
    assert [part for part in asked["must"].split("|") if part not in answer] == []
    assert [part for part in asked["must not"].split("|") if part and part in answer] == []


def test_there_are_questions_in_three_languages() -> None:
    texts = [asked["question"] for asked in QUESTIONS]
    assert len(texts) == len(set(texts)) >= 45
    assert sum(any("가" <= letter <= "힣" for letter in text) for text in texts) >= 10
    assert sum(any("а" <= letter <= "я" for letter in text) for text in texts) >= 10
