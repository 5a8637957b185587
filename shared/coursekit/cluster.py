"""Grading beyond one machine: the run of a hand-in as a task on a Dask cluster, rebuilt notebook in, executed notebook out.

A task gets the cells, the unseen shop's tables and the limits; never the secret, the exam, or another hand-in. The class's
folder stays where the command runs: it alone reads hand-ins and writes notebooks and marks.
"""

from __future__ import annotations

import atexit
import io
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from coursekit import execute, isolation
from coursekit.isolation import Limits
from coursekit.launch import ExecutionFailed, Slot, Warm

NO_DASK = "`--scheduler` needs Dask: pip install 'shop-operations-coursekit[cluster]', here and on the workers."
NO_SCHEDULER = "There is no Dask scheduler at {address} ({reason}). Start one with `dask scheduler`, and workers with `dask worker {address}`."
NEVER_TRUST = "Learners' code is never run unprotected on a cluster: leave out --trust, or --scheduler."
OTHER_VERSIONS = (
    "A worker has other versions of Python, pandas, numpy, matplotlib, IPython or of the course's packages than this "
    "machine: install the same on both."
)
CONNECT_SECONDS = 15
RETRIES = 2  # for a sandbox that did not start or lost its parent; a task whose worker dies is given to another anyway
PLACES = 64

_lock = threading.Lock()
_ready: dict[str, execute.Sandbox] = {}


class ClusterError(RuntimeError):
    """The cluster can't be used; the message says what to do."""


@dataclass(frozen=True)
class Orders:
    """What every task of a class has in common: the shop by its hash, the versions that the runs rest on, the limits."""

    shop: str
    versions: str
    limits: Limits
    warm: Warm


def packed(folder: Path) -> bytes:
    """Returns the tables of a shop as one zip, the form in which they travel to workers."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, str(path.relative_to(folder)))
    return place.getvalue()


def run_task(notebook: dict[str, Any], orders: Orders, tables: bytes) -> dict[str, Any]:
    """Runs a rebuilt notebook on the worker where this is called, and returns it executed with the notes of the run.

    Raises ExecutionFailed where the worker's versions are others, and IsolationMissing where code can't be shut in.
    """
    if execute.versions_hash() != orders.versions:
        raise ExecutionFailed(OTHER_VERSIONS)
    sandbox = _sandbox(orders, tables)
    slot = Slot(isolation.uids(PLACES)[threading.get_ident() % PLACES])
    notes = execute.execute_notebook(notebook, sandbox, slot)
    return {"notebook": notebook, "notes": [note.as_dict() for note in notes]}


def _sandbox(orders: Orders, tables: bytes) -> execute.Sandbox:
    """Returns this worker's sandbox for a shop, its tables unpacked and its warm parent started once."""
    key = f"{orders}"
    with _lock:
        if key not in _ready:
            execute.Sandbox(None).check()
            place = tempfile.TemporaryDirectory(prefix="coursekit-worker-")
            atexit.register(place.cleanup)
            data = Path(place.name, "shop")
            with zipfile.ZipFile(io.BytesIO(tables)) as archive:
                archive.extractall(data)
            Path(place.name).chmod(0o755)
            cache = execute.warm_cache(Path(platformdirs.user_cache_dir("coursekit")))
            _ready[key] = execute.Sandbox(data, cache, orders.limits, warm=orders.warm)
        return _ready[key]


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Gives a client of the scheduler at this address; raises ClusterError if there is none."""
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise ClusterError(NO_DASK) from error
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(NO_SCHEDULER.format(address=address, reason=type(error).__name__)) from error
    with client:
        yield client


def run_all(
    address: str, notebooks: Mapping[str, dict[str, Any]], orders: Orders, folder: Path
) -> Iterator[tuple[str, dict[str, Any] | Exception]]:
    """Runs notebooks by name on a cluster; yields (name, what `run_task` returned or an exception) as they end."""
    with connected(address) as client:
        from distributed import as_completed

        tables = client.scatter(packed(folder), broadcast=True, hash=False)
        names = {
            client.submit(run_task, notebook, orders, tables, pure=False, retries=RETRIES): name
            for name, notebook in notebooks.items()
        }
        for future in as_completed(list(names)):
            error = future.exception()
            yield names.pop(future), error if error is not None else future.result()
            future.release()
