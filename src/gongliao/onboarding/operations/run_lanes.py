"""Post all documents of a plan in two processes.

Document numbers are one counter a kind and year, locked until its taker commits: two processes that post the same kinds
side by side would mostly wait for each other. So there are two lanes of different kinds. The paper lane takes each
project's orders and, when all are through, the cost notes; the goods lane takes a project's receipts, issues and
returns once its orders are approved. One lane is one process, and does its tasks in the order given.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import connection
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from gongliao.onboarding.rules.plan import Plan, PlannedProject

if TYPE_CHECKING:
    from gongliao.onboarding.operations.post_documents import Desk

Kind = Literal["orders", "goods", "notes"]
Progress = Callable[[str, int, int], None]

# Documents a task: some seconds of work, so that progress shows and an interrupt need not wait long.
TASK = 100

STAGES: dict[Kind, str] = {"orders": "orders", "goods": "receipts, issues, returns", "notes": "freight and insurance"}


@dataclass(frozen=True, slots=True)
class Task:
    """Some documents of one kind of one project, by their places in the plan."""

    project: str
    kind: Kind
    start: int
    stop: int


@dataclass
class _Lanes:
    paper: ProcessPoolExecutor
    goods: ProcessPoolExecutor


def run_lanes(*, tenant_id: UUID, plan: Plan, at: datetime, progress: Progress) -> None:
    """Post every document of the plan that is not there yet.

    Raises: what a posting refuses; what was posted before stays, and the next run goes on from there.
    """
    counts: dict[Kind, int] = dict.fromkeys(STAGES, 0)
    totals = {kind: sum(len(_documents(project, kind)) for project in plan.projects) for kind in STAGES}

    def report(task: Task) -> None:
        counts[task.kind] += task.stop - task.start
        progress(STAGES[task.kind], counts[task.kind], totals[task.kind])

    with _lanes(tenant_id, [project.code for project in plan.projects], at) as lanes:
        running: dict[Future[None], Task] = {}
        waiting = {project.code: 0 for project in plan.projects}
        projects = {project.code: project for project in plan.projects}
        for kind in ("orders", "notes"):
            for project in plan.projects:
                for task in _tasks(project, kind):
                    running[lanes.paper.submit(_run, task)] = task
                    waiting[project.code] += kind == "orders"
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                future.result()
                report(task)
                if task.kind == "orders":
                    waiting[task.project] -= 1
                    if not waiting[task.project]:
                        for goods in _tasks(projects[task.project], "goods"):
                            running[lanes.goods.submit(_run, goods)] = goods


def _documents(project: PlannedProject, kind: Kind) -> Sequence[object]:
    return {"orders": project.orders, "goods": project.goods, "notes": project.notes}[kind]


def _tasks(project: PlannedProject, kind: Kind) -> Iterator[Task]:
    count = len(_documents(project, kind))
    for start in range(0, count, TASK):
        yield Task(project.code, kind, start, min(start + TASK, count))


@contextmanager
def _lanes(tenant_id: UUID, projects: Sequence[str], at: datetime) -> Iterator[_Lanes]:
    # Spawned, not forked: a fork would share the parent's database connections and the threads of their pool.
    context = multiprocessing.get_context("spawn")

    def lane() -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=context, initializer=_open_desk, initargs=(tenant_id, projects, at))

    lanes = _Lanes(lane(), lane())
    try:
        yield lanes
    finally:
        for executor in (lanes.paper, lanes.goods):
            executor.shutdown(wait=True, cancel_futures=True)


_desk: "Desk | None" = None
_projects: dict[str, PlannedProject] = {}


def _open_desk(tenant_id: UUID, projects: Sequence[str], at: datetime) -> None:
    """Set a lane's process up: Django, the plan, and who acts."""
    # The parent hears Ctrl C, cancels what is queued and lets the running task end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    import django

    django.setup()
    from gongliao.onboarding.operations.open_desk import open_desk

    global _desk
    _desk, planned = open_desk(tenant_id=tenant_id, projects=projects, at=at)
    _projects.update({project.code: project for project in planned})


def _end_with_parent() -> None:
    """Leave at once when the parent is gone, even killed, so that no lane goes on loading by itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _run(task: Task) -> None:
    from gongliao.onboarding.operations.post_documents import post_goods, post_notes, post_orders

    assert _desk is not None
    project = _projects[task.project]
    part = slice(task.start, task.stop)
    if task.kind == "orders":
        post_orders(_desk, project, project.orders[part])
    elif task.kind == "goods":
        post_goods(_desk, project, project.goods[part])
    else:
        post_notes(_desk, project, project.notes[part])
