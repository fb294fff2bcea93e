"""Clients that issue material as fast as they can: processes of their own, told what to do through a pipe."""

import http.client
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import UUID

from benchmarks.server import Database, point_at

WARM_UP = 80
USER_NAME = "bench"
PASSWORD = "posting against bare sql"


@dataclass(frozen=True)
class Stock:
    """What an issue names."""

    tenant_id: UUID
    company_id: UUID
    warehouse_id: UUID
    supplier_id: UUID
    category_id: UUID
    item_ids: tuple[UUID, ...]
    node_ids: tuple[UUID, ...]
    today: date


@dataclass(frozen=True)
class Work:
    """What clients are told: documents of so many lines, for so long."""

    lines: int
    seconds: float


@dataclass(frozen=True)
class Done:
    """What a client did: documents, the seconds they took, and its own CPU seconds."""

    documents: int
    seconds: float
    cpu_seconds: float


Post = Callable[[int], None]


class Clients:
    """Some processes of one sort, idle until they are told to work."""

    def __init__(self, open_client: Callable[[Any], Post], argument: Any, database: Database, count: int) -> None:
        context = get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for number in range(count):
            here, there = context.Pipe()
            process = context.Process(target=_live, args=(there, open_client, argument, database, number), daemon=True)
            process.start()
            # Only the child keeps its end, so that ours says so when the child is gone.
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    @contextmanager
    def working(self, work: Work, count: int) -> Iterator[Callable[[], list[Done]]]:
        """Warm so many clients up, then run the block; calling what it is given makes them work and waits for them."""
        pipes = self._pipes[:count]
        for pipe in pipes:
            pipe.send(work)
        for pipe in pipes:
            assert pipe.recv() == "warm"

        def run() -> list[Done]:
            for pipe in pipes:
                pipe.send("go")
            return [pipe.recv() for pipe in pipes]

        yield run

    def close(self) -> None:
        """End the processes."""
        for pipe, process in zip(self._pipes, self._processes, strict=True):
            pipe.close()
            process.join(10)
            process.terminate()


def _live(pipe: Connection, open_client: Callable[[Any], Post], argument: Any, database: Database, number: int) -> None:
    point_at(database)
    post = open_client((argument, number))
    while True:
        try:
            work = pipe.recv()
        except EOFError:
            return
        for _ in range(WARM_UP):
            post(work.lines)
        pipe.send("warm")
        pipe.recv()
        pipe.send(_post_for(post, work))


def _post_for(post: Post, work: Work) -> Done:
    documents, cpu, start = 0, time.process_time(), time.perf_counter()
    while (now := time.perf_counter()) - start < work.seconds:
        post(work.lines)
        documents += 1
    return Done(documents, now - start, time.process_time() - cpu)


def in_process(given: tuple[Any, int]) -> Post:
    """Return a client that calls the operation itself, as a job or an import does."""
    import django

    django.setup()
    from benchmarks.stock import storekeeper
    from gongliao.inventory.public import IssueLine, IssueRequest, issue_material
    from gongliao.kernel.ids import new_id

    stock, number = given
    choose, actor = random.Random(number), storekeeper()

    def post(count: int) -> None:
        node_id, picked = choose.choice(stock.node_ids), _some_items(choose, stock.item_ids, count)
        lines = tuple(
            IssueLine(
                id=new_id(),
                item_id=item_id,
                quantity=Decimal(1 + at % 3),
                unit="kg",
                node_id=node_id,
                category_id=stock.category_id,
            )
            for at, item_id in enumerate(picked)
        )
        request = IssueRequest(
            id=new_id(),
            version=0,
            company_id=stock.company_id,
            business_date=stock.today,
            warehouse_id=stock.warehouse_id,
            lines=lines,
        )
        issue_material(actor=actor, request=request, at=datetime.now(UTC))  # noqa: TID251

    return post


def over_http(given: tuple[Any, int]) -> Post:
    """Return a client that signs in as a browser does and posts JSON over one kept connection."""
    from gongliao.kernel.ids import new_id

    (stock, port), number = given
    choose = random.Random(number)
    caller = _Browser(port)
    caller.sign_in(USER_NAME, PASSWORD)

    def post(count: int) -> None:
        node_id, picked = str(choose.choice(stock.node_ids)), _some_items(choose, stock.item_ids, count)
        body = {
            "id": str(new_id()),
            "company_id": str(stock.company_id),
            "business_date": stock.today.isoformat(),
            "warehouse_id": str(stock.warehouse_id),
            "lines": [
                {
                    "id": str(new_id()),
                    "item_id": str(item_id),
                    "entered_quantity": str(1 + at % 3),
                    "unit": "kg",
                    "node_id": node_id,
                    "category_id": str(stock.category_id),
                }
                for at, item_id in enumerate(picked)
            ],
        }
        caller.send("POST", "/api/v1/goods-issues", body)

    return post


class _Browser:
    """Keeps the connection, the cookies and the token that unsafe methods need."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}

    def sign_in(self, username: str, password: str) -> None:
        self.send("GET", "/_allauth/browser/v1/auth/session", None, expect=(200, 401))
        self.send("POST", "/_allauth/browser/v1/auth/login", {"username": username, "password": password})

    def send(self, method: str, path: str, body: Any, expect: Sequence[int] = (200,)) -> None:
        headers = {
            "Content-Type": "application/json",
            "Accept-Language": "zh",
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        text = None if body is None else json.dumps(body)
        try:
            response = self._exchange(method, path, text, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            # The server has ended a connection that rested; the same id again does nothing twice.
            self._connection.close()
            response = self._exchange(method, path, text, headers)
        answer = response.read()
        assert response.status in expect, (response.status, answer[:1000])
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value

    def _exchange(self, method: str, path: str, text: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self._connection.request(method, path, text, headers)
        return self._connection.getresponse()


def _some_items(choose: random.Random, item_ids: Sequence[Any], count: int) -> list[Any]:
    # The same spread as the bare statement's: distinct items, far from each other.
    start, stride = choose.randrange(len(item_ids)), 3 + 10 * choose.randrange(1, 50)
    return [item_ids[(start + at * stride) % len(item_ids)] for at in range(count)]
