"""Packages of which a call needs a module or two, loaded whole only when more is asked for."""

import sys
from importlib.util import find_spec, module_from_spec
from typing import Any


def defer(name: str) -> None:
    """Have the package's own `__init__` run when a name of it is first looked up.

    Its modules can be imported alone until then: importing `package.module` runs `__init__` first,
    even where nothing of it is needed. From Python 3.15 on `lazy import` (PEP 810) does this.
    Nothing happens for a package that is loaded, or that there is none of.
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None or spec.loader is None:
        return
    package = module_from_spec(spec)
    loader = spec.loader

    def load(attribute: str) -> Any:
        # The import system asks for names like `__path__`, and a module for `_its_neighbour`.
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        del package.__dict__["__getattr__"]
        loader.exec_module(package)
        return getattr(package, attribute)

    package.__dict__["__getattr__"] = load  # PEP 562
    sys.modules[name] = package
