"""The stories as a document for lawyers, Arabic beside English; `python -m tests.acceptance.told` writes it.

What is told is what is played: sentences and refusals come from the files that `player.py` plays.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from mithaq.ops.texts import Language, translator
from tests.acceptance.scenario import BEGINNINGS, Scenario, Step, all_files, written

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "scenarios.md"

HEAD = """# Stories of cases

Each story is played on real nodes at every test, step by step, as it is told here; in the end all nodes show the same.
Persons, states' laws and directories in them are invented. What was refused is told in the words that the officer sees.
The files: `tests/acceptance/scenarios`. This page is made from them: `python -m tests.acceptance.told`.

<div dir="rtl" lang="ar">

تُمثَّل كل قصة على عقد حقيقية في كل اختبار، خطوة خطوة، كما تُروى هنا،
وفي النهاية تُظهر العقد كلها الشيء نفسه. الأشخاص وقوانين الدول وأدلتها مخترعة.
وما رُفض يُروى بالكلمات التي يراها الضابط.

</div>
"""
REFUSED: dict[Language, str] = {"en": "Refused", "ar": "رُفض"}


ARTICLES = {
    "Riyadh": "الرياض",
    "House rule: the floor": "قاعدة داخلية: ما لا يجوز النزول عنه",
    "House rule: the two gates": "قاعدة داخلية: البوابتان",
    "House rule: true races": "قاعدة داخلية: تقاطع البيانات",
}
"""What stands beside a story's title, in Arabic."""


def document() -> str:
    """The whole page."""
    beginnings = {path.stem: written(path) for path in sorted(BEGINNINGS.glob("*.yaml"))}
    stories = {name: written(path) for name, path in all_files().items()}
    parts = [HEAD, "## How several of them begin\n"]
    parts += [_story(told, f"Beginning: {told.title.en}", beginnings, 3) for told in beginnings.values()]
    parts += [_story(told, f"{name[:2]}. {told.title.en}", beginnings, 2) for name, told in stories.items()]
    return "\n".join(parts)


def _story(told: Scenario, title: str, beginnings: dict[str, Scenario], level: int) -> str:
    begins = f" · begins with: *{beginnings[told.begins].title.en}*" if told.begins else ""
    rows = [_row(number, step) for number, step in enumerate(told.steps, 1)]
    articles = " · ".join(told.articles)
    return "\n".join((
        f"{'#' * level} {title}", "", f"{articles}{begins}", "",
        _arabic(f"<b>{told.title.ar}</b> · {_in_arabic(articles)}"), "",
        "| | English | العربية |", "|---|---|---|", *rows, "",
    ))  # fmt: skip


def _row(number: int, step: Step) -> str:
    english = " ".join((step.en, *_refusals(step, "en")))
    arabic = " ".join((step.ar, *_refusals(step, "ar")))
    return f"| {number} | {english} | {_arabic(arabic)} |"


def _refusals(step: Step, language: Language) -> Iterator[str]:
    """What was refused in this step, in that language; each sentence once."""
    asked = (told for told in (step.ask, step.transit) if told)
    codes = dict.fromkeys(told.refused for told in chain(asked, step.say) if told.refused)
    words = dict.fromkeys(translator(language).refusal(code) for code in codes)
    return (f"<br>*{REFUSED[language]}: {sentence}*" for sentence in words)


def _in_arabic(articles: str) -> str:
    for english, arabic in ARTICLES.items():
        articles = articles.replace(english, arabic)
    return articles


def _arabic(words: str) -> str:
    return f'<div dir="rtl" lang="ar">{words}</div>'


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
