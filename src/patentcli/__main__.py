"""Entry point: `--version` is answered before the command line is even built."""

import sys


def main() -> None:
    """Run the program with the arguments of the process."""
    if sys.argv[1:] == ["--version"]:
        from patentcli.environment import Environment
        from patentcli.funnel import guarded
        from patentcli.version import say_version

        env = Environment()
        sys.exit(guarded(env, lambda: say_version(env)))
    from patentcli.app import main as run_app

    run_app()


if __name__ == "__main__":
    main()
