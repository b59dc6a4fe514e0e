"""A Typer app of twenty commands that do nothing, with four parameters each: what a program like
this one takes to start whatever it does."""

from typing import Annotated

import typer

app = typer.Typer()


def _nothing(
    query: Annotated[list[str] | None, typer.Argument(help="What to look for.")] = None,
    domain: Annotated[str | None, typer.Option(help="Only this domain.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.")] = 20,
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
) -> None:
    """Do nothing."""


for number in range(20):
    app.command(f"command-{number}")(_nothing)

if __name__ == "__main__":
    app()
