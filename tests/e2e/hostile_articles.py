"""A store as an enemy would fill it: every title, name, role, place, path and address in it is an attack.

Each attack runs or loads something if it is taken for anything but text: `window.owned`, a dialog, a request to
ELSEWHERE. Also a text with all the characters that HTML, a browser or the clipboard could lose.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from dashboard_store import article, named, said, span, went

from fanews.model import Conflict, DateEvidence, EntityType, EvidenceKind, ParsedArticle, Person
from fanews.store.writer import open_writer

ELSEWHERE = "//elsewhere.invalid"
OWN = "window.owned=1;alert(1)"
ATTACKS = (
    f"<script>{OWN}</script><script src={ELSEWHERE}/a.js></script>",
    f'<img src={ELSEWHERE}/a.png onerror="{OWN}"><svg onload="{OWN}"><image href={ELSEWHERE}/b.png /></svg>',
    f'"><iframe srcdoc="<script>parent.{OWN}</script>"></iframe><iframe src={ELSEWHERE}></iframe>',
    f"' autofocus onfocus='{OWN}' style='position:fixed;inset:0;background:url({ELSEWHERE}/c.png)",
    f"<style>@import '{ELSEWHERE}/d.css'; *{{background:url({ELSEWHERE}/e.png)}}</style><link rel=stylesheet>",
    f"<base href={ELSEWHERE}><meta http-equiv=refresh content=0;url={ELSEWHERE}><form action={ELSEWHERE}><button>نام",
    f"![تصویر](https:{ELSEWHERE}/f.png) [پیوند](javascript:{OWN}) **پررنگ** `کد`",
    rf"$\href{{javascript:{OWN}}}{{x}}$ $$\int_0^1$$ :material/home: :red[سرخ] :rocket: {{{{7*7}}}} ${{7*7}}",
    f"&lt;b&gt; &amp; &#60;script&#62;{OWN}&#60;/script&#62; <!-- --><![CDATA[ </textarea></title>",
    f"<a href='javascript:{OWN}' id=article-text data-nav>نام</a><br><i>کج</i>",
    "‮وارونه‬ ‮مانده ⁧گم",
    f'=HYPERLINK("https:{ELSEWHERE}","نام")',
    "+1+1|' /C calc'!A0 نام",
    "-2+3 نام",
    "@SUM(1) نام",
)
ADDRESSES = (
    f"javascript:{OWN}",
    f"data:text/html,<script>{OWN}</script>",
    f'https:{ELSEWHERE}/"onmouseover="{OWN}',
    f" JaVaScRiPt:{OWN}",
    f"https:{ELSEWHERE}/\n<script>",
)
LONG = "دراز" * 800

ODD = (
    "  فاصله در آغاز\n\n"
    "نیم‌فاصله‌ها می‌مانند، دو  فاصله و\tجدول و پیوند‍ و نرم\u00adخط و \u200bصفر\n"
    "\r\nسطر دیگر\rسطر سوم\u2028سطر چهارم\u2029سطر پنجم\x0bسطر ششم\x0cسطر هفتم\x85سطر هشتم \0 صفر\n"
    "\u202eوارونه و بسته نشده\nسطر پس از آن \u2067گم \u200fراست\u200e چپ Latin 123 ۴۵۶، (پرانتز)\n"
    "ﻻ ﷲ ك ي ة أ إ آ کـشـیـده فَتحه\u0651 👩\u200d🚀 𐎠𐎡 \ufeff \ufffd \ufdd0 e\u0301\n"
    "<b>نه پررنگ</b> &nbsp; &#13; &amp;zwnj; </div></p><!-- \n" + LONG + "\n\n\nپایان  \n\n"
)


def _attacked(number: int, attack: str) -> ParsedArticle:
    text = f"{attack}\n\nبه گزارش {attack} گفت: {attack}\n{attack} به {attack} رفت."
    day = dt.date(2024, 3, 1 + number)
    once = span(text, attack)
    parsed = article(
        f"../{attack}\n{number}.txt",
        text,
        published=day,
        agency=attack,
        via=attack,
        published_evidence=(
            DateEvidence(EvidenceKind.FIELD, day, once, True),
            DateEvidence(EvidenceKind.TEXT, None, once),
        ),
        conflicts=(Conflict("never_heard_of", attack, (once, span(text, attack, once.end_char))),),
        people=(Person(attack, attack, "IR", None),),
        mentions=tuple(
            named(text, attack, kind) if kind is not EntityType.PERSON else named(text, attack, kind, person=0)
            for kind in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.ROLE)
        ),
        quotes=(replace(said(text, attack, attack, None, speaker_role=attack), mention=once, cue=once, rule=attack),),
        visits=(
            went(
                text,
                attack,
                attack,
                "TR",
                visitor_role=attack,
                host_city=attack,
                hosts=(attack, attack),
                start=day,
                end=day,
            ),
        ),
    )
    address = ADDRESSES[number % len(ADDRESSES)]
    return replace(parsed, document=replace(parsed.document, url=address))


def odd_article() -> ParsedArticle:
    """The text with every character that gets lost easily, under marks that nest, overlap and touch."""
    quote = ODD[ODD.index("نیم") : ODD.index("سطر دیگر")]
    return article(
        "odd.txt",
        ODD,
        title=None,
        people=(Person("نیم‌فاصله‌ها", None, "IR", None),),
        mentions=(
            named(ODD, "نیم‌فاصله‌ها", EntityType.PERSON, person=0),
            named(ODD, "فاصله‌ها می‌مانند، دو  فاصله", EntityType.ORGANISATION),
            named(ODD, "\r\nسطر دیگر\rسطر", EntityType.PLACE),
            named(ODD, "👩\u200d🚀 𐎠", EntityType.ORGANISATION),
            named(ODD, LONG[7:90], EntityType.PLACE),
            named(ODD, "پایان  \n\n", EntityType.DATE),
        ),
        quotes=(said(ODD, quote, "نیم‌فاصله‌ها", None),),
        visits=(went(ODD, "سطر سوم\u2028سطر چهارم\u2029سطر", "نیم‌فاصله‌ها", "AZ"),),
    )


def hostile_articles() -> list[ParsedArticle]:
    """The odd article, then one for each attack."""
    return [odd_article(), *(_attacked(number, attack) for number, attack in enumerate(ATTACKS))]


def make_hostile_store(folder: Path) -> Path:
    """A store of `hostile_articles()` in `folder`, with hostile inputs that were not taken."""
    with open_writer(folder) as writer:
        for parsed in hostile_articles():
            writer.add(parsed)
        for attack in ATTACKS:
            writer.reject(f"{attack}\n.txt", attack)
    return folder
