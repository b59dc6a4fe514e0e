"""Write `src/patentcli/search/han.txt`: old forms and readings of Chinese characters.

Run by hand when the tables should change; the result is kept in the repository, so
neither building nor running the program needs the two libraries:

    pip install opencc-python-reimplemented pypinyin
    python tools/make_han_tables.py

Sources: the character table of OpenCC (Apache-2.0) for traditional to simplified,
pypinyin (MIT) for the most common reading of each character of GB 2312.
"""

from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin import Style, lazy_pinyin

TARGET = Path(__file__).parents[1] / "src" / "patentcli" / "search" / "han.txt"
HEAD = """\
# Written by tools/make_han_tables.py: traditional characters; the simplified form of each, in
# the same order; readings with tone and the characters read so. From OpenCC's character table
# (Apache-2.0) and pypinyin (MIT), for the characters of GB 2312 and of personal names.
"""


# Characters of personal names that GB 2312 leaves out.
NAME_CHARACTERS = (
    "喆堃昇珺玥赟旻燚犇垚焱晟翀彧煜頔鎏曌祎炘烜玮珏琨瑀璟瑾瑄澍湉沄汭淏暄晞暐昕昳曈朤梽棪樾槿"
    "滢灏炅焜熠爔珩珮瑛瓘皓皞禛秾竑筠箐纮翊翙翚翾胤芃芊芮芷莛莜菡葳蓁蕤蘅鄞钰铄锴镕阗隽霁霂霈"
    "霏靓靖韬韫颢飏骁骅骞鸢龑"
)


def gb2312() -> list[str]:
    """The 6,763 characters of GB 2312, in the order of the standard."""
    characters = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return characters


def old_forms(modern: set[str]) -> dict[str, str]:
    """Traditional character to the simplified one, where that is in GB 2312."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    forms = {}
    for line in table.read_text("utf-8").splitlines():
        old, _, choices = line.partition("\t")
        new = choices.split()[0]
        if len(old) == 1 and ord(old) < 0x10000 and new in modern and old not in modern:
            forms[old] = new
    return forms


def readings(characters: list[str]) -> dict[str, str]:
    """Reading with its tone ("shi4") to the characters read so."""
    by_reading: dict[str, str] = defaultdict(str)
    for character in characters:
        style = Style.TONE3
        by_reading[lazy_pinyin(character, style=style, v_to_u=False)[0]] += character
    return dict(sorted(by_reading.items()))


def main() -> None:
    """Write the tables."""
    characters = gb2312()
    forms = old_forms(set(characters))
    characters += [c for c in NAME_CHARACTERS if c not in characters]
    spoken = " ".join(f"{reading}:{group}" for reading, group in readings(characters).items())
    lines = ("".join(forms), "".join(forms.values()), spoken)
    TARGET.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
