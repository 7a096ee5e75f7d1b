"""Which characters normalised text is written with.

Owns the tables: one character for another (`REPLACED`), one for several (`EXPANDED`), and those that
vanish (`DROPPED`, `MARKS`). It knows nothing of offsets; `fanews.text.aligned` applies it.

ئ is kept (رئیس, هیئت): keys and patterns treat it as ی (`fanews.text.fold`).
"""

from __future__ import annotations

import unicodedata

# Signs that belong to the letter before them: diacritics, Koranic signs, tatweel, variation selectors.
MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\ufe00-\ufe0f"
# A ZWNJ as it is really typed: U+200C, U+200B, U+00AC and U+00AD (soft hyphen), and U+009D, which is
# the ZWNJ of windows-1256 read as Latin-1.
ZWNJS = "\u200b\u200c\u00ac\u00ad\u009d"
# Zero-width and direction marks, and control characters that mean nothing in text.
UNSEEN = (
    "\u200d-\u200f\u061c\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9c\x9e\x9f"
)
DROPPED = f"[{ZWNJS}{UNSEEN}{MARKS}]"

_LETTERS = {"ي": "ی", "ى": "ی", "ۍ": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه"}
_LETTERS |= {"ۂ": "ه", "ۃ": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و"}
_POINTS = {"٫": ".", "٬": ",", "٪": "%", "\u066d": "*"}
_SPACES = dict.fromkeys(
    "\t\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "
)
_LINE_ENDS = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
_DIGITS = {chr(zero + d): str(d) for zero in (0x0660, 0x06F0) for d in range(10)}

# Presentation forms and full-width characters: what NFKC makes of each, one character at a time.
_FORMS = [*range(0xFB50, 0xFDD0), *range(0xFDF0, 0xFE00), *range(0xFE70, 0xFEFF), *range(0xFF01, 0xFF5F)]


def _plain(form: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKC", form) if not unicodedata.combining(c) and c != "\u0640")
    return "".join(_LETTERS.get(c, c) for c in letters).strip()


_PLAIN = {c: plain for c in map(chr, _FORMS) if (plain := _plain(c)) != c}

REPLACED: dict[str, str] = (
    _LETTERS | _POINTS | _SPACES | _LINE_ENDS | _DIGITS | {c: p for c, p in _PLAIN.items() if len(p) == 1}
)
# Whole phrases in one character (ﷺ) stay: a page of them would grow eighteenfold.
EXPANDED: dict[str, str] = {c: p for c, p in _PLAIN.items() if len(p) in (0, 2, 3, 4)}
