"""Other people's lists: reading, checking and writing them.

A list comes as a table (CSV, TSV, XLSX) under heads of its maker, or as objects (JSON, JSON
Lines, TOML) under our own field names. `formats` finds out which, the modules of the formats
hand over heads and rows, `plan` decides which column is which field, `rows` checks a row and
makes a record of it, `importing` writes the records as a catalogue.
"""
