"""Two dates compared."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.page.reader import Visit, go, settled


def listed(page: Page, title: str) -> str:
    """Return what stands below one of the headings."""
    found: str = page.evaluate(
        """title => {
          const head = [...document.querySelectorAll('.changes h2')].find(one => one.textContent.startsWith(title));
          return head ? head.nextElementSibling.textContent : '';
        }""",
        title,
    )
    return found


def test_what_changed_on_25_april(look: Visit) -> None:
    page = look("#view=changes&a=2019-04-24&b=2019-04-25")
    changed = listed(page, "Changed")
    assert "Putin-Kim summit, April 2019" in changed and "plannedheld" in changed.replace(" → ", "")
    assert "press conference in Vladivostok" in listed(page, "New") or "Putin" in listed(page, "New relations")
    assert "Matviyenko" not in page.inner_text(".view.changes")


def test_what_came_to_nothing_between_two_days(look: Visit) -> None:
    page = look("#view=changes&a=2018-08-23&b=2018-08-24")
    fell = listed(page, "Came to nothing")
    assert "Pompeo's visit to North Korea planned for August 2018" in fell and "cancelled" in fell
    go(page, "#view=changes&a=2018-05-20&b=2018-06-12")  # called off, and held all the same
    assert "First US-DPRK summit" in listed(page, "Changed") and not listed(page, "Came to nothing")


def test_the_usual_days_are_those_of_the_story(look: Visit) -> None:
    page = look("#view=changes")
    assert [page.input_value(f"#changes-{key}") for key in "ab"] == ["2019-04-20", "2019-04-26"]
    page.fill("#changes-a", "2019-04-26")
    page.press("#changes-a", "Enter")
    settled(page)
    assert "Nothing became known between 26 April 2019 and 26 April 2019." in page.inner_text(".view.changes")
    page.fill("#changes-a", "soon")
    page.press("#changes-a", "Enter")
    assert page.get_attribute("#changes-a", "aria-invalid") == "true"


def test_the_years_of_two_summits(look: Visit) -> None:
    page = look("#view=changes&by=happened&a=2000&b=2018")
    text = page.inner_text(".view.changes")
    assert "Only in 2000" in text and "Only in 2018" in text
    alone = page.locator(".changes .columns").nth(1)
    assert "Kim Jong-il" in alone.locator("> div").nth(0).inner_text()
    assert "Kim Jong-un" in alone.locator("> div").nth(1).inner_text()
    assert "DPRK" in listed(page, "Who acted in both")
    page.click("#changes-known")
    assert "by=" not in page.evaluate("location.hash") and "a=" not in page.evaluate("location.hash")
    page.go_back()
    assert page.input_value("#changes-b") == "2018"


def test_what_is_no_date_is_said(look: Visit) -> None:
    page = look("#view=changes&a=yesterday")
    assert "yesterday" in page.inner_text("#notice")
    go(page, "#view=changes&by=happened&a=2018-04&b=2018-04/2018-06")
    assert "1 – 30 April 2018" in page.inner_text(".view.changes") or "April 2018" in page.inner_text(
        ".view.changes"
    )
