"""What readers do with a page, for several tests."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from playwright.sync_api import FloatRect, Locator, Page, ViewportSize

CONTENT = {
    "network": "canvas",
    "storyline": ".row",
    "sources": "details.row",
    "changes": "ul.stops",
    "table": "table.nodes tbody tr",
}
"""By view what it is full of."""


class Visit(Protocol):
    """Opens a page in a window, the full one without `file`, and waits until it stands."""

    def __call__(
        self, hash_: str | None = ..., file: Path = ..., window: str = ..., dark: bool = ..., still: bool = ...
    ) -> Page: ...


def search(page: Page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def card(page: Page) -> str:
    return page.inner_text("#card")


def counts(page: Page) -> dict[str, int]:
    found: dict[str, int] = page.evaluate("panmunjom.counts()")
    return found


def texts(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).all_text_contents())


def numbers(page: Page, selector: str) -> list[int]:
    return [int(text.replace(",", "")) for text in page.locator(selector).all_inner_texts()]


def labels(page: Page, selector: str) -> list[str]:
    """Return what a screen reader calls things."""
    found: list[str] = page.eval_on_selector_all(selector, "all => all.map(one => one.getAttribute('aria-label'))")
    return found


def box(locator: Locator) -> FloatRect:
    """Return where something stands."""
    found = locator.bounding_box()
    assert found
    return found


def viewport(page: Page) -> ViewportSize:
    assert page.viewport_size
    return page.viewport_size


def settled(page: Page) -> None:
    page.evaluate("panmunjom.settled()")


def go(page: Page, hash_: str) -> None:
    """Change the address by hand."""
    page.evaluate(
        """(hash) => new Promise((done) => {
          if (location.hash === hash) return done();
          addEventListener("popstate", () => done(), { once: true });
          location.hash = hash;
        }).then(() => panmunjom.settled())""",
        hash_,
    )


def drag(page: Page, selector: str, value: int) -> None:
    """Take the handle of a slider with the mouse, draw it to a value, and let the arrow keys do the last steps."""
    slider = page.locator(selector)
    slider.scroll_into_view_if_needed()
    bar = box(slider)
    low, high, now = slider.evaluate("({min, max, value}) => [min, max, value].map(Number)")
    handle = 16

    def across(at: float) -> float:
        return float(bar["x"] + handle / 2 + (at - low) / (high - low) * (bar["width"] - handle))

    middle = bar["y"] + bar["height"] / 2
    page.mouse.move(across(now), middle)
    page.mouse.down()
    page.mouse.move(across((now + value) / 2), middle, steps=2)
    page.mouse.move(across(value), middle, steps=2)
    page.mouse.up()
    drawn = int(slider.input_value())
    assert abs(drawn - value) < (high - low) / 10 and drawn != now
    slider.focus()
    for _ in range(abs(drawn - value)):
        page.keyboard.press("ArrowRight" if drawn < value else "ArrowLeft")
    assert int(slider.input_value()) == value


def type_day(page: Page, field: str, day: str) -> None:
    page.fill(f"#{field}-day", day)
    page.press(f"#{field}-day", "Enter")
    settled(page)


def swipe(page: Page, start: tuple[float, float], end: tuple[float, float], fingers: int = 1) -> None:
    """Draw a finger over the screen, or more side by side."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        page.wait_for_timeout(16)

    def hand(x: float, y: float) -> list[tuple[float, float]]:
        return [(x + 60 * finger, y) for finger in range(fingers)]

    touch("touchStart", *hand(*start))
    for step in range(1, 11):
        touch("touchMove", *hand(*(a + (b - a) * step / 10 for a, b in zip(start, end, strict=True))))
    touch("touchEnd")
    page.wait_for_timeout(100)


def views(page: Page) -> list[str]:
    """Return the views that a page offers, in the order of the switch."""
    found: list[str] = page.eval_on_selector_all("#views button", "all => all.map(one => one.id)")
    return [one.removeprefix("view-") for one in found]
