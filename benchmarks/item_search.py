"""Time the search among 100,000 items of one tenant: the list with its total, and the picker.

Run ``DATABASE_URL=postgresql://… python benchmarks/item_search.py [--json]`` against a migrated database, as the
application role. The items are made once, in a tenant of their own, and found again by the next run. Each query goes
through the whole server, sign-in and JSON included, but no socket. Times are wall-clock milliseconds; the budget is
100 ms for the first 20 rows.
"""

# ruff: noqa: E402  Django must be set up before its models are imported.

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongliao.gateway.settings")

import django

django.setup()

from django.test import Client

from gongliao.catalog.models import Item, ItemBarcode, Unit
from gongliao.catalog.rules.names import reading_of, search_text
from gongliao.kernel.ids import new_id
from gongliao.platform.models import Company, Person, RoleAssignment, Tenant, User
from gongliao.platform.public import tenant_transaction

ITEMS = 100_000
ROUNDS = 15
TENANT = "benchmark item search"
QUERIES = ("bxgg", "不锈钢", "不锈钢 dn100 正泰", "M04217", "6900000042170", "ＤＮ１００×4", "m", "nothing like it")

MATERIALS = [
    "不锈钢",
    "镀锌",
    "铸铁",
    "铜",
    "铝合金",
    "碳钢",
    "聚乙烯",
    "聚氯乙烯",
    "橡胶",
    "陶瓷",
    "混凝土",
    "防火",
    "保温",
    "热轧",
    "冷轧",
    "耐候",
]
KINDS = [
    "管",
    "弯头",
    "三通",
    "法兰",
    "阀门",
    "螺栓",
    "螺母",
    "垫片",
    "电缆",
    "桥架",
    "风管",
    "水泵",
    "开关",
    "灯具",
    "角钢",
    "槽钢",
    "工字钢",
    "钢板",
    "钢筋",
    "涂料",
]
BRANDS = ["宝钢", "鞍钢", "正泰", "德力西", "西门子", "施耐德", "远东", "三一", "海螺", "立邦", "Parker", "Bosch"]
GRADES = ["Q235B", "Q345", "304", "316L", "PN16", "PN25"]


def prepare() -> User:
    """Return somebody who may read, in a tenant that has the items."""
    tenant, _ = Tenant.objects.get_or_create(name=TENANT)
    with tenant_transaction(tenant.id):
        if not Company.objects.exists():
            Company.objects.create(code="C1", name="Benchmark", books_open_on="2020-01-01")
            Unit.objects.create(code="kg", name_zh="千克", name_en="kilogram", search_text="kg")
        start = Item.objects.count()
    choose = random.Random(20260101 + start)
    for first in range(start, ITEMS, 5000):
        print(f"\r{first} items", end="", file=sys.stderr)
        with tenant_transaction(tenant.id):
            _make_items(range(first, min(first + 5000, ITEMS)), choose)
    user = User(username=f"bench{new_id().hex}", tenant=tenant)
    user.set_unusable_password()
    user.save()
    with tenant_transaction(tenant.id):
        person = Person.objects.create(user=user, name="Benchmark")
        RoleAssignment.objects.create(person=person, role="buyer")
    return user


def _make_items(numbers: range, choose: random.Random) -> None:
    items, barcodes = [], []
    for number in numbers:
        name = choose.choice(MATERIALS) + choose.choice(KINDS) + choose.choice(["", "（国标）", "II型", "加厚"])
        size = f"DN{choose.choice([15, 20, 25, 32, 40, 50, 65, 80, 100, 125, 150, 200])}"
        specification = f"{size}×{choose.randint(2, 20)}.{choose.randint(0, 9)} {choose.choice(GRADES)}"
        code, brand, barcode = f"M{number:06d}", choose.choice(BRANDS), f"69{number:011d}"
        reading = reading_of(name)
        words = [name, specification, brand, reading.initials, reading.pinyin]
        item = Item(
            code=code,
            name=name,
            specification=specification,
            brand=brand,
            base_unit="kg",
            pinyin=reading.pinyin,
            initials=reading.initials,
            search_text=search_text(keys=[code, barcode], words=words),
        )
        items.append(item)
        barcodes.append(ItemBarcode(item=item, barcode=barcode))
    Item.objects.bulk_create(items, batch_size=1000)
    ItemBarcode.objects.bulk_create(barcodes, batch_size=1000)


def timed(ask: Callable[[], object]) -> list[float]:
    """Return the milliseconds of each round, after one that warms up."""
    ask()
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def main() -> None:
    """Measure and print."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(prepare())
    figures: list[dict[str, object]] = []
    for q in ("", *QUERIES):
        for path, query in (("items", {"q": q, "limit": 20}), ("item-picker", {"q": q, "limit": 20})):
            answer = client.get(f"/api/v1/{path}", query)
            assert answer.status_code == 200, answer.content
            times = timed(lambda path=path, query=query: client.get(f"/api/v1/{path}", query))
            found = answer.json()
            figures.append(
                {
                    "endpoint": path,
                    "q": q,
                    "hits": found["total"] if path == "items" else len(found),
                    "ms_median": round(statistics.median(times), 1),
                    "ms_p90": round(times[int(len(times) * 0.9)], 1),
                    "ms_max": round(times[-1], 1),
                }
            )
    if "--json" in sys.argv:
        print(json.dumps(figures, ensure_ascii=False))
        return
    print(f"\n{'endpoint':12} {'hits':>7} {'median':>8} {'p90':>8} {'max':>8}  q")
    for each in figures:
        print(
            f"{each['endpoint']:12} {each['hits']:>7} {each['ms_median']:>8} {each['ms_p90']:>8} {each['ms_max']:>8}"
            f"  {each['q']}"
        )


if __name__ == "__main__":
    main()
