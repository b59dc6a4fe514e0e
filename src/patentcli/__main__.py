"""Entry point: what needs no command line is answered before Typer is imported."""

import gc
import signal
import sys
from types import FrameType

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main() -> None:
    """Run the program with the arguments of the process; Ctrl-C at any moment is 130."""
    # What is allocated while modules load stays to the end: collecting in the midst of it frees
    # nothing and costs a tenth of the start. A command runs with collection on (see `cli`).
    gc.disable()
    status = 130
    try:
        for number in ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has SIGHUP ignored
                signal.signal(number, _terminated)
        status = _status(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were being imported: there is nothing to undo
        pass
    finally:
        # What was answered stays answered: a late Ctrl-C would only add a traceback.
        for number in (signal.SIGINT, *ENDING):
            signal.signal(number, signal.SIG_IGN)
    sys.exit(status)


def _terminated(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM and SIGHUP end like Ctrl-C, so that half-written files are removed."""
    raise KeyboardInterrupt


def _status(arguments: list[str]) -> int:
    from patentcli.environment import Environment

    env = Environment()
    if arguments == ["--version"]:
        from patentcli.version import say_version

        return env.guarded(lambda: say_version(env))
    if arguments[:1] == ["__complete"] and len(arguments) > 1:
        from patentcli.completion import answer

        return env.guarded(lambda: answer(env, arguments[1:]))
    from patentcli.cli import run

    return run(arguments, env)


if __name__ == "__main__":
    main()
