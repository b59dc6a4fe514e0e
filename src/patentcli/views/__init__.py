"""How answers look to a person: columns and titles of patents, a patent's details, a verdict."""
