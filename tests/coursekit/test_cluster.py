"""The same hand-ins on a Dask cluster of several worker processes: the same marks, also when a worker is killed half-way."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_course import MODULE, SOLUTIONS, filled, put

from coursekit import cluster
from coursekit.grading import grade

pytestmark = pytest.mark.needs("bubblewrap")
WORKERS = 2
WORDS = "import time\ntime.sleep(0.6)\n"


class Cluster:
    """A scheduler and worker processes of their own on this machine."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.address_file = folder, folder / "scheduler.json"
        (folder / "caches").mkdir()
        (folder / "caches" / "coursekit").symlink_to(cache)
        self.processes = [self.start("scheduler", "--port", "0", "--host", "127.0.0.1")]
        while not self.address_file.exists():
            time.sleep(0.05)
        self.workers = [self.start("worker", "--no-nanny", "--nthreads", "1", "--no-dashboard") for _ in range(WORKERS)]
        self.processes += self.workers

    def start(self, what: str, *more: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", what, "--scheduler-file", str(self.address_file), *more]
        command += ["--dashboard-address", "127.0.0.1:0"] if what == "scheduler" else []
        log = (self.folder / f"{what}-{time.monotonic_ns()}.log").open("wb")
        with log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "XDG_CACHE_HOME": str(self.folder / "caches")},
            )

    @property
    def address(self) -> str:
        return json.loads(self.address_file.read_text(encoding="utf-8"))["address"]

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def start_cluster(tmp_path) -> Iterator[Callable[[Path], Cluster]]:
    started: list[Cluster] = []

    def start(cache: Path) -> Cluster:
        started.append(Cluster(tmp_path, cache))
        return started[0]

    yield start
    for one in started:
        one.close()


def test_a_killed_worker_costs_no_hand_in_and_no_mark(make_class, start_cluster):
    room, at_home = make_class("cluster"), make_class("at-home")
    workers = start_cluster((room.private / "cache").resolve())
    for place in (room, at_home):
        for number in range(8):
            answers = {**SOLUTIONS, "paid-total": f"{WORDS}answer = {number}"}
            put(place, f"student-{number}", filled(place, answers if number % 2 else SOLUTIONS))
        put(place, "not-json", b"this is no notebook")
    said = []

    def say(line: str) -> None:
        said.append(line)
        if sum(": run" in one for one in said) == 3:
            workers.workers[0].send_signal(signal.SIGKILL)

    result = grade(room, MODULE, say=say, scheduler=workers.address)
    assert result.failed == []
    assert workers.workers[0].wait(10) == -signal.SIGKILL
    assert {one.student: one.marks for one in result.students} == {
        one.student: one.marks for one in grade(at_home, MODULE).students
    }
    assert grade(room, MODULE).executed == 0  # what the cluster ran is not run again here


def test_without_a_scheduler_it_says_where_it_looked(make_class, monkeypatch):
    room = make_class("no-cluster")
    put(room, "amy", filled(room, SOLUTIONS))
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(cluster.ClusterError) as error:
        grade(room, MODULE, scheduler="tcp://127.0.0.1:9")
    assert str(error.value) == cluster.NO_SCHEDULER.format(address="tcp://127.0.0.1:9", reason="OSError")
    with pytest.raises(cluster.ClusterError) as error:
        grade(room, MODULE, trust=True, scheduler="tcp://127.0.0.1:9")
    assert str(error.value) == cluster.NEVER_TRUST
