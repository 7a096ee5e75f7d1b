"""Bytes to text: UTF-8, UTF-16 and windows-1256, and nothing that only happens to decode.

Owns the guess of an encoding and the test that a text is Persian (or its kin) at all.
"""

from __future__ import annotations

import codecs
import re

from fanews.errors import SourceError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 65_536
_ARABIC = re.compile("[\u0620-\u06d3\u06d5\u06ee-\u06fc\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_PUNCTUATION = frozenset("،؛؟«»ـ٪٫٬\u200b\u200c\u200d\u200e\u200f\u00a0\u00ad“”‘’–—…•·°")
_FEWEST_LETTERS = 3
_PERSIAN_SHARE = 0.05  # a post of one line with a long link below it is still Persian

_SAVE_AS_UTF8 = "Save it as UTF-8."


def decode(data: bytes) -> str:
    """The text, CRLF as LF. Raises SourceError: empty, binary, or in no encoding that is read."""
    if not data.strip():
        raise SourceError("The file is empty.")
    text = _decoded(data, encoding_of(data)).replace("\r\n", "\n")
    if not text.strip():
        raise SourceError("The file is empty.")
    if _CONTROL.search(text[:_SAMPLE]) and len(_CONTROL.findall(text[:_SAMPLE])) * 1000 > len(text[:_SAMPLE]):
        raise SourceError("It is a binary file, not a text.", "Give texts, HTML pages, JSONL, CSV, .zip or .tar.gz.")
    return text


def encoding_of(data: bytes, cut: bool = False) -> str:
    """The name of the encoding of `data`, which may be cut off anywhere. Raises SourceError where none fits."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    wide = _wide_encoding(sample)
    if wide:
        return wide
    if b"\x00" in sample:
        raise SourceError("It is a binary file, not a text.", "Give texts, HTML pages, JSONL, CSV, .zip or .tar.gz.")
    if _is_utf8(sample, cut or len(data) > len(sample)):
        return "utf-8"
    if _is_windows_1256(sample):
        return "cp1256"
    raise SourceError("The text is in none of UTF-8, UTF-16 and windows-1256.", _SAVE_AS_UTF8)


def require_persian(text: str) -> None:
    """Raises SourceError where a text has no words in the Persian script."""
    letters = len(_LETTER.findall(text))
    persian = len(_ARABIC.findall(text))
    if persian < _FEWEST_LETTERS or persian < _PERSIAN_SHARE * letters:
        raise SourceError("It has no Persian text.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise SourceError(f"Byte {error.start} is not {name}.", _SAVE_AS_UTF8) from error


def _is_utf8(sample: bytes, cut: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=not cut)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Persian is 06, of spaces 00."""
    half = len(sample) // 2
    if half < 4:
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if sum(high.count(byte) for byte in (0x00, 0x06, 0x20)) > 0.9 * half and high.count(0x06) * 4 > half:
            return name
    return None


def _is_windows_1256(sample: bytes) -> bool:
    """Nearly all that is not ASCII comes out as Persian letters; garbage comes out as à, ï, × and the like."""
    beyond = [c for c in sample.decode("cp1256", "replace") if c > "\x7f"]
    fitting = sum(c in _PUNCTUATION or bool(_ARABIC.match(c)) for c in beyond)
    return bool(beyond) and fitting >= 0.95 * len(beyond)
