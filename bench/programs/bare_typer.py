"""Twenty trivial commands and nothing else: the least that a Typer program costs."""

import typer

app = typer.Typer(add_completion=False)


def trivial(name: str = "x", count: int = 1) -> None:
    """Print a word."""
    print(name * count)


for place in range(20):
    app.command(name=f"command-{place}")(trivial)

if __name__ == "__main__":
    app()
