"""Other people's lists: reading, checking and writing them.

A list comes as a table (CSV, TSV, a workbook) under heads of its maker, or as objects (JSON, JSON
Lines, TOML) under our own field names. `source` opens it and `kinds` finds out what it is, the
modules of the formats hand over tables of rows, `mapping` decides which column is which field,
`survey` what only a whole column tells, `rows` checks a row and makes a record of it, `importing`
writes the records as a catalogue and merges those of one patent.
"""
