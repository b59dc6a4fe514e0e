"""The build hook: one finished catalogue, and the translations, go into the wheel."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Check `data/`, build `catalogue.db` and the `.mo` files, and add them to the archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build before the files are gathered; a defect in `data/` fails it with one line."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from patentcli.building.build import build_package_data
        from patentcli.errors import PatentcliError

        try:
            made = build_package_data(self.root)
        except PatentcliError as problem:
            raise SystemExit(f"data/ is not sound: {problem}") from None
        for path in made:
            inside = Path(path).relative_to(Path(self.root) / "src").as_posix()
            build_data["force_include"][path] = inside
