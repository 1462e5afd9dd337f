"""What became of a thing: what undid it, what carried it out, who signed it; worked out by hand on claims made up for it."""

from pathlib import Path

from graph import open_graph
from graph.model.vocabulary import local
from graph.render.cards import CardWriter
from graph.render.lines import layout
from tests.tools import claims_file, day

HELD = "pan:status pan:Held"
PACT = (
    f"event:signing pan:signatory person:anna ; pan:participant person:carla ; pan:outcome project:pact ; {day('2000-05-01')} ; {HELD}",
    f"event:opening pan:realises project:pact ; {day('2001-05-01')} ; {HELD}",
    f"event:test pan:violates project:pact ; {day('2003-05-01')} ; {HELD}",
    f"event:threat pan:endangers project:pact ; {day('2002-05-01')} ; {HELD}",
    f"event:plan pan:violates project:pact ; {day('2004-05-01')} ; pan:status pan:Planned",
)


def lines(file: Path, language: str = "en") -> list[str]:
    graph = open_graph(file)
    written = CardWriter(graph.conclusions, language).write(graph.card("project:pact"))
    return [" ".join(one.split()) for one in layout(written, None, lambda text, _: text).split("\n")]


def agreement(folder: Path, *statements: str) -> Path:
    file = claims_file(folder, *statements)
    text = file.read_text(encoding="utf-8").replace("project:pact a pan:Project", "project:pact a pan:Agreement")
    file.write_text(text.replace("event:signing a pan:Meeting", "event:signing a pan:Signing"), encoding="utf-8")
    return file


def test_what_undid_it_is_told_by_time_and_plans_do_not_count(tmp_path: Path) -> None:
    card = open_graph(agreement(tmp_path, *PACT)).card("project:pact")
    assert [(turn.event.entity.label(), local(turn.relation)) for turn in card.fate] == [
        ("event:threat", "endangers"), ("event:test", "violates"),
    ]  # fmt: skip
    assert card.last
    assert (card.last.event.entity.label(), local(card.last.relation)) == ("event:test", "violates")


def test_what_carried_it_out_is_last_where_nothing_undid_it(tmp_path: Path) -> None:
    card = open_graph(agreement(tmp_path, *PACT[:2])).card("project:pact")
    assert card.fate == ()
    assert card.last
    assert card.last.event.entity.label() == "event:opening"


def test_who_signed_comes_first_and_as_such(tmp_path: Path) -> None:
    told = lines(agreement(tmp_path, *PACT))
    assert "signed by: person:anna" in told
    assert "also there: person:carla" in told
    assert any(one.startswith("State as last told, 2003-05-01: event:test (violates)") for one in told)
    assert "What became of it" in told


def test_that_nobody_tells_who_signed_is_told(tmp_path: Path) -> None:
    outcome = f"pan:outcome project:pact ; {HELD}"
    assert "signatories: not told by these sources" in lines(agreement(tmp_path, f"event:signing {outcome}"))
    by_states = f"event:signing pan:signatory state:north , state:south ; {outcome}"
    told = lines(agreement(tmp_path, by_states))
    assert "signed by: state:north, state:south" in told
    assert "who signed for them: not told by these sources" in told


def test_a_card_is_in_one_language(tmp_path: Path) -> None:
    told = lines(agreement(tmp_path, *PACT), "ru")
    assert "Возникло" in told
    assert "подписали: person:anna" in told
    assert any(
        one.startswith("Состояние по последним сведениям, 2003-05-01: event:test (нарушает)") for one in told
    )
    assert "состоялось · утверждается · made ¶1 [made/1]" in told or any(
        one.startswith("состоялось · утверждается") for one in told
    )
    assert not any(word in " ".join(told) for word in ("held", "asserted", "What became", "Came about"))


def test_what_led_to_an_end_stands_with_it(tmp_path: Path) -> None:
    cause = f"event:shooting pan:ledTo event:test ; {day('2003-04-30')} ; {HELD}"
    card = open_graph(agreement(tmp_path, *PACT, cause)).card("project:pact")
    because = {turn.event.entity.label(): [e.entity.label() for e in turn.because] for turn in card.fate}
    assert because == {"event:threat": [], "event:test": ["event:shooting"]}
    assert "led to by: 2003-04-30 event:shooting" in lines(agreement(tmp_path, *PACT, cause))


def test_a_signing_tells_what_became_of_the_text(tmp_path: Path) -> None:
    graph = open_graph(agreement(tmp_path, *PACT, "project:pact pan:replacedBy project:treaty"))
    [text] = graph.card("event:signing").texts
    assert (text.entity.label(), text.origins) == ("project:pact", ())
    assert [turn.event.entity.label() for turn in text.fate] == ["event:threat", "event:test"]
    assert [statement.triple.object for statement in text.replaced] == [graph.entity("project:treaty").iri]
    assert [each.event.entity.label() for each in text.happenings] == [
        "event:opening"
    ]  # the plan did not take place
    assert not graph.card("event:test").texts


def test_a_commitment_tells_where_it_was_agreed_and_the_text_what_was_done_about_it(tmp_path: Path) -> None:
    promise = "project:pact pan:commitsTo measure:promise"
    done = f"event:return pan:concerns measure:promise ; {day('2001-06-01')} ; {HELD}"
    hoped = f"event:hope pan:concerns measure:promise ; {day('2001-07-01')} ; pan:status pan:Planned"
    graph = open_graph(agreement(tmp_path, *PACT, promise, done, hoped))
    [text] = graph.card("measure:promise").texts
    assert [event.entity.label() for event in text.origins] == ["event:signing"]
    told = [(turn.event.entity.label(), turn.of.label()) for turn in graph.card("project:pact").done]
    assert told == [("event:opening", "project:pact"), ("event:return", "measure:promise")]
