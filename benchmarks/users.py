"""Twenty people on one server at a time: how long each waits, what the server's memory comes to, and what fails.

    python benchmarks/users.py [--articles 1000000] [--users 20] [--seconds 120]

Starts `fanews serve` on the large store. Every user holds a session over the server's websocket, opens a random view
(_views.py), waits until its script has finished, thinks for 0 to 4 seconds, and opens the next. A wait is from the
request to the last message of the run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from _figures import HEADER, Took, line, read_through
from _views import View, Views
from build_store import bench_store
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from fanews.store import Reader

USERS, SECONDS, THINK_S = 20, 120, 4.0
WARM_UP_VIEWS = 12


@dataclass
class Log:
    """What all users met."""

    waits: list[tuple[str, Took]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, page: str, wait_s: float, error: str | None) -> None:
        """One finished (or failed) request."""
        with self.guard:
            self.waits.append((page, Took(wait_s, 0.0)))
            if error:
                self.errors[f"{page}: {error}"] += 1


@contextlib.contextmanager
def serving(store: Path) -> Iterator[tuple[int, int]]:
    """(port, process id) of a `fanews serve` that answers; ended on the way out."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "fanews.cli", "serve", "--port", str(port), "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
            return
        time.sleep(0.2)
    raise TimeoutError("The server does not answer.")


class Session:
    """One user's connection."""

    def __init__(self, port: int) -> None:
        address, origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
        self._held = contextlib.ExitStack()
        opened = connect(address, origin=Origin(origin), subprotocols=[Subprotocol("streamlit")], max_size=None)
        self._socket: ClientConnection = self._held.enter_context(opened)

    def open(self, view: View) -> str | None:
        """Ask for a view and wait for the end of its run; what went wrong, or None."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode([(name, v) for name, given in view.query.items() for v in given])
        asked.rerun_script.page_name = "" if view.page == "overview" else view.page
        self._socket.send(asked.SerializeToString())
        error = None
        while True:
            message = ForwardMsg.FromString(self._socket.recv(timeout=60))  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "delta":
                error = error or _fault(message)
            elif kind == "page_not_found":
                error = "page not found"
            elif kind == "script_finished":
                ended_well = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return error or (None if ended_well else f"script finished with {message.script_finished}")

    def close(self) -> None:
        """Leave."""
        self._held.close()


def _fault(message: ForwardMsg) -> str | None:
    """The error a drawn element tells, if it does."""
    element = message.delta.new_element
    if element.WhichOneof("type") == "exception":
        return str(element.exception.message)
    shown: str = element.html.body if element.WhichOneof("type") == "html" else ""
    return "the page says it failed" if "fa-bad" in shown else None


def use(port: int, views: Views, log: Log, until: float) -> None:
    """One user's time at the dashboard."""
    session = Session(port)
    chance = random.Random(views.random.random())
    time.sleep(chance.uniform(0, THINK_S))
    while time.perf_counter() < until:
        view = views.any()
        start = time.perf_counter()
        try:
            error = session.open(view)
        except Exception as failure:  # noqa: BLE001 - counted and told at the end
            error = repr(failure)
            session = Session(port)
        log.note(view.page, time.perf_counter() - start, error)
        time.sleep(chance.uniform(0, THINK_S))
    session.close()


def memory_mb(process: int) -> dict[str, float]:
    """The server's memory: largest resident so far, and its share now (private and of what it shares)."""
    found = {}
    for file, name in (("status", "VmHWM"), ("status", "VmRSS"), ("smaps_rollup", "Pss"), ("smaps_rollup", "Pss_Anon")):
        for row in (Path("/proc") / str(process) / file).read_text().splitlines():
            if row.startswith(f"{name}:"):
                found[name] = int(row.split()[1]) / 1024
    return found


def _worked_s(process: int) -> float:
    """Processor time the server has used."""
    fields = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(store: Path, users: int, seconds: float) -> Log:
    """Let `users` work for so long; prints and returns what they met."""
    log = Log()
    for file in store.glob("news-*.duckdb"):
        read_through(file)
    db = Reader(store).snapshot()
    everybody = [Views(db, seed) for seed in range(users)]
    del db
    with serving(store) as (port, process):
        session = Session(port)
        for _ in range(WARM_UP_VIEWS):
            session.open(everybody[0].any())
        session.close()
        before_s, until = _worked_s(process), time.perf_counter() + seconds
        threads = [threading.Thread(target=use, args=(port, views, log, until)) for views in everybody]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        memory, worked_s = memory_mb(process), _worked_s(process) - before_s
    _tell(log, users, memory)
    print(f"processor time of the server: {1000 * worked_s / len(log.waits):.0f} ms a view")
    return log


def _tell(log: Log, users: int, memory: dict[str, float]) -> None:
    print(f"{users} users, 0-{THINK_S:.0f} s between views\n{HEADER}")
    print(line("all views", [wait for _, wait in log.waits]))
    for page in sorted({page for page, _ in log.waits}):
        print(line(page, [wait for name, wait in log.waits if name == page]))
    print("server memory, MB: " + ", ".join(f"{name} {size:.0f}" for name, size in memory.items()))
    print(f"errors: {sum(log.errors.values())}", *log.errors.most_common(5), sep="\n  ")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int)
    arguments.add_argument("--users", type=int, default=USERS)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    options = arguments.parse_args()
    met = measure(bench_store(options.articles), options.users, options.seconds)
    sys.exit(1 if met.errors else 0)
