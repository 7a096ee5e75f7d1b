"""The command line (being written)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fanews.model import Document
from fanews.parse import parse_document
from fanews.record import as_record


def main() -> int:
    """parse only, for now."""
    for name in sys.argv[2:]:
        text = Path(name).read_text("utf-8")
        print(json.dumps(as_record(parse_document(Document(name, text))), ensure_ascii=False))
    return 0
