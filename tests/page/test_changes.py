"""Two dates compared."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.page.reader import Visit, go, search, settled


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


def test_a_date_that_is_only_planned_now_is_no_change_of_date(look: Visit) -> None:
    page = look("#view=changes&a=2019-04-20&b=2019-04-26")
    text = page.inner_text(".view.changes")
    assert "Kim Jong-un's visit to Russia" in text and "planned for on" not in text
    same = page.evaluate(
        """[...document.querySelectorAll('.changes .turn')].filter(one =>
             one.textContent.startsWith('date') &&
             one.querySelector('b').textContent.endsWith(one.querySelector('s').textContent)).length"""
    )
    assert same == 0


def test_two_summits_side_by_side_in_three_actions(look: Visit) -> None:
    page = look("")
    search(page, "Inter-Korean summit, Pyongyang, June 2000")
    page.fill("#compare-with", "Inter-Korean summit, Panmunjom, 27 April 2018")
    page.press("#compare-with", "Enter")
    settled(page)
    heads = page.locator(".changes .heads h2").all_inner_texts()
    assert [head.strip() for head in heads] == [
        "Inter-Korean summit, Pyongyang, June 2000",
        "Inter-Korean summit, Panmunjom, 27 April 2018",
    ]
    rows = {
        title: page.locator(f".changes h3:text-is('{title}') + .columns > *")
        for title in page.locator(".changes h3").all_inner_texts()
    }
    assert {"When", "Where", "Who", "Who says so"} <= rows.keys()
    when = [rows["When"].nth(side).inner_text() for side in (0, 1)]
    assert "13 – 15 June 2000" in when[0] and "27 April 2018" in when[1]
    alone = [
        " ".join(rows["Who"].nth(side).locator(f"li.{kind}").all_inner_texts())
        for side, kind in enumerate(("one", "other"))
    ]
    assert "Kim Jong-il" in alone[0] and "Kim Jong-un" in alone[1]
    assert rows["Status"].nth(0).locator("li.both").inner_text() == "held"
    page.reload()  # the address carries both
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".changes .heads h2").count() == 2


def test_two_cards_are_chosen_at_once_in_three_actions(look: Visit) -> None:
    page = look("#view=table")
    page.click("#views >> text=Compare")
    for key, name in (
        ("a", "Inter-Korean summit, Pyongyang, June 2000"),
        ("b", "Inter-Korean summit, Panmunjom, 27 April 2018"),
    ):
        page.fill(f"#cards-{key}", name)
        page.press(f"#cards-{key}", "Enter")
    assert [text.strip() for text in page.locator(".changes .heads h2").all_inner_texts()] == [
        "Inter-Korean summit, Pyongyang, June 2000",
        "Inter-Korean summit, Panmunjom, 27 April 2018",
    ]
    page.click("#changes-known")  # and of the two cards nothing is taken for dates
    assert "Known on 26 April 2019" in page.inner_text(".view.changes")


def test_two_people_have_their_shared_events_in_grey(look: Visit) -> None:
    page = look("#view=changes&by=cards&a=person/kim-jong-un&b=person/vladimir-putin")
    events = page.locator(".changes h3:text-is('Events') + .columns > *")
    for side in (0, 1):
        shared = events.nth(side).locator("li.both").all_text_contents()
        assert any("Putin-Kim summit, April 2019" in one for one in shared)
    go(page, "#view=changes&by=cards&a=person/nobody")
    assert "person/nobody" in page.inner_text("#notice")
    assert "Choose two" in page.inner_text(".view.changes")
