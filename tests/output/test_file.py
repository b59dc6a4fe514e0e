"""`--output FILE`: whole or not at all, and nothing but that file is touched; what is written
reaches it, or the failure is known before the exit code is."""

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs import Sink, written
from patentcli.errors import CannotCreate, UsageProblem, WriteFailed
from patentcli.output.replacing import ABANDONED, PREFIX, SUFFIX, output_file, replacing, sweep
from patentcli.output.stream import BUFFER_SIZE, Output
from tools import bash

RECORDS = [{"id": "CN1", "title": "x"}]
TSV = "id\ttitle\nCN1\tx\n"


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "a"
    path.write_text("old")
    return path


def save(path: Path | str, **options: Any) -> None:
    with output_file(str(path), **options) as out:
        out.write(b"new")


def refused(path: Path | str, **options: Any) -> str:
    with pytest.raises(CannotCreate) as caught:
        save(path, **options)
    assert caught.value.where == str(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "format_", "beginning"),
    [
        ("a.tsv", None, TSV), ("a.csv", None, "id,title\n"), ("a.CSV", None, "id,title\n"),
        ("a.json", None, "[\n"), ("a.jsonl", None, "{"), ("a.md", None, "| id |"), ("a", None, TSV),
        ("a.txt", None, "Number  Title\n"), ("a.dat", None, TSV), ("a.json", "tsv", TSV),
        # A name that promises another kind of file is refused.
        ("a.docx", None, None), ("a.pdf", None, None), ("a.PDF", "csv", None),
        ("a.xls", None, None), ("a.png", "md", None), ("a.xlsx", "csv", None),
        ("a.csv", "xlsx", None), ("a", "xlsx", None),
    ],
)  # fmt: skip
def test_the_format_asked_for_or_the_suffix_says_the_format(
    name: str, format_: str | None, beginning: str | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    if beginning is None:
        with pytest.raises(UsageProblem, match=r"--output: .*\.xlsx"):
            written(RECORDS, output=str(path), format=format_)
        assert names(tmp_path) == []
        return
    assert written(RECORDS, output=str(path), format=format_) == ""
    assert path.read_text().startswith(beginning)
    assert names(tmp_path) == [name]
    assert written(RECORDS, output="-") == written(RECORDS, output="/dev/stdout") == TSV


def test_a_file_that_is_there_or_appears_meanwhile_is_kept_without_force_and_after_a_failure(
    old: Path, tmp_path: Path
) -> None:
    assert "--force" in refused(old, force=False)
    assert "--force" not in refused(old)  # of a command that has no such option
    with suppress(FileExistsError), output_file(str(old), force=True) as out:
        out.write(b"new")
        raise FileExistsError("of something else")  # not taken for one of this file
    assert (old.read_text(), names(tmp_path)) == ("old", ["a"])
    save(old, force=True)
    assert old.read_text() == "new"
    other = tmp_path / "b"
    with pytest.raises(CannotCreate), output_file(str(other)):
        other.write_text("somebody else's")
    assert (other.read_text(), names(tmp_path)) == ("somebody else's", ["a", "b"])


@pytest.mark.parametrize(
    ("umask", "mode", "after"),
    [(0o022, None, 0o644), (0o077, None, 0o600), (0o022, 0o600, 0o600), (0o022, 0o444, 0o444),
     (0o077, 0o755, 0o755)],
)  # fmt: skip
def test_a_new_file_has_the_mode_of_the_umask_a_replaced_one_its_own_and_is_private_until_then(
    umask: int, mode: int | None, after: int, old: Path, tmp_path: Path
) -> None:
    """E19: what replaces a private file is private from its first byte."""
    old.unlink() if mode is None else old.chmod(mode)
    before = os.umask(umask)
    try:
        with replacing(str(old), force=True) as temporary:
            assert temporary.parent == tmp_path
            assert mode is None or temporary.stat().st_mode & 0o777 == 0o600
            temporary.write_text("new")
            assert mode is None or old.read_text() == "old"  # readers see it to the end
    finally:
        os.umask(before)
    assert (old.read_text(), old.stat().st_mode & 0o777) == ("new", after)
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("force", [False, True])
def test_a_symbolic_link_is_neither_followed_nor_replaced(
    force: bool, old: Path, tmp_path: Path
) -> None:
    for target in (old, tmp_path / "missing"):
        link = tmp_path / f"to {target.name}"
        link.symlink_to(target)
        assert "symbolic link" in refused(link, force=force)
        assert link.is_symlink()
    path = tmp_path / "b"
    path.write_text("first")
    with output_file(str(path), force=True):  # one that appears meanwhile is not followed, too
        path.unlink()
        path.symlink_to(old)
    assert (path.is_symlink(), old.read_text()) == (False, "old")
    assert not (tmp_path / "missing").exists()


def test_where_no_file_can_be(old: Path, tmp_path: Path) -> None:
    alias, fifo = tmp_path / "alias", tmp_path / "fifo"
    alias.hardlink_to(old)
    os.mkfifo(fifo)
    for path, reason in (
        (tmp_path, "is a directory"),
        ("/dev/null", "device, pipe or socket"),
        (fifo, "device, pipe or socket"),
        (tmp_path / "missing" / "b", "No such file or directory"),
        (f"{tmp_path}/missing/", "No such file or directory"),
        (old / "b", "Not a directory"),
        (tmp_path / ("x" * 300), "File name too long"),
        (old, "being read"),
        (alias, "being read"),
    ):
        assert reason in refused(path, force=True, inputs=("missing", str(old)))
    assert (old.read_text(), names(tmp_path)) == ("old", ["a", "alias", "fifo"])
    assert fifo.is_fifo()


def test_the_longest_name_and_odd_names_can_be_written(tmp_path: Path) -> None:
    for name in ("x" * 255, "视" * 85, "a b", "-x", "\udcff", "'$(x)"):
        save(tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"new"


def test_writing_looks_at_no_other_file_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E08: neither what a killed run left nor what another run is writing is touched."""
    litter_of_others = [tmp_path / f"{PREFIX}{n}{SUFFIX}" for n in ("killed", "running")]
    for path in litter_of_others:
        path.write_text("half")
        os.utime(path, (0, 0))
    for name in ("scandir", "listdir"):
        monkeypatch.setattr(os, name, lambda *_: pytest.fail("looks through the folder"))
    save(tmp_path / "a")
    save(tmp_path / "a", force=True)
    monkeypatch.undo()
    assert all(path.read_text() == "half" for path in litter_of_others)


def test_only_what_was_left_long_ago_is_swept_away(tmp_path: Path) -> None:
    """E08: nothing that another run is writing goes."""
    old = time.time() - 2 * ABANDONED
    kept = {"notes.tmp", f"{PREFIX}notes", f"{PREFIX}fifo{SUFFIX}", f"{PREFIX}new{SUFFIX}"}
    for name in (*kept, f"{PREFIX}dead{SUFFIX}"):
        path = tmp_path / name
        os.mkfifo(path) if "fifo" in name else path.write_text("half")
        if "new" not in name:
            os.utime(path, (old, old))
    sweep(str(tmp_path))
    assert set(names(tmp_path)) == kept
    sweep(str(tmp_path / "missing"))


@pytest.mark.parametrize("name", ["a.json", "a.xlsx"])
def test_a_full_disk_leaves_the_old_file_and_is_74(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("old")
    found = bash(f"ulimit -f 4; patentcli list -q --force -o {path}")
    assert found.code == 74
    assert found.err == f"patentcli: error: {path}: cannot write: File too large\n"
    assert (path.read_text(), names(tmp_path)) == ("old", [name])


# --- the stream that files and standard output are written by


@given(st.lists(st.binary(max_size=300), max_size=10), st.integers(1, 50))
def test_short_writes_are_continued(parts: list[bytes], most: int) -> None:
    sink = Sink(most=most)
    out = Output(sink)
    for part in parts:
        out.write(part)
        out.flush()
    out.write(b"x" * BUFFER_SIZE)  # enough to be written by itself
    assert sink.body == b"".join(parts) + b"x" * BUFFER_SIZE


def test_a_full_disk_is_told_and_nothing_is_written_twice() -> None:
    sink = Sink(room=10)
    out = Output(sink, name="list.csv")
    out.write(b"0123456789abc")
    for _attempt in range(2):
        with pytest.raises(WriteFailed, match=r"list\.csv: .*No space left"):
            out.flush()
    assert sink.body == b"0123456789"
    assert not out.try_flush()
    out.discard()
    assert out.try_flush()


def test_a_full_pipe_that_does_not_block_is_waited_for() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    child = subprocess.Popen(["wc", "-c"], stdin=reading, stdout=subprocess.PIPE)
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=0) as sink:
        out = Output(sink)
        out.write(b"x" * 1_000_000)
        out.finish()
    answer, _ = child.communicate(timeout=60)
    assert answer.split() == [b"1000000"]
