"""Other people's lists: reading, checking and writing them. `source` opens a list, `kinds` finds
out its format, the modules of the formats hand over tables of rows, `mapping` decides which column
is which field, `rows` makes records of rows, `importing` writes them as a catalogue and merges
those of one patent."""
