"""States behind names, capitals, seats and people."""

import json
from importlib.resources import files

import pytest

from counterclaim.reading.reading import SpeakerKind
from counterclaim.reading.speaker.names import find_names, kind_of_name, tokens
from counterclaim.reading.speaker.places import DEMONYMS, OFFICES, STATES

ROWS = json.loads((files("counterclaim") / "data" / "states.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_every_state_of_the_table_has_one_plain_name_and_its_people(row: dict[str, list[str]]) -> None:
    assert len({STATES[name.lower().removeprefix("the ")] for name in row["names"] or [row["name"]]}) == 1
    assert all(people.lower() in DEMONYMS for people in row["demonyms"])


@pytest.mark.parametrize(
    ("words", "state"),
    [
        pytest.param("Washington", "United States", id="capital"),
        pytest.param("Kiev", "Ukraine", id="older spelling of a capital"),
        pytest.param("Burma", "Myanmar", id="older name"),
        pytest.param("U.K", "United Kingdom", id="initials"),
        pytest.param("Turkey", "Turkey", id="the name that news uses"),
    ],
)
def test_names_lead_to_states(words: str, state: str) -> None:
    assert STATES[words.lower()] == state


@pytest.mark.parametrize(
    ("people", "state"),
    [
        pytest.param("Dutch", "Netherlands", id="a state before a territory"),
        pytest.param("Danes", "Denmark", id="a noun that is no adjective"),
        pytest.param("Dominicans", "Dominican Republic", id="the larger of two"),
    ],
)
def test_people_lead_to_states(people: str, state: str) -> None:
    assert DEMONYMS[people.lower()] == state


def test_seats_keep_their_name_and_know_their_state() -> None:
    assert OFFICES["kremlin"] == ("Kremlin", "Russia")
    (name,) = find_names("Kremlin", list(tokens("Kremlin")))
    assert kind_of_name(name) is SpeakerKind.GOVERNMENT
