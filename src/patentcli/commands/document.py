"""Where the commands that write a document put it."""

from contextlib import AbstractContextManager, nullcontext

from patentcli.call import Call
from patentcli.output.stream import Output


def destination(call: Call, target: str | None) -> AbstractContextManager[Output]:
    """The stream to write a document to: a file, or standard output for `-` and None."""
    if target is None or target == "-":
        return nullcontext(call.env.stdout)
    from patentcli.output.file import output_file

    return output_file(target, force=call.flag("force"), inputs=(call.catalogue.path,))
