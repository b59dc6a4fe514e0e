"""From the files in `data/` to the bundled catalogue: checking them, and building it."""
