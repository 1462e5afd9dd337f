"""Names in the picture: none on another, on a state, on a lit mark; states apart; lines to names that stand afar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypedDict

import pytest
from playwright.sync_api import Page

from tests.page.reader import Visit, go, settled


class Mark(TypedDict):
    """What is drawn for a thing, in pixels."""

    id: int
    x: float
    y: float
    r: float
    group: str
    lit: bool


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def box_of(mark: Mark) -> list[float]:
    x, y, r = mark["x"], mark["y"], mark["r"]
    return [x - r, y - r, x + r, y + r]


def covered(page: Page, marks_that_count: Callable[[Mark], bool]) -> list[tuple[int, int]]:
    """Return names that lie on another name, or on a mark that counts and is not their own."""
    standing = page.evaluate("panmunjom.standing()")
    labels = standing["labels"]
    faults = [
        (one["id"], other["id"])
        for index, one in enumerate(labels)
        for other in labels[:index]
        if overlap(one["box"], other["box"])
    ]
    for mark in filter(marks_that_count, standing["marks"]):
        faults += [
            (label["id"], mark["id"])
            for label in labels
            if label["id"] != mark["id"] and overlap(label["box"], box_of(mark))
        ]
    return faults


HASHES = [
    "#view=network",
    "#node=event/vladivostok-summit-2019",
    "#step=1",
    "#step=3",
    "#node=person/kim-jong-un&near=1",
    "#lang=ko",
    "#lang=ru",
]


def is_state_or_lit(mark: Mark) -> bool:
    return mark["group"] == "state" or mark["lit"]


def zoom(page: Page, way: str, times: int) -> None:
    """Press one of the buttons for it, several times in a row."""
    page.eval_on_selector(f"#zoom-{way}", "(one, times) => { while (times--) one.click(); }", times)
    settled(page)


@pytest.mark.parametrize("hash_", HASHES)
def test_no_name_lies_on_a_name_a_state_or_a_lit_mark_at_any_zoom(look: Visit, hash_: str) -> None:
    page = look()
    zoom(page, "fit", 1)
    go(page, hash_)
    assert page.evaluate("panmunjom.standing().labels.length") >= 4
    for way, times in (("out", 0), ("out", 3), ("in", 5), ("in", 4)):
        zoom(page, way, times)
        assert covered(page, is_state_or_lit) == []


def is_state_or_among(named: set[int], mark: Mark) -> bool:
    return mark["group"] == "state" or mark["id"] in named


def touching(page: Page) -> list[tuple[int, int]]:
    """Return states of which one lies on the other."""
    states = [mark for mark in page.evaluate("panmunjom.standing().marks") if mark["group"] == "state"]
    assert len(states) > 5
    boxes = [(state["id"], box_of(state)) for state in states]
    return [(a, b) for i, (a, one) in enumerate(boxes) for b, other in boxes[:i] if overlap(one, other)]


def test_with_everything_drawn_states_are_apart_and_names_stay_readable_and_off_them(look: Visit) -> None:
    page = look("#all=yes")
    zoom(page, "fit", 1)
    assert touching(page) == []
    for times in (0, 4, 4):
        zoom(page, "in", times)
        named = {label["id"] for label in page.evaluate("panmunjom.standing().labels")}
        assert len(named) > 15
        assert covered(page, partial(is_state_or_among, named)) == []


def test_chief_states_are_apart_and_always_named_if_need_be_from_afar(look: Visit) -> None:
    page = look()
    zoom(page, "fit", 1)
    states = {"state/dprk", "state/rok", "state/united-states", "state/china", "state/russia", "state/japan"}
    numbers = {
        page.evaluate("panmunjom.all().indexOf(arguments_)".replace("arguments_", repr(slug))): slug
        for slug in states
    }
    labels = page.evaluate("panmunjom.standing().labels")
    assert touching(page) == []
    assert {numbers[label["id"]] for label in labels if label["id"] in numbers} == states
    assert any(label["leader"] for label in labels)


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_nothing_of_the_storyline_overlaps(look: Visit, window: str) -> None:
    page = look("#view=storyline", window=window)
    boxes = page.eval_on_selector_all(
        ".storyline :is(.year, .words text)",
        """all => all.map(one => {
          const { left, top, right, bottom } = one.getBoundingClientRect();
          return [left + 1, top + 3, right - 1, bottom - 3, one.textContent];
        })""",
    )
    assert len(boxes) > 100
    boxes.sort(key=lambda box: box[1])
    clashes = [
        (one[4], other[4])
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 : index + 14]
        if overlap(one, other)
    ]
    assert clashes == []
    width = page.evaluate("document.querySelector('.view.storyline').clientWidth")
    left = page.evaluate("document.querySelector('.view.storyline').getBoundingClientRect().left")
    assert max(box[2] for box in boxes) <= left + width
