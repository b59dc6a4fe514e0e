"""Documents for people who would rather look: the page, the letter, the chart.

A document is put together here as text or bytes; the commands write it. Each one carries its
own English and Chinese texts (`assets/*.toml`), because a page is switched by its reader and a
letter goes to somebody else.
"""
