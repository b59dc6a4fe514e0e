"""What the operating system refused, said in the language in use.

The system's own sentences stay English, whatever the locale: Python never asks for others.
"""

from patentcli.i18n import N_, _

# Only marked here: the translation is looked up by the sentence itself, others stay as they are.
COMMON = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Directory not empty"),
    N_("File exists"),
    N_("File name too long"),
    N_("File too large"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Bad file descriptor"),
    N_("Invalid argument"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
    N_("No such device or address"),
    N_("Device or resource busy"),
    N_("Text file busy"),
    N_("Cannot allocate memory"),
)


def refusal(problem: OSError) -> str:
    """Why the system refused, without the path."""
    return _(problem.strerror) if problem.strerror else str(problem)
