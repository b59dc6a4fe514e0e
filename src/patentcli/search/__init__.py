"""Search: from what somebody typed to the records that answer it, and why.

`engine.run` is all that commands use. The modules, in the order in which a query passes them:

- `text`, `stem`, `han`: one normal form for queries and records;
- `words`: the words of a query, Chinese ones too, with what the `thesaurus` knows of them;
- `names`: persons and symbols of the classification;
- `spelling`: what was mistyped;
- `plan`: which things are asked for;
- `narrow`: which few hundred records of a large catalogue are worth ranking;
- `matching`, `rank`: which records have them, how well they answer, and how well they fit;
- `explain`: why.

`cutter`, `index`, `vocabulary` and `thesaurus_build` write the tables that these read; `table`
makes one for a page that searches its records without SQLite.
"""

FITS = ("strong", "partial", "weak")
"""How well a record fits a query, the best first."""
