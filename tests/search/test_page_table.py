"""The table that a page searches: what leads to which records. How it is read: documents."""

import json
import sqlite3

from patentcli.search.page_table import Table, table

RECORDS = [
    {"title": "Watermark embedding", "title_zh": "水印嵌入方法", "holder": "Youku Ltd"},
    {"title": "Playing video", "title_zh": "视频播放方法", "inventors": ["盛骁杰"]},
    {"title": "Cutting video", "title_zh": "视频剪辑方法", "classifications": ["G06T7/00"]},
]


def postings(made: Table) -> dict[str, dict[int, int]]:
    """For each key the places that it leads to, negative strengths for neighbours."""
    found: dict[str, dict[int, int]] = {}
    for groups, keys, pairs in made["entries"]:
        places = dict[int, int]()
        for strength, *some in (map(int, group.split()) for group in groups.split("|") if group):
            places |= dict.fromkeys(some, strength)
        for key in (*keys.split("|"), *(pairs[i : i + 2] for i in range(0, len(pairs), 2))):
            found[key] = places
    return found


def test_keys_lead_to_the_places_of_their_records(bundled: sqlite3.Connection) -> None:
    made = table([RECORDS[2], RECORDS[0]], bundled)
    assert json.loads(json.dumps(made)) == made
    found = postings(made)
    for symbol in ("g06t", "g06t7", "g06t7/0", "g06t7/00"):
        assert found[symbol] == {0: 100}
    assert found[" youku ltd "] == {1: 100}
    assert found["subtitl"] == {}, "what is known is in the table though no record has it"
    assert found["watermark"] == {1: 78}, "the word in one title, its thesaurus in the other"
    assert found["入方"] == {1: 40}
    assert found["youku"] == found["优酷"] == {1: 100}
    assert found["剪辑"][0] > 0 > found["水印"].get(0, -1)
    assert "sheng xiaoji" not in found, "the second record is not among them"


def test_rare_things_weigh_more_and_names_are_found_by_sound(bundled: sqlite3.Connection) -> None:
    made = table(RECORDS, bundled)
    found = postings(made)
    assert (len(found["watermark"]), len(found["video"])) == (1, 2)
    assert made["weights"]["0"] == made["weights"]["1"] > made["weights"]["2"]
    assert found["sheng xiaoji"] == found[" sheng xiaojie "] == {1: 60}
