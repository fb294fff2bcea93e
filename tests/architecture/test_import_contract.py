"""The import contract of our own finds who comes in past a door."""

import grimp
import pytest

from scripts.one_door import OneDoorContract

MODULES = (
    "shop",
    "shop.gateway",
    "shop.gateway.urls",
    "shop.stock",
    "shop.stock.public",
    "shop.stock.api",
    "shop.stock.models",
    "shop.stock.operations",
    "shop.orders",
    "shop.orders.operations",
    "shop.orders.migrations",
    "shop.orders.migrations.0001_first",
    "shop.platform",
    "shop.platform.public",
    "shop.platform.http",
    "shop.kernel",
    "shop.kernel.values",
)


def is_kept(importer: str, imported: str) -> bool:
    graph = grimp.ImportGraph()
    for module in MODULES:
        graph.add_module(module)
    graph.add_import(
        importer=importer, imported=imported, line_number=1, line_contents=f"from {imported} import something"
    )
    contract = OneDoorContract(
        name="One door",
        session_options={"root_packages": ["shop"]},
        contract_options={
            "foundations": ["kernel"],
            "doors": ["public"],
            "assembler": "gateway",
            "assembler_doors": ["api"],
            "open_to_assembler": ["platform"],
        },
    )
    return contract.check(graph, verbose=False).kept


class TestOneDoor:
    @pytest.mark.parametrize(
        ("importer", "imported"),
        [
            ("shop.orders.operations", "shop.stock.public"),
            ("shop.orders.operations", "shop.kernel.values"),
            ("shop.stock.operations", "shop.stock.models"),
            ("shop.gateway.urls", "shop.stock.api"),
            ("shop.gateway.urls", "shop.platform.http"),
            ("shop.orders.migrations.0001_first", "shop.platform.http"),
        ],
    )
    def test_lets_in_through_the_door(self, importer: str, imported: str) -> None:
        assert is_kept(importer, imported)

    @pytest.mark.parametrize(
        ("importer", "imported"),
        [
            ("shop.orders.operations", "shop.stock.models"),
            ("shop.orders.operations", "shop.stock.api"),
            ("shop.orders.operations", "shop.platform.http"),
            ("shop.gateway.urls", "shop.stock.models"),
            ("shop.kernel.values", "shop.stock.models"),
        ],
    )
    def test_finds_who_comes_in_past_it(self, importer: str, imported: str) -> None:
        assert not is_kept(importer, imported)
