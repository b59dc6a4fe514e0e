"""How the bytes of a list are text: UTF-8, UTF-16, UTF-32 or GB18030, told by the bytes."""

import codecs
import re

from patentcli.errors import DataProblem
from patentcli.i18n import _
from patentcli.suggest import unknown_word

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
# What tells an encoding whose bytes could be others too; of the first two a guess is sure enough.
_SIGNS = {
    "gb18030": _CHINESE,
    "big5": _TRADITIONAL,
    "euc-kr": frozenset(map(chr, range(ord("가"), ord("힣") + 1))),
    "shift_jis": frozenset(map(chr, range(ord("ぁ"), ord("ヿ") + 1))),
    "cp1252": frozenset(map(chr, range(0x80, 0x400))),
}
_SHARE = 0.12  # of the characters beyond ASCII


def check_encoding(name: str) -> str:
    """The Python name of an encoding of text; UsageProblem for any other word."""
    try:
        found = codecs.lookup(name)
        usable = getattr(found, "_is_text_encoding", True)
        if usable:
            codecs.getincrementaldecoder(name)().decode(b"")
    except (LookupError, ValueError, TypeError):
        usable = False
    if not usable or found.name in ("idna", "punycode", "undefined", "unicode_escape"):
        message = _("unknown encoding {name!r}").format(name=name[:40])
        raise unknown_word(message, name, COMMON, where="--encoding") from None
    return "utf-8-sig" if found.name == "utf-8" else found.name


def detect(head: bytes, *, whole: bool, where: str) -> str:
    """The encoding of a text by its first bytes; `whole` if there are no others.

    DataProblem for binary data and for text of which no guess is sure.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    if b"\0" in head:
        for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            if _is_wide_text(head, name):
                return name
        raise DataProblem(_("binary data, not a list"), where=where)
    if _decoded(head, "utf-8-sig", whole) is not None:
        return "utf-8-sig"
    shares = ((name, _share(_decoded(head, name, whole), known)) for name, known in _SIGNS.items())
    likely = next((name for name, share in shares if share >= _SHARE), None)
    if likely in ("gb18030", "big5"):
        return likely
    hint = _("--encoding names another one, such as {name}").format(name=likely or "big5")
    raise DataProblem(_("neither UTF-8 nor UTF-16 nor GB18030"), where=where, hint=hint)


def _decoded(head: bytes, name: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(head, final=whole)
    except UnicodeDecodeError:
        return None


def _share(text: str | None, known: frozenset[str]) -> float:
    """How many of the characters beyond ASCII are known ones."""
    beyond = [c for c in text or "" if c >= "\x80"]
    return sum(map(known.__contains__, beyond)) / len(beyond) if beyond else 0.0


def _is_wide_text(head: bytes, name: str) -> bool:
    """Whether groups of bytes read as text with line ends and without control characters."""
    try:
        text = head[: len(head) // 4 * 4].decode(name, errors="strict")
    except UnicodeDecodeError:
        return False
    return bool(re.search("[\r\n]", text)) and not re.search("[\0-\x08\x0e-\x1f\ufffe\uffff]", text)


def shown(name: str) -> str:
    """The name of an encoding as people know it."""
    return re.sub("-(sig|le|be)$", "", name).upper()


def not_text(name: str, place: str, where: str) -> DataProblem:
    """The error for bytes that the encoding does not have."""
    return DataProblem(
        _("not {encoding} in {place}").format(encoding=shown(name), place=place),
        where=where,
        hint=_("--encoding names another one, such as gb18030"),
    )
