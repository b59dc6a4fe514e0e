"""What the system refused is said in the language in use, never in the system's voice alone."""

import errno
import os
import re

import pytest

from patentcli.errors import refusal
from patentcli.i18n import set_language
from tools import call

USUAL = ("ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EEXIST", "ENAMETOOLONG", "ENOSPC", "EDQUOT")


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
