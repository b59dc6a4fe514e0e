"""`catalogue schema`: what a list of patents in JSON looks like, as JSON Schema."""

from patentcli.call import Call
from patentcli.options import describe


@describe(examples=("patentcli catalogue schema > list.schema.json",))
def command(call: Call) -> None:
    """Write the schema."""
    from patentcli.catalogue.fields import json_schema
    from patentcli.output.formats import pretty

    call.env.stdout.write_text(pretty(json_schema()) + "\n")
