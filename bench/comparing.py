"""What all comparisons share: where things are, how often to measure, and the rows so far."""

from collections.abc import Callable, Mapping
from pathlib import Path

from peers import Environments
from results import Row, rows_of
from same_records import Records, runner
from timing import Command, environment, take_turns


class Bench:
    """One run of the comparisons; `rows` grows as they are made."""

    def __init__(
        self,
        place: Path,
        peers: Environments,
        *,
        rounds: int,
        budget: float,
        say: Callable[[str], None],
    ) -> None:
        self.place, self.peers = place, peers
        self.rounds, self.budget, self.say = rounds, budget, say
        self.env = environment(XDG_DATA_HOME=str(place / "data"), HOME=str(place))
        self.rows: list[Row] = []
        self.measured: set[str] = set()  # programs of the last comparison that went through
        self.notes: dict[str, object] = {}
        self.agreements: list[str] = []  # rows of a batch that DuckDB answers as we do
        self._records: dict[int, Records] = {}

    @property
    def ours(self) -> str:
        """The program measured."""
        return self.peers.bin("patentcli", "patentcli")

    def records(self, size: int) -> Records:
        """The files of one size; its catalogue is imported at the first call."""
        if size not in self._records:
            run = runner(self.env)
            self._records[size] = Records(size, self.place, self.peers, run, self.say)
        return self._records[size]

    def compare(
        self, section: str, question: str, records: int, commands: Mapping[str, Command]
    ) -> None:
        """Measure the programs in turns and keep the rows."""
        what = f"{question}, {records:,} records" if records else question

        def say(step: str) -> None:
            self.say(f"{section}: {what}: {step}")

        runs, failures = take_turns(
            commands,
            self.place / "answer",
            self.env,
            rounds=self.rounds,
            budget=self.budget,
            say=say,
        )
        self.measured = set(runs)
        remarks = {name: command.remark for name, command in commands.items()}
        for row in rows_of(section, question, records, runs, failures):
            self.rows.append(row._replace(remark=row.remark or remarks[row.program]))

    def leave_out(
        self, section: str, question: str, records: int, programs: Mapping[str, str]
    ) -> None:
        """Keep why programs take no part in a comparison."""
        self.rows += rows_of(section, question, records, {}, dict(programs))
