"""What a patent record is, and the SQLite file that holds a catalogue of them."""
