"""Languages told apart."""

import pytest

from fanews.lexicon import rows
from fanews.parse.language import UNKNOWN, language_of


@pytest.mark.parametrize("row", rows("languages"), ids=lambda row: row["code"])
def test_each_example_in_the_table_is_of_its_language(row: dict[str, str]) -> None:
    assert language_of(row["example"]) == row["code"]


@pytest.mark.parametrize(
    "text",
    [
        "وزير امور خارجه كشور نمونه در اين نشست گفت كه راه گفت و گو باز است",  # Arabic letters, as newspapers have it
        "وزیر گفت «إن السلام عليكم» و افزود که این جمله را از مهمانان شنیده است",
        "دیدار دو وزیر در بندر",
        "همکاریهای دو کشور گسترش مییابد و وزیر آن را میپسندد",  # ZWNJs lost
    ],
)
def test_persian_in_any_spelling_is_persian(text: str) -> None:
    assert language_of(text) == "fa"


def test_arabic_with_persian_letters_is_arabic() -> None:
    assert language_of("قال الوزیر فی المؤتمر الصحفی إن الزیارة المقبلة سوف تشمل محادثات بین البلدین") == "ar"


def test_a_text_without_letters_has_no_language() -> None:
    assert language_of("1403/09/05 ... 🔹") == UNKNOWN


def test_the_language_of_most_of_a_page_counts() -> None:
    quotation = "قال الوزير إن الزيارة سوف تبدأ. "
    persian = "وزیر در این نشست گفت که این سفر از روز شنبه آغاز می‌شود و به گسترش روابط کمک خواهد کرد. "
    assert language_of(persian * 3 + quotation) == "fa"
    assert language_of(quotation * 5 + persian) == "ar"


@pytest.mark.shared
def test_every_annotated_article_has_its_language(shared) -> None:
    import json

    for gold in sorted((shared / "gold").glob("*/*.json")):
        if gold.with_suffix(".txt").exists():
            stated = json.loads(gold.read_text("utf-8"))["language"]
            assert language_of(gold.with_suffix(".txt").read_text("utf-8")) == stated, gold.name
