"""Exit codes: the whole policy, one sentence each.

Scripts branch on these, so a code never changes its meaning. 65 to 74 follow
sysexits.h; 130 is what a shell reports for an interrupted child.
"""

from enum import IntEnum

from patentcli.i18n import N_


class ExitStatus(IntEnum):
    """What the process tells its caller; `MEANINGS` says when."""

    OK = 0
    NO = 1
    USAGE = 2
    UNDETERMINED = 3
    DATA = 65
    NO_INPUT = 66
    SOFTWARE = 70
    CANT_CREATE = 73
    IO_ERROR = 74
    INTERRUPTED = 130


MEANINGS = {
    ExitStatus.OK: N_(
        "Yes, done, eligible; also an empty list, a batch that went through, and output whose "
        "reader went away."
    ),
    ExitStatus.NO: N_(
        "No: not eligible, nothing found by search, a number that show does not find, a malformed "
        "number, problems found by validate, differences found by diff."
    ),
    ExitStatus.USAGE: N_(
        "Wrong usage: an option, value or amount that means nothing, facts that contradict "
        "each other."
    ),
    ExitStatus.UNDETERMINED: N_("Cannot tell: facts are missing."),
    ExitStatus.DATA: N_("Input was read and cannot be used; some rows of a batch were bad."),
    ExitStatus.NO_INPUT: N_("Input is not there or not readable."),
    ExitStatus.SOFTWARE: N_("A defect of the program itself; please report it."),
    ExitStatus.CANT_CREATE: N_("Output exists already or cannot be created."),
    ExitStatus.IO_ERROR: N_("Output could not be written to the end: disk full, stream closed."),
    ExitStatus.INTERRUPTED: N_("Interrupted by Ctrl-C or SIGTERM; no half-written file is left."),
}
