"""Whatever a text holds, roff prints it and obeys none of it."""

from patentcli.manual.pages import Page, manual_page

TEXTS = (
    ".SH owned",
    "'br",
    "\\fBbold",
    "a\\nb",
    '"quoted" word',
    "-dash --dashes",
    "\\",
    "..",
    "\\&.",
)


def test_no_text_begins_a_request() -> None:
    def requests(text: str) -> list[str]:
        sections = {"Everywhere": {"-x": text}}
        page = Page(name="program", usage="program", purpose=text, sections=sections)
        lines = manual_page(Page(name="program"), [page]).splitlines()
        return [line.split()[0] for line in lines if line.startswith((".", "'"))]

    for text in TEXTS:
        assert requests(text) == requests("word")
