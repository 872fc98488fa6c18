import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from counterclaim.errors import InputError
from counterclaim.text.intake import Given, Loaded, Unreadable, count, load

WORDS = "The mayor of Lume said on Monday that the north quay would stay shut until the spring."
PAGE = f"<!DOCTYPE html><html><head><title>Quay shut</title></head><body><h1>Quay shut</h1><p>{WORDS}</p></body></html>"


def read_bytes(data: bytes) -> list[Loaded | Unreadable]:
    return list(load(["-"], stdin=io.BytesIO(data)))


def only(found: list[Loaded | Unreadable]) -> Loaded:
    assert len(found) == 1
    assert isinstance(found[0], Loaded), found
    return found[0]


def why(found: list[Loaded | Unreadable]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Unreadable), found
    return found[0].why


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b" / "a.md").write_text(WORDS)
    (tmp_path / "b" / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "c.jsonl").write_text('{"id": "x", "text": "One."}\n\n{"id": "y", "html": "<p>Two.</p>"}\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".a.txt").write_text(WORDS)
    (tmp_path / ".hidden" / "a.txt").write_text(WORDS)
    return tmp_path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            "naïve 👩‍🚒 e\u0301 שלום".encode(), "naïve 👩‍🚒 e\u0301 שלום", id="emoji, combining marks, right to left"
        ),
        pytest.param(b"\xef\xbb\xbfOne.", "One.", id="a byte order mark is dropped"),
        pytest.param(b"One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n", id="CRLF stays"),
        pytest.param("“No,”\u00ad she\u200b said".encode(), "“No,”\u00ad she\u200b said", id="soft hyphen, zero width"),
        pytest.param("One – two".encode("utf-16"), "One – two", id="UTF-16 with its mark"),
        pytest.param("One – two".encode("utf-32"), "One – two", id="UTF-32 with its mark"),
    ],
)
def test_plain_text_comes_exactly_as_it_stands(data, text):
    found = only(read_bytes(data))
    assert found.report.text == text
    assert found.notes == ()


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        pytest.param(
            "Zoë, “yes”".encode() + b"\xff\xfe.",
            "Zoë, “yes”\ufffd\ufffd.",
            "2 bytes that are not UTF-8 were replaced by \ufffd",
            id="damaged UTF-8",
        ),
        pytest.param("Zoë said “no”".encode("cp1252"), "Zoë said “no”", "Windows-1252", id="Windows-1252"),
        pytest.param(b"caf\xe9 \x81", "café \ufffd", "1 place that is not valid Windows-1252", id="a hole in it"),
        pytest.param("ab".encode("utf-16") + b"c", "ab\ufffd", "not valid UTF-16", id="half a character"),
    ],
)
def test_what_was_replaced_is_said(data, text, note):
    found = only(read_bytes(data))
    assert found.report.text == text
    assert any(note in said for said in found.notes)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \n\t\r\n", "is empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "is empty", id="a byte order mark"),
        pytest.param(b"%PDF-1.7 ...", "looks like a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04...", "looks like a ZIP", id="ZIP"),
        pytest.param(b"a\0b", "NUL bytes", id="NUL bytes"),
        pytest.param(bytes(range(1, 32)) * 9, "control characters", id="control characters"),
        pytest.param(b"\x1f\x8b\x08broken", "damaged gzip", id="damaged gzip"),
        pytest.param(b"<html><body></body></html>", "without any text", id="a page without words"),
    ],
)
def test_what_is_no_report_is_refused_in_words(data, said):
    assert said in why(read_bytes(data))


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        pytest.param("a.dat", PAGE, ["a"], id="HTML by content"),
        pytest.param("a.dat", '{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}', ["x", "y"], id="JSON lines"),
        pytest.param("a.dat", '{"of": "other fields"}', ["a"], id="else text"),
        pytest.param("a.txt", "{not JSON, only a brace", ["a"], id="text with a brace"),
        pytest.param("a", WORDS, ["a"], id="without ending"),
        pytest.param("a.b.txt.gz", WORDS, ["a.b"], id="not packed in spite of its name"),
    ],
)
def test_a_named_file_is_told_by_its_content(tmp_path, name, content, ids):
    path = tmp_path / name
    path.write_text(content)
    found = list(load([str(path)]))
    assert [item.report.id for item in found if isinstance(item, Loaded)] == ids
    assert count([str(path)]) == len(ids)


def test_a_folder_gives_its_known_files_sorted_and_with_ids_of_their_own(folder):
    found = list(load([str(folder)]))
    assert [item.report.id for item in found if isinstance(item, Loaded)] == ["a", "b/a", "page", "x", "y"]
    assert count([str(folder)]) == 5


def test_a_place_named_twice_is_read_once(folder):
    places = [str(folder / "a.txt"), str(folder), str(folder / "b" / ".." / "a.txt")]
    assert [item.report.id for item in load(places) if isinstance(item, Loaded)] == ["a", "b/a", "page", "x", "y"]


def test_two_kinds_of_one_name_in_one_folder_have_two_ids(tmp_path):
    for name in ("a.txt", "a.md", "a.text"):
        (tmp_path / name).write_text(name)
    ids = [item.report.id for item in load([str(tmp_path)]) if isinstance(item, Loaded)]
    assert ids[0] == "a"
    assert len(set(ids)) == 3


def test_an_id_that_another_dump_has_is_refused(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "x", "text": "One."}')
    first, second = load([str(tmp_path)])
    assert isinstance(first, Loaded)
    assert isinstance(second, Unreadable)
    assert second.where.endswith("b.jsonl:1")
    assert "a.jsonl:1" in second.why


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param("missing.txt", "does not exist", id="missing"),
        pytest.param("", "is no file name", id="empty name"),
        pytest.param("a\0b", "is no file name", id="NUL in the name"),
        pytest.param("x" * 5000, "cannot be read", id="a name that is too long"),
    ],
)
def test_one_bad_place_does_not_stop_the_others(folder, place, said):
    bad, good = load([place, str(folder / "a.txt")])
    assert isinstance(bad, Unreadable)
    assert said in bad.why
    assert isinstance(good, Loaded)


def test_a_folder_without_reports_says_which_endings_are_known(tmp_path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert ".txt" in why(list(load([str(tmp_path)])))


def test_standard_input_has_no_count_and_is_not_closed():
    stdin = io.BytesIO(WORDS.encode())
    assert count(["-"]) is None
    assert only(list(load(["-"], stdin=stdin))).report.id == "stdin"
    assert not stdin.closed
    assert "standard input" in why(list(load(["-"])))


def test_what_the_user_says_goes_before_what_the_page_says():
    page = PAGE.replace("<head>", '<head><meta property="og:site_name" content="Coast News">')
    said = Given(published="2026-03-05T23:30:00+02:00", title="Mine")
    report = only(list(load(["-"], given=said, stdin=io.BytesIO(page.encode())))).report
    assert (report.published, report.title, report.outlet) == ("2026-03-05", "Mine", "Coast News")
    assert report.language == "en"


@pytest.mark.parametrize("day", ["yesterday", "05.03.2026", "2026-02-30", ""])
def test_a_day_that_is_none_is_refused_before_anything_is_read(day):
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        load(["missing.txt"], given=Given(published=day))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "shift_jis", "utf-8"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding):
    words = {"windows-1251": "Порт закрыт", "shift_jis": "港は閉鎖"}.get(encoding, "Zoë – café".replace("–", "-"))
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{words} and so on, she said.</p></body></html>'
    assert words in only(read_bytes(page.encode(encoding))).report.text


@with_any(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_ever_raise(data):
    for item in read_bytes(data):
        if isinstance(item, Loaded):
            item.report.text.encode("utf-8")


@with_any(
    st.sampled_from(["<html>", '{"text": "', '{"html": "<p>', "\ufeff", "<p>", ""]),
    st.text(max_size=300),
    st.binary(max_size=20),
)
@settings(deadline=None)
def test_no_beginning_of_a_known_form_ever_raises(start, text, rest):
    for item in read_bytes(start.encode() + text.encode("utf-8", "surrogatepass") + rest):
        if isinstance(item, Loaded):
            item.report.text.encode("utf-8")


@with_any(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
@settings(deadline=None)
def test_any_text_written_as_utf8_comes_back_identical(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "a.txt"
    text = "x" + text
    path.write_bytes(text.encode())
    found = only(list(load([str(path)])))
    assert found.report.text == text
    assert found.notes == ()
