"""Which language a text is in."""

from __future__ import annotations

import pytest

from accords.core.errors import UnreadableSource
from accords.corpus.language import identify, require_supported


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The two ministers met on Monday and agreed to meet again.", "en"),
        ("Die beiden Minister trafen sich am Montag und vereinbarten ein weiteres Treffen.", "de"),
        ("Министры двух стран встретились в понедельник и договорились о новой встрече.", "ru"),
        ("两国部长星期一在伯尔尼举行会谈，同意明年春天再次会晤。 两国 部长 举行 会谈 了", "zh"),
        ("Bern Oslo Astana Yerevan Dushanbe Minsk", "en"),  # names alone say nothing
        ("Ministres réunis à Berne", "en"),  # too short to tell
        ("", "en"),
    ],
)
def test_identify(text: str, code: str) -> None:
    assert identify(text) == code


def test_other_languages_are_refused_by_name() -> None:
    assert require_supported("en", "a.txt") == "en"
    with pytest.raises(UnreadableSource, match="unsupported language: de"):
        require_supported("de", "a.txt")
