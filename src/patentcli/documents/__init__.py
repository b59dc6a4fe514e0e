"""Documents for people who would rather look: the page, the letter, the chart.

A document is put together here as text or bytes; the commands write it. Its words are those of
gettext: a page carries each of them in both languages, a letter is in the language in use.
"""
