"""What the quote reader knows of a source: the voice behind a stretch and the words that name it there."""

from __future__ import annotations

from dataclasses import dataclass

from fanews.parse.reading import Actor


@dataclass(frozen=True, slots=True)
class Voice:
    """`person` indexes `Reading.people`; `words` is the range that stands for a source that is no person of the
    article's; `how` names the rule that found it."""

    how: str
    person: int | None = None
    words: tuple[int, int] | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The mention at the cue (null where there is none) and the voice (null where nobody is to be found).

    `listed`: «X: ...» below the headline, as in interviews and press reviews, where each label is somebody else.
    """

    mention: tuple[int, int] | None
    voice: Voice | None
    listed: bool = False


def voice_of(actor: Actor, how: str) -> Voice:
    """The voice of an actor: a person of the article's, else the actor's own words."""
    if actor.person is not None:
        return Voice(how, actor.person, None, actor.country)
    return Voice(how, None, (actor.start, actor.end), actor.country)
