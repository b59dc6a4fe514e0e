"""`catalogue schema`: what a list of patents in JSON looks like, as JSON Schema."""

import typer

from patentcli.call import Call

EXAMPLES = {"schema": ("patentcli catalogue schema > list.schema.json",)}


def command(ctx: typer.Context) -> None:
    """Write the schema."""
    from patentcli.lists.model import json_schema
    from patentcli.output.json_format import pretty

    call: Call = ctx.obj
    call.env.stdout.write_text(pretty(json_schema()) + "\n")
