"""Letters made by many workers: threads, processes, the workers of a dask scheduler. The bytes are those of one."""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.errors import FindingsError, UsageProblemError
from briefgen.production import kit, parallel
from briefgen.production.documents import MadeDocuments, make_documents
from briefgen.production.order import Order, Where
from tests.word.docx_templates import a_template, p
from tests.workspaces import Workspace, a_workspace

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

DAY = date(2023, 3, 20)
COUNT = 60
HEAD = "recipient,language,name,salutation,address\n"
OTHER = {"Python": "3.9", "computer": "node-7"}
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose letter goes to sixty recipients, some of them with a language of their own."""
    workspace = a_workspace(tmp_path_factory.mktemp("many"))
    rows = "".join(f"r{n},en,Minister {n},Dear Minister {n},Street {n}\n" for n in range(COUNT))
    workspace.write("recipients.csv", HEAD + rows)
    return workspace


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process, with a scheduler on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as running:
        yield running


@pytest.fixture
def client(cluster: Any) -> Iterator[Any]:
    with distributed.Client(cluster, set_as_default=False) as connected:
        yield connected


def order(workspace: Workspace, **asked: Any) -> Order:
    return Order(Where(workspace.root), DAY, DAY, ("letter",), recipients=("all",), **asked)


def made(workspace: Workspace, executor: Executor | None = None, **asked: Any) -> MadeDocuments:
    """The documents; the rules are not asked, which no worker does."""
    return make_documents(order(workspace, **asked), executor=executor, check=False)


@pytest.fixture(scope="module")
def alone(many: Workspace) -> MadeDocuments:
    """What one process makes."""
    return made(many)


class Disturbed(Executor):
    """An executor to which something happens at the third batch."""

    def __init__(self, own: Executor, happens: Callable[[], object]) -> None:
        self._own, self._happens, self._count = own, happens, 0
        self._client = getattr(own, "_client", None)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._count += 1
        if self._count == 3:
            self._happens()
        return self._own.submit(fn, *args, **kwargs)


class Answering(Executor):
    """An executor whose workers answer all alike."""

    def __init__(self, answer: object) -> None:
        self._answer = answer

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if isinstance(self._answer, BaseException):
            future.set_exception(self._answer)
        else:
            future.set_result(self._answer)
        return future


def test_threads_make_the_same_bytes_as_one_by_one(many: Workspace, alone: MadeDocuments) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert made(many, pool).files == alone.files


def die_while_answering() -> None:
    """Ends the worker when a part of an answer is in the pipe, as a system short of memory may."""
    answers = sys._getframe(1).f_locals["result_queue"]
    os.write(answers._writer.fileno(), struct.pack("!i", 1000) + b"half")
    os._exit(1)


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="processes are not copied here")
def test_the_letters_of_a_process_that_was_killed_while_it_answered_are_made_here(
    many: Workspace, alone: MadeDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_PATIENCE", 0.05)
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        pool.submit(die_while_answering)
        assert made(many, pool).files == alone.files


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="processes are not copied here")
def test_a_copy_that_is_told_to_end_ends_and_does_not_unwind_as_the_command_line_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    monkeypatch.setattr(parallel, "hold", lambda _kit: None)
    before = signal.signal(signal.SIGTERM, stop)
    try:
        with ProcessPoolExecutor(1, get_context("fork"), parallel._begin, (b"",)) as pool:
            told = pool.submit(signal.raise_signal, signal.SIGTERM).exception()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert isinstance(told, BrokenExecutor)


@pytest.mark.parametrize(("way", "limit"), [("spawn", "_FEWEST"), ("fork", "_FEWEST_FOR_COPIES")])
@pytest.mark.parametrize(("fewest", "begun"), [(1, True), (COUNT, True), (COUNT + 1, False)])
def test_processes_begin_only_where_that_pays(
    many: Workspace,
    alone: MadeDocuments,
    way: str,
    limit: str,
    fewest: int,
    begun: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, pools = alone, list[ThreadPoolExecutor]()

    def pool(*_: object) -> ThreadPoolExecutor:
        pools.append(ThreadPoolExecutor(2, initializer=kit.hold, initargs=(kit.pack(one.workshop, one.jobs),)))
        return pools[0]

    monkeypatch.setattr(parallel, "_way_to_start", lambda: way)
    monkeypatch.setattr(parallel, limit, fewest)
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", pool)
    assert made(many, jobs=2).files == one.files
    assert bool(pools) is begun


def test_processes_of_our_own_make_the_same_bytes(
    many: Workspace, alone: MadeDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("_FEWEST", "_FEWEST_FOR_COPIES"):
        monkeypatch.setattr(parallel, limit, 1)
    assert made(many, jobs=2).files == alone.files


def test_the_letters_of_processes_that_were_killed_are_made_here(many: Workspace, alone: MadeDocuments) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        pids = {pool.submit(os.getpid).result() for _ in range(8)}

        def kill() -> None:
            for pid in pids:
                os.kill(pid, signal.SIGTERM)

        assert made(many, Disturbed(pool, kill)).files == alone.files


def test_the_workers_of_a_scheduler_make_the_same_bytes(many: Workspace, alone: MadeDocuments, cluster: Any) -> None:
    assert made(many, scheduler=cluster.scheduler_address).files == alone.files


def test_a_kit_goes_to_each_worker_once(many: Workspace, client: Any) -> None:
    def opened(dask_worker: Any) -> int:
        return sum(1 for each in dask_worker.data.values() if isinstance(each, bytes) and len(each) > 50_000)

    seen: list[int] = []
    made(many, Disturbed(client.get_executor(), lambda: seen.extend(client.run(opened).values())))
    assert seen == [1, 1]


def test_a_program_hands_over_an_executor_and_keeps_it(many: Workspace, client: Any) -> None:
    situation = briefgen.open(many.root).dossier().as_of(DAY)
    executor = client.get_executor()
    several = situation.make_all("letter", to="all", executor=executor)
    assert [each.docx for each in several] == [each.docx for each in situation.make_all("letter", to="all")]
    assert executor.submit(len, "open").result() == 4


def test_what_is_wrong_with_one_letter_is_said_as_one_by_one(tmp_path: Path, client: Any) -> None:
    workspace = a_workspace(tmp_path, {"recipients.csv": f"{HEAD}be,en,B,Dear {{{{ wen(1) }}}},x\nfr,en,C,,y\n"})
    with pytest.raises(FindingsError) as one:
        made(workspace)
    with pytest.raises(FindingsError) as many:
        made(workspace, client.get_executor())
    assert many.value.findings == one.value.findings


CHART = """\
frames: {acts: acts.csv}
charts: {by-area: {frame: acts, rows: area, kind: bar, caption: Activities by area}}
"""


def test_labels_that_are_not_translated_are_told_beside_texts_that_are_not(tmp_path: Path) -> None:
    rows, acts = f"{HEAD}be,fr,B,,x\nfr,fr,C,,y\n", "area,as_of\nreturn,2023-03-01\n"
    workspace = a_workspace(tmp_path, {"recipients.csv": rows, "acts.csv": acts})
    workspace.replace("dossier.yaml", "languages: [en]", f"languages: [en, fr]\n{CHART}")
    workspace.replace("letter.md", "We met", '{{ chart("by-area") }}\n\nWe met')
    with pytest.raises(FindingsError) as one:
        made(workspace)
    with ThreadPoolExecutor(2) as pool, pytest.raises(FindingsError) as many:
        made(workspace, pool)
    assert "Activities by area" in str(one.value)
    assert "We met" in str(one.value)
    assert many.value.findings == one.value.findings


def test_a_value_that_cannot_be_put_in_is_said_as_one_by_one(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.template("letter.docx", a_template(p("{{ letter.body }}{{ points[7].text }}")))
    with pytest.raises(FindingsError) as one:
        made(workspace)
    with ThreadPoolExecutor(2) as pool, pytest.raises(FindingsError) as many:
        made(workspace, pool)
    assert many.value.findings == one.value.findings


def test_a_template_with_faults_is_not_sent(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.template("letter.docx", a_template(p("{% if draft %}")))
    with pytest.raises(FindingsError):
        made(workspace, Answering(AssertionError("nothing is asked")))


def test_a_text_that_must_not_leave_is_blamed_where_the_inputs_are(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.write("letter.md", "Text \u202eturned.\n")
    with ThreadPoolExecutor(2) as pool, pytest.raises(FindingsError) as many:
        made(workspace, pool)
    with pytest.raises(FindingsError) as one:
        made(workspace)
    assert many.value.findings == one.value.findings


def test_a_house_of_the_workspace_needs_no_file_at_the_worker(tmp_path: Path, client: Any) -> None:
    workspace = a_workspace(tmp_path)
    assert workspace.run("house", "new", "ours", "--from", "eu").code == 0
    where = Where(workspace.root, house="ours")
    asked = Order(where, DAY, DAY, ("letter",), recipients=("all",))
    assert make_documents(asked, executor=client.get_executor()).files == make_documents(asked).files


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("node-1:8786", "begins with tcp:// or tls://"),
        ("tcp://127.0.0.1:1", "No scheduler answers at tcp://127.0.0.1:1"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told(
    many: Workspace, address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_SECONDS", 0.2)
    run = many.run("letter", "--as-of", "2023-03-20", "--to", "all", "--scheduler", address)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_scheduler_without_workers_is_told(many: Workspace) -> None:
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty,
        pytest.raises(UsageProblemError, match="has no workers"),
    ):
        made(many, scheduler=empty.scheduler_address)


def test_processes_and_a_scheduler_exclude_each_other(many: Workspace) -> None:
    with pytest.raises(UsageProblemError, match="Leave one of the two out"):
        made(many, scheduler="tcp://127.0.0.1:1", jobs=2)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({**kit.program(), **OTHER}, "node-7 are not like this computer.*: Python 3.9, here"),
        (ModuleNotFoundError("No module named 'briefgen'"), "does not have the briefgen that is here"),
        (type("KilledWorker", (Exception,), {})("batch"), "have ended several workers"),
        (CancelledError(), "scheduler has ended"),
    ],
)
def test_what_happens_to_workers_is_told(many: Workspace, answer: object, said: str) -> None:
    with pytest.raises(UsageProblemError, match=said):
        made(many, Answering(answer))


def test_a_defect_stays_a_defect(many: Workspace) -> None:
    with pytest.raises(ZeroDivisionError):
        made(many, Answering(ZeroDivisionError()))


def test_the_letters_of_a_worker_that_was_killed_are_made_again(
    many: Workspace, alone: MadeDocuments, client: Any
) -> None:
    first = min(client.run(os.getpid).values())
    disturbed = Disturbed(client.get_executor(), lambda: os.kill(first, signal.SIGTERM))
    assert made(many, disturbed).files == alone.files
