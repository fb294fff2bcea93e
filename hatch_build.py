"""Build hook: a wheel or source package carries the built web client; an editable install does without it."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebClientHook(BuildHookInterface[Any]):
    """Builds the web client unless it is there already."""

    def dependencies(self) -> list[str]:
        """Return what building the client takes; nothing when it is built."""
        web = _web_script(self.root)
        return [] if web.is_built() else list(web.BUILD_REQUIRES)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the client before the files are gathered."""
        if version != "editable":
            _web_script(self.root).build()


def _web_script(root: str) -> Any:
    path = Path(root) / "scripts" / "web.py"
    spec = importlib.util.spec_from_file_location("web", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
