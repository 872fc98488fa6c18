"""Bytes → text: what can be read is read, and what was replaced is said.

UTF-8, or what a byte order mark says; then the encoding that a page declares. What fits none of these is UTF-8 with
damaged places if most of its bytes beyond ASCII form UTF-8 characters, and Windows-1252 otherwise.
"""

import codecs
import re
from typing import NamedTuple

_REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"SQLite format 3", "an SQLite database"),
)
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


class Decoded(NamedTuple):
    text: str
    notes: tuple[str, ...] = ()


def why_no_text(data: bytes) -> str | None:
    """Why these bytes are no text, as the end of a sentence; None where they may be text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return f"looks like {what}, not text; give its text or HTML instead"
    if wide_encoding(data):
        return None
    if b"\0" in data:
        return "holds NUL bytes and so is no text (UTF-16 is read if it begins with a byte order mark)"
    # Damaged text has a few control characters, compressed or encrypted data about one in ten.
    if len(data) - len(data.translate(None, _CONTROLS)) > 0.05 * len(data):
        return "holds many control characters and so is no text"
    return None


def wide_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark of UTF-16 or UTF-32 says, else None."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def declared_encoding(page: bytes) -> str | None:
    """The encoding that the head of a page names, if it is one that Python knows."""
    found = _DECLARED.search(page[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        b"a".decode(name)
    except (LookupError, ValueError):  # unknown; or not one from bytes to text, as "hex"
        return None
    if name in _NO_CHARSETS:
        return None
    # Browsers read pages that say Latin-1 or ASCII as Windows-1252, and those that say UTF-16 in ASCII as UTF-8.
    return "cp1252" if name in {"iso8859-1", "ascii"} else None if name.startswith("utf") else name


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of some bytes without byte order mark, otherwise exactly as it stands there. Never fails."""
    wide = wide_encoding(data)
    if wide:
        mark_size = 4 if wide.startswith("utf-32") else 2
        return _replaced(data[mark_size:].decode(wide, "replace"), wide.upper()[:6])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if declared:
        return _replaced(data.decode(declared, "replace"), declared)
    sound = data.decode("utf-8", "ignore")
    n_bad = len(data) - len(sound.encode("utf-8"))
    n_beyond_ascii = len(sound) - len(sound.encode("ascii", "ignore"))
    if n_beyond_ascii >= n_bad:
        return Decoded(data.decode("utf-8", "replace"), (_bytes_replaced(n_bad),))
    text, notes = _replaced(data.decode("cp1252", "replace"), "Windows-1252")
    return Decoded(text, ("it is not UTF-8 and was read as Windows-1252", *notes))


def without_surrogates(text: str) -> Decoded:
    """Halves of UTF-16 pairs stand for no character and cannot be written: they are replaced, one for one."""
    if not _SURROGATE.search(text):
        return Decoded(text)
    whole, n_replaced = _SURROGATE.subn(_REPLACEMENT, text)
    some = "1 lone surrogate was" if n_replaced == 1 else f"{n_replaced} lone surrogates were"
    return Decoded(whole, (f"{some} replaced by {_REPLACEMENT}",))


def _bytes_replaced(n_bad: int) -> str:
    some = "1 byte that is not UTF-8 was" if n_bad == 1 else f"{n_bad} bytes that are not UTF-8 were"
    return f"{some} replaced by {_REPLACEMENT}"


def _replaced(text: str, encoding: str) -> Decoded:
    text = without_surrogates(text).text
    n_bad = text.count(_REPLACEMENT)
    if not n_bad:
        return Decoded(text)
    some = "1 place that is" if n_bad == 1 else f"{n_bad} places that are"
    return Decoded(text, (f"{some} not valid {encoding} became {_REPLACEMENT}",))
