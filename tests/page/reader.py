"""What readers do with a page, for several tests."""

from __future__ import annotations


def search(page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def card(page) -> str:
    return page.inner_text("#card")


def counts(page) -> dict[str, int]:
    return page.evaluate("panmunjom.counts()")


def settled(page) -> None:
    page.evaluate("panmunjom.settled()")


def go(page, hash_: str) -> None:
    """Change the address by hand."""
    page.evaluate("(hash) => { location.hash = hash; }", hash_)
    page.wait_for_timeout(0)
    settled(page)


def drag(page, selector: str, value: int) -> None:
    """Take the handle of a slider with the mouse, draw it to a value, and let the arrow keys do the last steps."""
    slider = page.locator(selector)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, now = slider.evaluate("({min, max, value}) => [min, max, value].map(Number)")
    handle = 16

    def across(at: float) -> float:
        return box["x"] + handle / 2 + (at - low) / (high - low) * (box["width"] - handle)

    middle = box["y"] + box["height"] / 2
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


def type_day(page, field: str, day: str) -> None:
    page.fill(f"#{field}-day", day)
    page.press(f"#{field}-day", "Enter")
    settled(page)


def swipe(page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a finger over the screen."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        page.wait_for_timeout(16)

    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", (start[0] + (end[0] - start[0]) * step / 10, start[1] + (end[1] - start[1]) * step / 10))
    touch("touchEnd")
    page.wait_for_timeout(100)


def views(page) -> list[str]:
    """Return the views that a page offers, in the order of the switch."""
    return page.eval_on_selector_all("#views button", "all => all.map(one => one.id.replace('view-', ''))")


def walk(views: list[str]) -> list[str]:
    """Return a way from the first view that comes to every one from every other (Hierholzer).

    >>> walk(["a", "b", "c"])
    ['a', 'c', 'b', 'c', 'a', 'b', 'a']
    """
    left = {view: [other for other in views if other != view] for view in views}
    way, stack = [], [views[0]]
    while stack:
        if left[stack[-1]]:
            stack.append(left[stack[-1]].pop())
        else:
            way.append(stack.pop())
    return way[::-1]
