"""`search`: how well each record fits, what is held back, and what is said of the question."""

import json

import pytest

from tools import call


def fits(*arguments: str) -> list[str]:
    answer = call("search", *arguments, "--format", "json", "--limit", "all")
    return [hit["fit"] for hit in json.loads(answer.out)]


def test_partial_is_the_weakest_fit_shown_by_default_and_each_word_is_known() -> None:
    query = "cover picture for a drama series"
    shown = fits(query)
    assert shown == fits(query, "--fit", "partial") == fits(query, "--fit", "中")
    assert set(shown) <= {"strong", "partial"}
    assert set(fits(query, "--fit", "strong")) <= {"strong"}
    assert "weak" in fits(query, "--fit", "weak")
    refused = call("search", query, "--fit", "huge")
    assert (refused.code, refused.out) == (2, "")
    assert "'huge'" in refused.err


def test_a_question_of_one_word_is_met_in_full_by_what_has_it() -> None:
    assert set(fits("video")) == {"strong"}
    assert "weak" not in fits("watermark", "--fit", "weak")
    # One Chinese character, which tells too little beside others.
    assert call("search", "灯", "--format", "ids").lines[0] == "CN114694123B"


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("video 60fps", 0, "not in any record: 60fps; searched for: video"),
        ("微博视频", 0, "not in any record: 微博; searched for: 视频"),
        ("给视频自动配字幕", 1, "nothing fits; 42 records have no more than this in common"),
        ("pizza", 1, "not in any record: pizza"),
        ("dubbing", 1, "nothing found"),
        ("vidio", 0, "vidio: not found, searched as video"),
        ("别人盗用我的视频怎么办", 0, ""),
        ("有没有高德的导航专利", 0, ""),
        ("请问怎么给图片加水印", 0, ""),
        ("watermark " * 60, 0, "the query is long; only its first 500 characters were used"),
    ],
)
def test_what_is_said_of_the_question(query: str, code: int, said: str) -> None:
    answer = call("search", query)
    assert answer.code == code
    lines = [line for line in answer.err.splitlines() if "candidate" not in line]
    lines = [line for line in lines if "--limit all" not in line]
    assert any(said in line for line in lines) if said else not lines


def test_what_is_held_back_is_said() -> None:
    assert "20 of 42 shown; --limit all shows the rest" in call("search", "video").err
    assert "shown" not in call("search", "video", "--limit", "all").err
    weak = call("search", "给视频自动配字幕", "--fit", "weak", "--limit", "all")
    assert weak.code == 0
    assert len(weak.out.splitlines()) == 43
