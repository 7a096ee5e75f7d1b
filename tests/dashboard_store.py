"""Made-up articles about made-up people, as the parser would return them, for tests of the dashboard.

Spans are found by their words, so a test says what is marked and never counts characters.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fanews.model import (
    Conflict,
    DateEvidence,
    Document,
    EntityType,
    EvidenceKind,
    Level,
    Mention,
    ParsedArticle,
    Person,
    Quote,
    QuoteKind,
    Span,
    Visit,
    VisitPurpose,
    VisitStatus,
)
from fanews.store.writer import open_writer

HOSTILE = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'


def span(text: str, surface: str, after: int = 0) -> Span:
    """The first place of `surface` in `text` from `after` on."""
    start = text.index(surface, after)
    return Span(start, start + len(surface), surface)


def named(text: str, surface: str, type_: EntityType, **facts: object) -> Mention:
    """A mention of `surface`."""
    return Mention(span(text, surface), type_, **facts)  # type: ignore[arg-type]


def said(text: str, surface: str, speaker: str, cue: str | None = "گفت", **facts: object) -> Quote:
    """A quote of `surface`."""
    given = {"kind": QuoteKind.DIRECT, "mention": None, "speaker_role": None, "speaker_country": "IR", "person": 0}
    before = span(text, cue, text.rindex(cue, 0, text.index(surface))) if cue else None
    return Quote(span(text, surface), cue=before, speaker=speaker, rule="made", confidence=0.9, **{**given, **facts})  # type: ignore[arg-type]


def went(text: str, evidence: str, visitor: str, host: str, **facts: object) -> Visit:
    """A visit told by `evidence`."""
    given = {
        "visitor_role": None,
        "visitor_country": "IR",
        "visitor_person": 0,
        "visitor_level": Level.MINISTER,
        "host_city": None,
        "hosts": (),
        "status": VisitStatus.COMPLETED,
        "purpose": VisitPurpose.BILATERAL,
        "start": None,
        "end": None,
        "background": False,
    }
    return Visit(
        visitor=visitor,
        host_country=host,
        evidence=span(text, evidence),
        trigger=None,
        rule="made",
        confidence=0.9,
        **{**given, **facts},
    )  # type: ignore[arg-type]


def article(path: str, text: str, **facts: object) -> ParsedArticle:
    """A parsed article in Persian whose first line is its title."""
    day = facts.get("published")
    title = text.split("\n", 1)[0]
    given = {"language": "fa", "title": span(text, title), "agency": "خبرگزاری نمونه", "via": None, "published": None}
    if day:
        given["published_evidence"] = (DateEvidence(EvidenceKind.FIELD, day, None, True),)  # type: ignore[arg-type]
    document = Document(path, text, published=day, published_kind=EvidenceKind.FIELD if day else None)  # type: ignore[arg-type]
    return ParsedArticle(document, **{**given, **facts})  # type: ignore[arg-type]


def _minister() -> ParsedArticle:
    text = (
        "وزیر ارتباطات به باکو رفت\n\n"
        "به گزارش خبرگزاری نمونه، سهراب نیک‌پی وزیر ارتباطات روز دوشنبه برای دیداری دوروزه وارد باکو شد.\n\n"
        "سهراب نیک‌پی گفت: برای ساختن شبکه‌ای مشترک میان دو کشور آمده‌ایم "
        "و این کار را تا پایان سال به سرانجام می‌رسانیم.\n\n"
        "وی افزود که همکاری با آذربایجان گسترش می‌یابد."
    )
    return article(
        "made-1.txt",
        text,
        published=dt.date(2024, 5, 7),
        people=(Person("سهراب نیک‌پی", "وزیر ارتباطات", "IR", Level.MINISTER),),
        mentions=(
            named(text, "سهراب نیک‌پی", EntityType.PERSON, person=0),
            named(text, "باکو", EntityType.PLACE, country="AZ"),
            named(text, "خبرگزاری نمونه", EntityType.ORGANISATION),
            named(text, "وزیر ارتباطات روز"[:-4], EntityType.ROLE, country="IR", level=Level.MINISTER, person=0),
            named(
                text,
                "دوشنبه",
                EntityType.DATE,
                first_day=dt.date(2024, 5, 6),
                last_day=dt.date(2024, 5, 6),
                grain="day",
            ),
            named(text, "آذربایجان", EntityType.PLACE, country="AZ"),
        ),
        quotes=(
            said(
                text,
                text[text.index("برای ساختن") : text.index(".\n\nوی")],
                "سهراب نیک‌پی",
                speaker_role="وزیر ارتباطات",
            ),
            said(text, "همکاری با آذربایجان گسترش می‌یابد", "سهراب نیک‌پی", "افزود", kind=QuoteKind.INDIRECT),
        ),
        visits=(
            went(
                text,
                text[text.index("سهراب") : text.index(".\n\nسهراب")],
                "سهراب نیک‌پی",
                "AZ",
                visitor_role="وزیر ارتباطات",
                host_city="باکو",
                start=dt.date(2024, 5, 6),
                end=dt.date(2024, 5, 7),
            ),
        ),
    )


def _guest() -> ParsedArticle:
    text = (
        "رئیس مجلس عمان مهمان تهران می‌شود\n\n"
        "سالم الحارثی رئیس مجلس عمان هفتهٔ آینده به تهران سفر می‌کند.\n\n"
        "سخنگوی مجلس گفت: این سفر به دعوت همتای ایرانی انجام می‌شود."
    )
    return article(
        "made-2.txt",
        text,
        published=dt.date(2024, 6, 2),
        agency="روزنامهٔ فردای نمونه",
        people=(
            Person("سالم الحارثی", "رئیس مجلس عمان", "OM", Level.PARLIAMENT),
            Person(None, "سخنگوی مجلس", "IR", None),
        ),
        mentions=(
            named(text, "سالم الحارثی", EntityType.PERSON, person=0),
            named(text, "تهران", EntityType.PLACE, country="IR"),
        ),
        quotes=(said(text, "این سفر به دعوت همتای ایرانی انجام می‌شود", "سخنگوی مجلس", person=1),),
        visits=(
            went(
                text,
                "سالم الحارثی رئیس مجلس عمان هفتهٔ آینده به تهران سفر می‌کند",
                "سالم الحارثی",
                "IR",
                visitor_country="OM",
                visitor_level=Level.PARLIAMENT,
                host_city="تهران",
                status=VisitStatus.PLANNED,
            ),
        ),
    )


def _conflicting() -> ParsedArticle:
    text = "دوشنبه 5 آذر 1403\n\nگفتگوی نمونه\n\nنادر پرتو امروز (سه‌شنبه) گفت: مرزها امن است و امن می‌ماند."
    banner, today = span(text, "دوشنبه 5 آذر 1403"), span(text, "امروز (سه‌شنبه)")
    return article(
        "made-3.txt",
        text,
        title=span(text, "گفتگوی نمونه"),
        people=(Person("نادر پرتو", None, "IR", None),),
        published_evidence=(
            DateEvidence(EvidenceKind.BANNER, dt.date(2024, 11, 25), banner),
            DateEvidence(EvidenceKind.TEXT, None, today),
        ),
        conflicts=(
            Conflict("weekday_contradicts_banner", "The banner says Monday, the text Tuesday.", (banner, today)),
        ),
        mentions=(named(text, "نادر پرتو", EntityType.PERSON, person=0),),
        quotes=(said(text, "مرزها امن است و امن می‌ماند", "نادر پرتو"),),
    )


def _hostile() -> ParsedArticle:
    text = f"{HOSTILE} **تیتر** $x$ [پیوند](javascript:alert(1))\n\n"
    text += f"فرید <b>نمونه</b> گفت: {HOSTILE}\n   \n\tپایان & &amp; &lt;"
    return article(
        f"{HOSTILE}.txt",
        text,
        published=dt.date(2024, 4, 1),
        agency=f"رسانهٔ {HOSTILE}",
        people=(Person("فرید <b>نمونه</b>", HOSTILE, "IR", None),),
        mentions=(named(text, "فرید <b>نمونه</b>", EntityType.PERSON, person=0),),
        quotes=(
            Quote(
                span(text, HOSTILE, len(HOSTILE)),
                QuoteKind.DIRECT,
                span(text, "گفت:"[:3]),
                None,
                "فرید <b>نمونه</b>",
                HOSTILE,
                "IR",
                0,
                "made",
                0.5,
            ),
        ),
        visits=(
            went(
                text,
                "فرید <b>نمونه</b>",
                "فرید <b>نمونه</b>",
                "TR",
                visitor_role=HOSTILE,
                host_city=HOSTILE,
                start=dt.date(2024, 4, 1),
                end=dt.date(2024, 4, 1),
            ),
        ),
    )


def articles() -> list[ParsedArticle]:
    """Four telling articles and sixty dull ones, so that lists have pages."""
    dull = []
    for n in range(60):
        text = f"گزارش شمارهٔ {n}\n\nکاوه راد گفت: سخن شمارهٔ {n} دربارهٔ بازار است."
        dull.append(
            article(
                f"dull-{n}.txt",
                text,
                published=dt.date(2024, 1, 1) + dt.timedelta(days=n),
                people=(Person("کاوه راد", None, "IR", None),),
                mentions=(named(text, "کاوه راد", EntityType.PERSON, person=0),),
                quotes=(said(text, f"سخن شمارهٔ {n} دربارهٔ بازار است", "کاوه راد"),),
            )
        )
    return [_minister(), _guest(), _conflicting(), _hostile(), *dull]


def make_store(folder: Path) -> Path:
    """A store of `articles()` in `folder`."""
    with open_writer(folder) as writer:
        for parsed in articles():
            writer.add(parsed)
        writer.reject("broken.gz", "The archive is cut short.")
    return folder
