"""In a checkout the catalogue follows `data/`: a stale one is never served."""

import errno
import os
from pathlib import Path

import pytest

from checkouts import OTHER, checkout, edit, run_from
from patentcli.building import build
from patentcli.building.checkout import refresh
from patentcli.errors import CannotCreate

CN = "CN114694123B"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copied checkout with one record, whose catalogue was never built."""
    return checkout(tmp_path, keep=lambda name: name == CN)


def database(root: Path) -> Path:
    return root / "src" / "patentcli" / "catalogue.db"


def record(root: Path) -> Path:
    return root / "data" / "patents" / f"{CN}.toml"


def test_the_data_is_served_as_it_is_from_the_first_call_on(root: Path) -> None:
    assert not database(root).exists()
    assert "sensing method" in run_from(root, "show", CN).out
    edit(record(root), 'title = "Traffic signal lamp sensing', 'title = "Traffic light seeing')
    os.utime(record(root), (0, 0))  # older than the catalogue: times tell nothing
    answer = run_from(root, "show", CN)
    assert "Traffic light seeing" in answer.out
    assert "sensing method" not in answer.out
    (root / "data" / "patents" / "US8775401B2.toml").write_text(OTHER, encoding="utf-8")
    assert "2 patents" in run_from(root, "--version").out
    record(root).unlink()
    assert run_from(root, "list", "--format", "ids").lines == ["US8775401B2"]


def test_a_broken_file_is_an_error_and_nothing_old_is_served(root: Path) -> None:
    refresh(str(root))
    edit(record(root), 'listing = "candidate"', 'listing = "free"')
    for arguments in ("list", "--version"):
        answer = run_from(root, arguments)
        assert (answer.code, answer.out) == (65, "")
        assert answer.err == (
            f"patentcli: error: patents/{CN}.toml: listing: "
            "Input should be 'candidate' or 'listed'\n"
        )


def test_a_damaged_catalogue_is_built_anew(root: Path) -> None:
    refresh(str(root))
    sound = database(root).read_bytes()
    for body in (b"", b"not a database at all", sound[: len(sound) // 2]):
        database(root).write_bytes(body)
        refresh(str(root))
        assert database(root).read_bytes() == sound


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_checkout_that_cannot_be_written_says_so_when_it_changed(
    number: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(str(root))
    before = database(root).read_bytes()

    def refuse(path: str, *, force: bool) -> None:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(build, "replacing", refuse)
    refresh(str(root))  # nothing changed
    assert database(root).read_bytes() == before
    edit(record(root), '"medium"', '"high"')
    with pytest.raises(CannotCreate) as caught:
        refresh(str(root))
    assert caught.value.where == str(database(root))
    assert caught.value.message == (
        "the checkout changed and its catalogue cannot be built: " + os.strerror(number)
    )


TRANSLATION = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_a_changed_translation_is_compiled_and_spoken_at_once(root: Path) -> None:
    po = root / "src" / "patentcli" / "locale" / "zh" / "LC_MESSAGES" / "patentcli.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    sentence = 'msgid "no patent passes the filters"\nmsgstr "{}"\n'
    for words in ("没有专利通过筛选", "无符合条件的专利"):
        po.write_text(TRANSLATION + sentence.format(words), encoding="utf-8")
        answer = run_from(root, "list", "--office", "FR", "--lang", "zh")
        assert (answer.code, answer.err) == (0, f"patentcli: {words}\n")


def test_a_change_of_the_data_needs_no_compiler_of_translations(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(str(root))
    edit(record(root), '"medium"', '"high"')
    monkeypatch.delattr(build, "build_translations")
    before = database(root).read_bytes()
    refresh(str(root))
    assert database(root).read_bytes() != before
