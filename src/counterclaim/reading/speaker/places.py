"""States behind their names, capitals, seats of power and people: a table of every state and our own additions.

Where two share a capital's or people's name, a state goes before a territory, then by the order of their codes.
"""

import json
from typing import Any

from counterclaim.reading.speaker import words as w
from counterclaim.reading.tables import table

_PLAIN = {"TR": "Turkey", "PS": "Palestine", "MM": "Myanmar", "CV": "Cape Verde", "CG": "Congo-Brazzaville"}
"""Names that English-language news uses, where the table has another."""

_NAMES = {
    "US": "US U.S USA U.S.A America",
    "GB": "UK U.K Britain",
    "AE": "UAE U.A.E Emirates",
    "CD": "Congo",
    "CZ": "Czechia",
    "MK": "Macedonia",
    "KR": "Korea",
}
_PEOPLE = {
    "GB": "Briton Britons Brits",
    "DO": "Dominican Dominicans",
    "DK": "Danish Dane Danes",
    "ES": "Spanish Spaniard Spaniards",
    "TR": "Turk Turks",
    "SE": "Swede Swedes",
    "FI": "Finn Finns",
    "PL": "Pole Poles",
    "NL": "Dutchman",
    "RS": "Serb Serbs",
    "HR": "Croat Croats",
    "SI": "Slovene Slovenes",
    "SK": "Slovak Slovaks",
    "CZ": "Czechs",
    "SA": "Saudi Saudis",
    "AE": "Emirati Emiratis",
    "TH": "Thais",
    "AF": "Afghans",
    "AR": "Argentine Argentines",
    "PH": "Filipinos",
    "TJ": "Tajik Tajiks",
    "UZ": "Uzbek Uzbeks",
    "KZ": "Kazakh Kazakhs",
    "KG": "Kyrgyz",
    "TM": "Turkmen",
}
_CAPITALS = {
    **{"CN": "Peking", "UA": "Kiev", "IN": "Delhi", "IR": "Teheran", "TW": "Taipei", "KZ": "Astana"},
    **{"BR": "Brasilia", "CO": "Bogota", "US": "Washington", "CH": "Bern"},
}
_ALSO_PERSONS_OR_TOWNS = w.word_set("victoria georgetown kingston male praia lome")
"""Capitals whose names mean something else far more often than a government."""


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(table(name))
    return rows


STATES: dict[str, str] = {}
"""Lower-case names of states and capitals, with the state's plain name."""

NAMES_OF_STATES: set[str] = set()
"""Those keys of `STATES` that are names of the state itself."""

DEMONYMS: dict[str, str] = {}
"""Lower-case demonyms, adjectives as well as nouns, with the state."""

_BY_CODE: dict[str, str] = {"EU": "European Union", "UN": "United Nations"}

for _row in sorted(_rows("states.json"), key=lambda row: not row["capitals"]):
    _code, _state = _row["code"], _PLAIN.get(_row["code"], _row["name"])
    _BY_CODE[_code] = _state
    _own = {_state, _row["name"], *_row["names"], *_NAMES.get(_code, "").split()}
    NAMES_OF_STATES |= {name.lower().removeprefix("the ") for name in _own}
    _seats = {*_row["capitals"], *_CAPITALS.get(_code, "").split()}
    for _name in (name.lower().removeprefix("the ") for name in [*_seats, *_own]):
        if _name not in _ALSO_PERSONS_OR_TOWNS:
            STATES.setdefault(_name, _state)
    for _people in _row["demonyms"]:
        DEMONYMS.setdefault(_people.lower(), _state)
        DEMONYMS.setdefault(f"{_people.lower()}s", _state)
    DEMONYMS.update(dict.fromkeys(_PEOPLE.get(_code, "").lower().split(), _state))

OFFICES: dict[str, tuple[str, str | None]] = {
    row["name"].lower().removeprefix("the "): (row["name"].removeprefix("the "), _BY_CODE.get(row["of"]))
    for row in _rows("seats.json")
}
"""Residences and seats: lower-case name, with the name as written and the state, where it is one."""
