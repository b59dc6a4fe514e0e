"""What the program says of itself: help, topics, manual page and command reference."""
