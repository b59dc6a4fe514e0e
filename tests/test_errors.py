"""What the system refused is said in the language in use; unknown words are met with known ones."""

import errno
import os
import re

import pytest

from patentcli.errors import refusal
from patentcli.i18n import set_language
from patentcli.suggest import nearest, unknown_word
from tools import call

USUAL = ("ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ENOSPC", "EDQUOT")
DOMAINS = ("image", "video", "3d", "other")


@pytest.mark.parametrize("name", [*USUAL, "EROFS", "EIO", "EBADF", "EMFILE", "ELOOP", "ENOMEM"])
def test_the_usual_refusals_are_the_system_s_own_and_known_in_chinese(name: str) -> None:
    number = getattr(errno, name)
    problem = OSError(number, os.strerror(number), "list.csv")
    assert refusal(problem) == os.strerror(number)
    assert refusal(OSError("odd")) == "odd"
    try:
        set_language("zh")
        assert re.search(r"[\u4e00-\u9fff]", refusal(problem))
    finally:
        set_language("en")


def test_a_command_says_it() -> None:
    answer = call("eligible", "--batch", "/nowhere.csv", "--lang", "zh")
    assert answer.code == 66
    assert "没有这个文件或文件夹" in answer.err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        *(("vidio", "video"), ("VIDEO", "video"), ("imag", "image"), ("othr", "other")),
        *(("3D", "3d"), ("3", "3d"), ("视屏", "视频"), ("retial", "Retail")),
        *((word, None) for word in ("", "patent", "zzzzz", "x" * 100_000)),
    ],
)
def test_a_mistyped_word(word: str, meant: str | None) -> None:
    assert nearest(word, [*DOMAINS, "图像", "视频", "Retail"]) == meant


def test_the_error_lists_all_words_the_nearest_first() -> None:
    known = "known: image, video, 3d, other"
    near = unknown_word("unknown domain 'vidio'", "vidio", DOMAINS, where="--domain")
    assert str(near) == f"--domain: unknown domain 'vidio'; did you mean video? {known}"
    assert (
        str(unknown_word("unknown domain 'x'", "zzzz", DOMAINS)) == f"unknown domain 'x'; {known}"
    )
