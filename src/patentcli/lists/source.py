"""Opening what the user named as a list, a regular file, or standard input where `-` asks for it;
in which encoding it is; and the tables of rows that the readers of formats make of it. A list is
read twice, so that columns are judged whole; a pipe is written to a temporary file first."""

import codecs
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from typing import BinaryIO, NamedTuple

from patentcli.dates import SERIAL_BASE
from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing, WriteFailed, open_file, refusal
from patentcli.i18n import _
from patentcli.suggest import unknown_word

ZIP = b"PK\x03\x04"  # what an archive begins with, as new workbooks do
AHEAD = 1 << 20  # bytes of the beginning that tell what a list is


class Source(NamedTuple):
    """An open list."""

    shown: str  # what messages call it
    path: str | None  # None: standard input
    stream: BinaryIO  # all of it; can be read from any place
    size: int  # in bytes

    @property
    def name(self) -> str:
        """The name of the file without its directory: what a catalogue calls its source."""
        return os.path.basename(self.path) if self.path else self.shown

    @property
    def suffix(self) -> str:
        """The end of the file's name, with its dot."""
        return os.path.splitext(self.path or "")[1].lower()

    @property
    def head(self) -> bytes:
        """Its first bytes."""
        return self.again().read(AHEAD)

    def again(self) -> BinaryIO:
        """The stream, at its first byte."""
        self.stream.seek(0)
        return self.stream


@contextmanager
def open_source(path: str, env: Environment) -> Iterator[Source]:
    """The list at `path`, `-` for standard input. InputMissing for what is not there or not
    readable, DataProblem for what is no file."""
    shown = _("standard input") if path == "-" else path
    with ExitStack() as stack:
        stream: BinaryIO = env.stdin if path == "-" else stack.enter_context(open_file(path))
        if path == "-" or not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # a shell's <(…)
            spool = stack.enter_context(tempfile.TemporaryFile())
            try:
                spool.writelines(_parts(stream, shown))
            except OSError as problem:
                message = _("cannot write a temporary file: {reason}", reason=refusal(problem))
                raise WriteFailed(message, where=shown) from None
            stream = spool
        yield Source(shown, None if path == "-" else path, stream, stream.seek(0, os.SEEK_END))


def _parts(stream: BinaryIO, shown: str) -> Iterator[bytes]:
    """All that comes through a pipe."""
    try:
        yield from iter(lambda: stream.read(1 << 18), b"")
    except OSError as problem:
        raise InputMissing(refusal(problem), where=shown) from None


# --- encodings

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    **dict.fromkeys((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    **dict.fromkeys((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
COMMON = ("utf-8", "gb18030", "gbk", "utf-16", "big5", "euc-kr", "shift_jis", "cp1252")

# What stands in nearly every Chinese list of patents. Korean and Japanese bytes decode as Chinese
# too, but hardly into these; the share of them tells.
_CHINESE = frozenset(
    "一种方法装置系统设备及其的和与于基在用有不型式电子数据处理图像信息控制存储介制造机结构"
    "专利号申请公开告日名称发明人权分类法律状态许可费使期限范围授实新外观设计年月万元大学"
    "公司技术科学院研究所股份浙江北京上海杭州中国阿里巴集团网络智能检测识别模块动力工程"
    "免面议序备注支付标准领域产业单位联话地址有效失止"
)
_TRADITIONAL = frozenset("一種方法裝置系統設備及其的和與於基在用有專利號申請公開名稱發明人日國類")
_SIGNS = {"gb18030": _CHINESE, "big5": _TRADITIONAL}
"""What tells an encoding whose bytes could be others too."""
_SHARE = 0.12  # of the characters beyond ASCII


def check_encoding(name: str) -> str:
    """The Python name of an encoding of text; UsageProblem for any other word."""
    with suppress(LookupError, ValueError):
        b"a".decode(name, "replace")
        found = codecs.lookup(name).name
        if found not in ("idna", "punycode", "unicode_escape"):
            return "utf-8-sig" if found == "utf-8" else found
    raise unknown_word(_("unknown encoding {value!r}"), name, COMMON, where="--encoding")


def encoding_of(source: Source, asked: str | None) -> str:
    """The encoding asked for, else the detected one. The first bytes tell the order of bytes, too,
    where no mark does. DataProblem for binary data and for text of which no guess is sure."""
    head, whole = source.head, source.size <= AHEAD
    marked = [name for mark, name in _MARKS.items() if head.startswith(mark)]
    if marked or asked not in (None, "utf-16", "utf-32"):
        return asked or marked[0]
    for name in _WIDE if b"\0" in head else ():
        if name.startswith(asked or "") and _is_wide_text(head, name):
            return name
    if asked is not None:
        return asked  # which finds no mark
    if b"\0" in head:
        raise DataProblem(_("binary data, not a list"), where=source.shown)
    if _decoded(head, "utf-8-sig", whole) is not None:
        return "utf-8-sig"
    for name, known in _SIGNS.items():
        beyond = [c for c in _decoded(head, name, whole) or "" if c >= "\x80"]
        if beyond and sum(map(known.__contains__, beyond)) >= _SHARE * len(beyond):
            return name
    hint = _("--encoding says what it is, such as {names}", names=", ".join(COMMON[4:]))
    raise DataProblem(_("neither UTF-8 nor UTF-16 nor GB18030"), where=source.shown, hint=hint)


def _decoded(head: bytes, name: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(head, final=whole)
    except UnicodeDecodeError:
        return None


def _is_wide_text(head: bytes, name: str) -> bool:
    """Whether groups of bytes read as text with a sign of a list and without control characters."""
    text = _decoded(head, name, False) or ""
    control = re.search("[\0-\x08\x0e-\x1f\ufffe\uffff]", text)
    return control is None and bool(re.search("[\r\n,]", text))


def shown_encoding(name: str) -> str:
    """The name of an encoding as people know it."""
    return re.sub("-(sig|le|be)$", "", name).upper()


def not_text(encoding: str, place: str, where: str) -> DataProblem:
    """The error for bytes that the encoding does not have."""
    message = _("not {encoding} in {place}", encoding=shown_encoding(encoding), place=place)
    other = "gb18030" if encoding.startswith("utf") else "utf-8"
    hint = _("--encoding names another one, such as {example}", example=other)
    return DataProblem(message, where=where, hint=hint)


# --- what readers make of it

Row = tuple[int, Sequence[object]]
"""Place in the file as its people count (the row of a sheet, the number of an object), and cells;
a cell that is text keeps its spaces."""


class Table(NamedTuple):
    """One table of a file: a sheet of a workbook, or the only one."""

    rows: Callable[[int], Iterator[Row]]
    """All rows from the first one, at each call anew. The number is how many cells a row must have
    that takes several lines of a text file; 0: any number."""
    heads: list[str] | None = None  # the names of the columns, where they do not stand in a row
    name: str = ""  # of the sheet, where there are sheets
    hidden: bool = False
    typed: bool = False
    """Whether cells can be numbers, truth values or lists, as in a workbook or JSON."""
    ragged: bool = False
    """Whether a row that is longer or shorter than the heads may have shifted cells (CSV)."""
    serials: date = SERIAL_BASE  # day 0, from which numbers count where they stand for dates


class File(NamedTuple):
    """A list as it was found in its file."""

    tables: list[Table]
    notes: list[str]  # how the file was understood


def is_blank(cells: Sequence[object]) -> bool:
    """Whether a row holds nothing but white space."""
    for cell in cells:
        if cell is not None and cell != "" and not (type(cell) is str and cell.isspace()):
            return False
    return True
