"""From the files in `data/` to the bundled catalogue: checking them, and building it.

A wheel carries a finished catalogue; a checkout builds its own when something has changed.
"""

import os


def follow_checkout() -> None:
    """Where the package runs from a checkout, build what is not up to date there."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))
    if os.path.isdir(os.path.join(root, "data", "patents")):
        from patentcli.building import checkout

        checkout.refresh(root)
