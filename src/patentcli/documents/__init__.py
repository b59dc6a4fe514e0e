"""Documents for people who would rather look: the page, the letter, the chart."""
