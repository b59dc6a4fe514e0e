"""A value as the text of one cell."""


def cell_text(value: object) -> str:
    """The text of a value: null empty, true/false, a list joined by `|`, objects as JSON.

    Not cleaned yet: that is the format's part.
    """
    if value is None:
        return ""
    if value.__class__ is str:
        return value  # type: ignore[return-value]
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, list | tuple) and not any(isinstance(item, dict | list) for item in value):
        return "|".join(cell_text(item) for item in value)
    if isinstance(value, list | tuple | dict):
        from patentcli.output.json_format import compact

        return compact(value)
    return str(value)
