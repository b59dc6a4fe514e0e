"""Search: from what somebody typed to the records that answer it, and why.

`run` is all that commands use. The modules, in the order in which a query passes them:

- `text`, `stem`, `han`: one normal form for queries and records;
- `names`: companies, persons and symbols of the classification;
- `words`, `segment`: the words of a query, Chinese ones too;
- `correct`, `spelling`: what was mistyped;
- `query`, `entries`: which things are asked for, by the thesaurus (`plan` names the parts);
- `narrow`: which few hundred records of a large catalogue are worth ranking;
- `matching`, `records`, `rank`: which records have them, and how well they answer;
- `explain`: why.

`schema`, `bulk`, `vocabulary` and `thesaurus` write the tables that these read.
"""

from patentcli.search.engine import Hit, Result, run

__all__ = ["Hit", "Result", "run"]
