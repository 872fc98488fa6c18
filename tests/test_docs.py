"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")), ROOT / "examples/README.md"]

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_ELSEWHERE = re.compile(r"[a-z]+:|#")
_MAKE = re.compile(r"^[`$\s]*make ([a-z][\w-]*)", re.MULTILINE)
_TARGET = re.compile(r"^([a-z][\w-]*):(?!=)", re.MULTILINE)


def _links(page: Path) -> list[str]:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if not _ELSEWHERE.match(link)]


def _commands(page: Path) -> list[str]:
    """What `make` is asked for where the page shows code; prose may use the word."""
    text = page.read_text(encoding="utf-8")
    code = [*_FENCED.findall(text), *_INLINE.findall(_FENCED.sub("", text))]
    return sorted({target for shown in code for target in _MAKE.findall(shown)})


def _each(what):
    return [
        pytest.param(page, found, id=f"{page.relative_to(ROOT)}: {found}") for page in PAGES for found in what(page)
    ]


@pytest.mark.parametrize(("page", "link"), _each(_links))
def test_a_relative_link_points_to_something_that_exists(page, link):
    assert (page.parent / link.partition("#")[0]).exists()


@pytest.mark.parametrize(("page", "target"), _each(_commands))
def test_a_make_command_is_a_target_of_the_makefile(page, target):
    targets = _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert target in targets, f"{page.name} names `make {target}`, which the Makefile does not have"
