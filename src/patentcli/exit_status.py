"""Exit codes: the whole policy, one line of reason each.

Scripts branch on these, so a code never changes its meaning. 65 to 74 follow
sysexits.h; 130 is what a shell reports for an interrupted child.
"""

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    OK = 0  # yes, done, eligible; an empty `list`; a batch that went through
    NO = 1  # not eligible, nothing found, not well formed, problems or differences found
    USAGE = 2  # the call itself means nothing: options, values, contradictory facts
    UNDETERMINED = 3  # cannot tell: facts are missing
    DATA = 65  # input was read but is unusable
    NO_INPUT = 66  # input is not there or not readable
    SOFTWARE = 70  # a defect of the program itself, not of the call or the data
    CANT_CREATE = 73  # output exists already or cannot be created
    IO_ERROR = 74  # output could not be written to the end
    INTERRUPTED = 130  # Ctrl-C
