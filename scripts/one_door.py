"""The import contract "One door": from outside a module one imports its ``public`` and nothing else (style.md 3)."""

from collections.abc import Iterator
from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output

GENERATED = "migrations"


class OneDoorContract(Contract):
    """Every package under the root is a module with doors, unless it is a foundation.

    ``doors`` are what anybody imports, ``assembler_doors`` what the ``assembler`` imports besides. The packages in
    ``open_to_assembler`` have no closed door for it. Generated code names classes where they are defined.
    """

    type_name = "one_door"

    foundations: Any = fields.ListField(subfield=fields.StringField())
    doors: Any = fields.ListField(subfield=fields.StringField())
    assembler: Any = fields.StringField()
    assembler_doors: Any = fields.ListField(subfield=fields.StringField())
    open_to_assembler: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import that comes in past a door."""
        del verbose
        found = sorted(
            (importer, imported, _lines(graph, importer, imported))
            for importer, imported in self._entries(graph)
            if not self._is_allowed(importer, imported)
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say where they come in."""
        for importer, imported, lines in check.metadata["found"]:
            output.print_error(f"- {importer} -> {imported} (l.{lines})", bold=False)
        output.new_line()

    def _entries(self, graph: grimp.ImportGraph) -> Iterator[tuple[str, str]]:
        """Yield imports from one top-level package into the inside of another."""
        root = self.session_options["root_packages"][0]
        for importer in graph.find_descendants(root):
            for imported in graph.find_modules_directly_imported_by(importer):
                here, there = importer.split(".")[:2], imported.split(".")[:2]
                if there[0] == root and len(imported.split(".")) > 2 and here != there:
                    yield importer, imported

    def _is_allowed(self, importer: str, imported: str) -> bool:
        _, module, part = imported.split(".")[:3]
        path = importer.split(".")
        if module in self.foundations or part in self.doors or GENERATED in path:
            return True
        if path[1] != self.assembler:
            return False
        return part in self.assembler_doors or module in self.open_to_assembler


def _lines(graph: grimp.ImportGraph, importer: str, imported: str) -> str:
    details = graph.get_import_details(importer=importer, imported=imported)
    return ", ".join(str(detail["line_number"]) for detail in details)
