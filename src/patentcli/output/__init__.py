"""Writing answers: one module per format, one place where text is cleaned."""
