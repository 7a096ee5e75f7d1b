"""Which recogniser reads: the environment variable `FANEWS_MODEL` names it.

Owns the choice and its errors. Processes that parse side by side inherit it.
"""

from __future__ import annotations

import importlib.util
import os

from fanews.errors import FanewsError, UsageError
from fanews.models.encoder import accurate
from fanews.models.recogniser import Recogniser, fast

VARIABLE = "FANEWS_MODEL"
MODELS = {"fast": fast, "accurate": accurate}


def chosen() -> Recogniser:
    """The recogniser chosen, loaded once a process. Raises FanewsError as `check_choice` does."""
    return MODELS[chosen_name()]()


def chosen_name() -> str:
    """`fast` unless `FANEWS_MODEL` says otherwise. Raises UsageError for a name that is no model's."""
    name = os.environ.get(VARIABLE) or "fast"
    if name not in MODELS:
        raise UsageError(f"{VARIABLE} is “{name[:40]}”, which is no model.", f"Models: {', '.join(MODELS)}.")
    return name


def check_choice() -> None:
    """Raise FanewsError when the model chosen cannot run here: told once, before the first article."""
    if chosen_name() == "accurate" and importlib.util.find_spec("onnxruntime") is None:
        raise FanewsError(
            "The accurate model needs ONNX Runtime, which is not installed.",
            "Install it (pip install 'fanews[accurate]'), or choose the fast model (FANEWS_MODEL=fast).",
        )
