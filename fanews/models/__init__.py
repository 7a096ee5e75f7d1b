"""Trained models, each with a card (data, licence, figures, how to train again), behind one interface."""

from fanews.models.choice import MODELS, VARIABLE, check_choice, chosen
from fanews.models.encoder import accurate
from fanews.models.recogniser import Recogniser, fast

__all__ = ["MODELS", "VARIABLE", "Recogniser", "accurate", "check_choice", "chosen", "fast"]
