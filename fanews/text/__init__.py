"""Text as received, and the aligned normalised text the parser reads.

Owns normalisation, offsets, matching keys, sentences and ZWNJ restoration. Nothing else in
fanews does offset arithmetic.
"""

from fanews.text.aligned import AlignedText, align
from fanews.text.fold import fold_key, phrase_pattern

__all__ = ["AlignedText", "align", "fold_key", "phrase_pattern"]
