"""Every page under Streamlit's harness: what it shows, what its filters do to it and to the URL."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from dashboard_store import HOSTILE, article, articles, named, said
from page_harness import ROOT, OpenPage, html
from streamlit.testing.v1 import AppTest

from fanews.model import EntityType, ParsedArticle, Person
from fanews.store import open_writer
from fanews.ui import accuracy_views
from fanews.ui.navigation import PAGES


def quote_ids(page: str) -> set[str]:
    return set(re.findall(r'data-quote="(\d+)"', page))


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_page_opens_in_both_languages(open_page: OpenPage, key: str, lang: str) -> None:
    page = html(open_page(key, lang=lang, **({"id": "1"} if key in {"article", "entity"} else {})))
    assert "fa-title" in page
    assert ("متن" in page or "خبر" in page) or lang == "en"


@pytest.mark.parametrize(("lang", "words"), [("fa", "رونوشت پیوند"), ("en", "Copy link")])
def test_the_frame_speaks_the_language_of_the_url(open_page: OpenPage, lang: str, words: str) -> None:
    page = html(open_page("app", lang=lang))
    assert words in page
    assert "fa-figures" in page


def test_the_overview_counts_what_is_there_and_what_is_not_known(open_page: OpenPage) -> None:
    page = html(open_page("overview"))
    assert "<b>۶۴</b>" in page  # articles
    assert "<b>۳</b>" in page  # visits
    assert "خبرهای بی‌تاریخ (۱)" in page
    assert "«دوشنبه 5 آذر 1403» ↔ «امروز (سه‌شنبه)»" in page


def test_the_overview_lists_visits_ahead_of_the_newest_article(open_page: OpenPage) -> None:
    page = html(open_page("overview"))
    ahead = page[page.index("سفرهای در پیش") : page.index("پرنقل‌قول‌ترین‌ها")]
    assert "سالم الحارثی" in ahead
    assert "سهراب نیک‌پی" not in ahead


def test_the_overview_says_how_right_the_reading_is_and_on_how_many_articles(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    figures = tmp_path / "accuracy.json"
    monkeypatch.setattr(accuracy_views, "FIGURES", figures)
    assert "fa-accuracy" not in html(open_page("overview"))
    figures.write_text('{"articles": 42, "figures": {"visits": {"value": 0.913, "low": 0.83, "high": 0.956}}}', "utf-8")
    page = html(open_page("overview", lang="en"))
    assert '<b>91%</b> <span class="fa-source">(83 to 96)</span>' in page
    assert "42 annotated articles" in page
    assert "right speaker" not in page


def test_a_country_in_the_url_filters_the_visits(open_page: OpenPage) -> None:
    app = open_page("visits", country="AZ")
    page = html(app)
    assert "سهراب نیک‌پی" in page
    assert "سالم الحارثی" not in page
    assert app.multiselect(key="visits.country").value == ["AZ"]


def test_what_is_picked_is_said_and_can_be_taken_off_one_by_one(open_page: OpenPage) -> None:
    page = html(open_page("visits", country=["AZ", "OM"], status="completed", from_="1403-01-01"))
    chips = page[page.index("fa-picked") : page.index("</nav>", page.index("fa-picked"))]
    for text in ("کشور: آذربایجان", "کشور: عمان", "وضعیت: انجام‌شده", "از روز: ۱۴۰۳/۰۱/۰۱"):
        assert f"<bdi>{text}</bdi>" in chips
    assert 'href="./visits?country=OM&amp;status=completed&amp;from=1403-01-01"' in chips
    assert "fa-picked" not in html(open_page("visits", visit="1"))


def test_a_changed_filter_is_written_to_the_url(open_page: OpenPage) -> None:
    app = open_page("visits", status="planned")
    app.multiselect(key="visits.country").select("OM").run()
    assert app.query_params["country"] in ("OM", ["OM"])
    assert app.query_params["status"] in ("planned", ["planned"])
    assert "سالم الحارثی" in html(app)


def test_values_the_store_does_not_know_are_named_and_the_rest_is_shown(open_page: OpenPage) -> None:
    page = html(open_page("visits", country="ZZ", status=["planned", "dreamt"], visitor="99999", colour="red"))
    for unknown in ("country=ZZ", "status=dreamt", "visitor=99999", "colour=red"):
        assert f">{unknown}<" in page
    assert "سالم الحارثی" in page


def test_a_visit_without_a_known_day_is_listed_beside_the_timeline(open_page: OpenPage) -> None:
    page = html(open_page("visits"))
    undated = page[page.index("fa-undated") : page.index("<table>")]
    assert "سالم الحارثی" in undated
    assert "سهراب نیک‌پی" not in undated


def test_the_timelines_legend_says_in_words_what_the_sizes_mean(open_page: OpenPage) -> None:
    page = html(open_page("visits", lang="en"))
    sizes = page[page.index("<b>Rank:</b>") : page.index("fa-undated")]
    assert re.search(r"inline-size:16px[^>]*></i>minister</span>", sizes)
    assert "parliament" not in sizes  # its visit has no known day, so no mark


def test_visits_are_counted_by_country_and_jalali_year(open_page: OpenPage) -> None:
    page = html(open_page("visits", lang="en", status="completed"))
    counted = page[page.index("fa-matrix") :]
    assert '<td data-label="Country"><bdi>Azerbaijan</bdi></td>' in counted
    assert "country=AZ&amp;from=1403-01-01&amp;to=1403-12-30" in counted
    assert ">Iran<" not in counted[: counted.index("</table>")]


def test_visits_are_filtered_by_outlet_and_by_what_is_told_in_passing(open_page: OpenPage) -> None:
    app = open_page("visits", outlet="خبرگزاری نمونه")
    page = html(app)
    assert "سهراب نیک‌پی" in page
    assert "سالم الحارثی" not in page
    app.toggle(key="visits.background").set_value(True).run()
    assert app.query_params["background"] in ("0", ["0"])
    assert app.query_params["outlet"] in ("خبرگزاری نمونه", ["خبرگزاری نمونه"])
    assert "outlet=هیچ" in html(open_page("visits", outlet="هیچ"))


def test_a_range_of_days_keeps_visits_whose_day_may_lie_in_it(open_page: OpenPage) -> None:
    page = html(open_page("visits", from_="1403-03-01"))
    assert "سالم الحارثی" in page
    assert "سهراب نیک‌پی" not in page


def test_a_jalali_day_typed_by_hand_lands_in_the_url(open_page: OpenPage) -> None:
    app = open_page("visits")
    app.text_input(key="visits.from").set_value("۱۴۰۳/۳/۱").run()
    assert app.query_params["from"] in ("1403-03-01", ["1403-03-01"])
    assert app.text_input(key="visits.from").value == "۱۴۰۳/۰۳/۰۱"


def test_a_day_that_is_none_is_said_and_filters_nothing(open_page: OpenPage) -> None:
    app = open_page("visits")
    app.text_input(key="visits.from").set_value("فردا").run()
    page = html(app)
    assert "from=فردا" in page
    assert "سهراب نیک‌پی" in page


def test_a_visits_card_shows_the_words_and_links_to_them(open_page: OpenPage) -> None:
    found = re.search(r'\./visits\?visit=(\d+)"><bdi>سالم', html(open_page("visits")))
    assert found
    page = html(open_page("visits", visit=found[1]))
    assert "fa-visit-card" in page
    assert re.search(
        r'href="\./article\?id=2&amp;list=visit&amp;visit=\d+&amp;n=1#v\d+"[^>]*>«سالم الحارثی رئیس مجلس عمان', page
    )


def test_quotes_of_one_speaker_and_kind(open_page: OpenPage) -> None:
    app = open_page("quotes")
    speaker = next(v for v in app.multiselect(key="quotes.speaker").options if v.startswith("سهراب"))
    app.multiselect(key="quotes.speaker").select(speaker).run()
    assert len(quote_ids(html(app))) == 2
    page = html(open_page("quotes", speaker=app.query_params["speaker"], kind="indirect"))
    assert len(quote_ids(page)) == 1
    assert "همکاری با آذربایجان گسترش می‌یابد" in page


def test_two_or_three_picked_speakers_stand_side_by_side(open_page: OpenPage) -> None:
    app = open_page("quotes")
    assert "fa-side" not in html(app)
    for speaker in app.multiselect(key="quotes.speaker").options[:2]:
        app.multiselect(key="quotes.speaker").select(speaker).run()
    page = html(app)
    assert page[page.index('class="fa-side') :].count('<section class="fa-panel">') == 2
    assert "fa-side-2" in page
    ids = app.query_params["speaker"]
    assert quote_ids(page) == set().union(*(quote_ids(html(open_page("quotes", speaker=i))) for i in ids))


def told(number: int, words: str, outlet: str) -> ParsedArticle:
    text = f"خبر شمارهٔ {number}\n\nکاوه راد گفت: {words}."
    return article(
        f"told-{number}.txt",
        text,
        agency=outlet,
        published=dt.date(2024, 1, number),
        people=(Person("کاوه راد", None, "IR", None),),
        mentions=(named(text, "کاوه راد", EntityType.PERSON, person=0),),
        quotes=(said(text, words, "کاوه راد"),),
    )


def test_a_quote_told_by_two_outlets_is_one_card_with_both_wordings(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_writer(tmp_path) as writer:
        writer.add(told(1, "بازار امسال با یاری همهٔ کشاورزان آرام خواهد ماند", "رسانهٔ نخست"))
        writer.add(told(2, "بازار امسال با یاری همهٔ کشاورزان آرام می‌ماند", "رسانهٔ دوم"))
    monkeypatch.setenv("FANEWS_STORE", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "pages" / "quotes.py"), default_timeout=30).run()
    page = html(app)
    assert len(quote_ids(page)) == 1
    opened = page[page.index("<details") : page.index("</details>")]
    assert "همین سخن در ۲ جا: <bdi>رسانهٔ نخست، رسانهٔ دوم</bdi>" in opened
    assert "آرام خواهد ماند»" in opened
    assert "آرام می‌ماند»" in opened
    assert set(re.findall(r"article\?id=(\d+)#q", opened)) == {"1", "2"}


def test_quotes_are_drawn_over_time_where_two_days_are_known(open_page: OpenPage) -> None:
    page = html(open_page("quotes"))
    assert "نقل‌قول‌ها در گذر زمان" in page
    assert "۱ جا در خبرهای بی‌تاریخ است و در نمودار نیست" in page
    assert "در گذر زمان" not in html(open_page("quotes", from_="1403-02-18", to="1403-02-18"))


def test_a_quotes_kind_tells_its_rule_and_confidence_when_pointed_at(open_page: OpenPage) -> None:
    page = html(open_page("quotes", lang="en"))
    assert re.search(r'class="fa-chip fa-kind-direct" title="rule: [^"]+; confidence \d+%"', page)


def test_quotes_are_found_by_words_however_they_are_spelt(open_page: OpenPage) -> None:
    page = html(open_page("quotes", text="گسترش مي يابد"))
    assert "همکاری با آذربایجان گسترش می‌یابد" in page
    assert len(quote_ids(page)) == 1


def test_a_long_list_of_quotes_has_pages(open_page: OpenPage) -> None:
    first, second = html(open_page("quotes")), html(open_page("quotes", page_="2"))
    assert len(quote_ids(first)) == 50
    assert len(quote_ids(first) | quote_ids(second)) == 65


def test_a_filter_by_day_says_how_many_undated_quotes_it_leaves_out(open_page: OpenPage) -> None:
    page = html(open_page("quotes", from_="1403-01-01"))
    assert "۱ نقل‌قول از خبرهای بی‌تاریخ" in page


def test_the_reading_view_shows_a_conflict_with_the_words_of_both_sides(open_page: OpenPage) -> None:
    page = html(open_page("article", id="3"))
    assert "fa-conflict-box" in page
    assert 'data-at="c0 d0"' in page or 'data-at="d0 c0"' in page
    assert "تاریخ انتشار نامعلوم" in page


def test_layers_of_the_reading_view_are_switched_by_the_url(open_page: OpenPage) -> None:
    page = html(open_page("article", id="1", layers=["quote"]))
    assert 'class="fa-m fa-quote"' in page
    assert "fa-PER" not in page
    assert "fa-m " not in html(open_page("article", id="1", layers=["none"]))


def test_every_mark_of_a_known_name_quote_or_visit_says_what_it_is_and_leads_there(open_page: OpenPage) -> None:
    text = html(open_page("article", id="1"))
    text = text[text.index("article-text") :]
    text = text[: text.index("</div>")]
    marks = re.findall(r"<(a|span) ([^>]*)>", text)
    assert all('title="' in given for name, given in marks)
    for layer, leads in (("PER", "entity"), ("LOC", "entity"), ("quote", "entity"), ("visit", "visits")):
        assert re.search(rf'<a class="fa-m[^"]*fa-{layer}\b[^"]*"[^>]*href="\./{leads}\?', text), layer
    for name, given in marks:
        if 'data-inner="DATE"' not in given:
            assert name == "a", given


def test_a_link_to_a_quote_finds_its_place_while_quotes_are_switched_off(open_page: OpenPage) -> None:
    page = html(open_page("article", id="1", layers=["none"]))
    assert re.search(r'<span data-at="q\d+" id="q\d+">برای ساختن', page)
    assert "fa-quote" not in page


def test_the_size_of_the_text_is_one_of_three_and_the_usual_one_is_not_in_the_url(open_page: OpenPage) -> None:
    app = open_page("article", id="1")
    sizes = app.get("button_group")[1]
    assert sizes.options and len(sizes.options) == 3
    assert sizes.value == ["medium"] or sizes.value == "medium"
    assert "fa-size-large" in html(open_page("article", id="1", size="large"))


def test_the_side_panel_gives_each_speakers_words_with_links_to_their_places(open_page: OpenPage) -> None:
    page = html(open_page("article", id="1"))
    said = page[page.index('class="fa-said"') :]
    assert re.search(r'href="\./article\?id=1#q\d+"[^>]*class="fa-jump"[^>]*>«برای ساختن', said)


def test_a_very_long_article_is_shown_in_portions(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.ui.portions.PORTION_CHARS", 60)
    first, second = (html(open_page("article", id="1", part=part)) for part in ("1", "2"))
    assert "بخش ۱ از" in first and "بخش ۲ از" in second
    assert 'href="./article?id=1&amp;part=2"' in first


def test_an_article_that_is_not_there_is_said(open_page: OpenPage) -> None:
    assert "چنین خبری" in html(open_page("article", id="987654")) or "خبری برگزیده نشده" in html(open_page("article"))


def test_search_finds_words_however_they_are_spelt_and_marks_them(open_page: OpenPage) -> None:
    page = html(open_page("search", q="شبکه ای مشترک"))
    assert "وزیر ارتباطات به باکو رفت" in page
    assert '<mark class="fa-hit">' in page
    assert page.count("<li>") == 1


def test_search_says_when_nothing_was_found(open_page: OpenPage) -> None:
    assert "چیزی با این پالایه‌ها یافت نشد" in html(open_page("search", q="هیچستان"))


def test_articles_that_contradict_themselves_or_lack_a_date_can_be_listed(open_page: OpenPage) -> None:
    for query in ({"conflict": "1"}, {"dated": "0"}):
        page = html(open_page("search", **query))
        assert "گفتگوی نمونه" in page
        assert page.count("<li>") == 1


@pytest.mark.parametrize("page", ["overview", "visits", "quotes", "search", "article", "entity"])
def test_nothing_an_article_holds_becomes_html(open_page: OpenPage, page: str) -> None:
    shown = html(open_page(page, **({"id": "4"} if page == "article" else {})))
    assert HOSTILE not in shown
    assert "<script" not in shown
    assert "<img" not in shown


def test_an_empty_store_says_what_to_do(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FANEWS_STORE", f"{tmp_path}/none")
    assert "fanews ingest PATH" in html(open_page("app"))


def test_a_store_that_cannot_be_read_is_named_with_a_hint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "current").write_text("20240101T000000-1\n", "utf-8")
    monkeypatch.setenv("FANEWS_STORE", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception
    assert "fa-bad" in html(app)


def test_the_made_articles_hold_together() -> None:
    for made in articles():
        for mention in made.mentions:
            assert made.document.text[mention.span.start_char : mention.span.end_char] == mention.span.surface
