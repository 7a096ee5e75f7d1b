"""Trained models, each with a card (data, licence, figures, how to train again), behind one interface."""

from fanews.models.recogniser import Recogniser, fast

__all__ = ["Recogniser", "fast"]
