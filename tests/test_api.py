"""The public face: few names, quick to import, three lines to a reading."""

import subprocess
import sys

import pytest

import counterclaim

HEAVY = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "py3langid", "click", "rich")


def test_public_names_are_sorted_and_there() -> None:
    assert list(counterclaim.__all__) == sorted(counterclaim.__all__)
    for name in counterclaim.__all__:
        assert hasattr(counterclaim, name)


def test_all_other_names_are_private_or_modules() -> None:
    public = {name for name, value in vars(counterclaim).items() if getattr(value, "__module__", "") == "counterclaim"}
    assert {name for name in public if not name.startswith("_")} <= set(counterclaim.__all__)


def test_importing_loads_nothing_heavy() -> None:
    program = f"import sys, counterclaim; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_three_lines_read_a_text() -> None:
    reading = counterclaim.read("“The ferry was empty,” the harbour master said.", published="2026-03-12")
    (statement,) = reading.statements
    assert statement.source is not None
    assert (statement.source.text, statement.content.text) == ("the harbour master", "“The ferry was empty,”")
    assert reading.report.published == "2026-03-12"
    assert reading.reader.version == counterclaim.__version__


def test_facts_about_the_text_are_kept() -> None:
    facts = {"id": "a", "title": "Ferry", "outlet": "Lume Courier", "url": "https://example.org/1"}
    report = counterclaim.read("It rained.", **facts).report
    assert {name: getattr(report, name) for name in facts} == facts


@pytest.mark.parametrize("error", ["FormatError", "InputError", "LedgerError", "ModelError"])
def test_every_error_is_caught_by_the_root(error: str) -> None:
    assert issubclass(getattr(counterclaim, error), counterclaim.CounterclaimError)
