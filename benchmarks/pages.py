"""How long each page takes on the large store, for one user: its questions to the store, and a whole rerun.

    python benchmarks/pages.py [--articles 1000000] [--views 40] [--queries] [--page search]

Views are random (_views.py), each filter as likely as with users. `data`: all of a page's questions one after the
other, with no answer remembered from before (the pages run in Streamlit's harness; its own time is not counted).
`rerun`: from the request to the last message of the run, over the websocket of a `fanews serve`, which remembers
answers as it does for users. `--queries` tells the questions that take most.
"""

from __future__ import annotations

import argparse
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from _figures import HEADER, Took, line, read_through, timed
from _views import PAGES, View, Views
from build_store import bench_store
from streamlit.testing.v1 import AppTest
from users import Session, serving

from fanews.store import Reader
from fanews.ui import data

VIEWS = 40
_HARNESS = "streamlit.runtime.scriptrunner_utils.script_run_context"  # warns of itself at each run


class Clock:
    """Stands in for the pages' way to the store, and notes how long every question took."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Took]] = []
        self._answer = data._answer

    def watch(self) -> None:
        """From now on questions are noted. What the cache knows is not asked again."""

        def answer(folder: str, version: str, name: str, find: Callable[[], Any]) -> Any:
            return self._answer(folder, version, name, lambda: self._timed(name, find))

        data._answer = answer  # type: ignore[assignment]

    def forget(self) -> None:
        """Empty the cache and the notes."""
        self._answer.clear()
        self.asked = []

    def _timed(self, name: str, find: Callable[[], Any]) -> Any:
        found, took = timed(find)
        self.asked.append((name, took))
        return found


def run(view: View) -> None:
    """Run a page in the harness; raises when it failed."""
    app = AppTest.from_file(str(data.ROOT / "pages" / f"{view.page}.py"), default_timeout=60)
    for name, value in view.query.items():
        app.query_params[name] = value
    app.run()
    if app.exception:
        raise RuntimeError(f"{view}: {app.exception[0].value}")


def measure(store: Path, count: int, tell_queries: bool, pages: Sequence[str]) -> None:
    """Print what data and reruns took, by page."""
    os.environ["FANEWS_STORE"] = str(store)
    logging.getLogger(_HARNESS).disabled = True
    for file in store.glob("news-*.duckdb"):
        read_through(file)
    views = Views(Reader(store).snapshot())
    drawn = {page: [views.page(page) for _ in range(count)] for page in pages}
    print(HEADER)
    clock = Clock()
    clock.watch()
    for page, some in drawn.items():
        run(some[0])  # warms the file and the page's code
        print(line(f"{page}: data", _data(some, clock, tell_queries)), flush=True)
    with serving(store) as (port, _):
        session = Session(port)
        for page, some in drawn.items():
            _open(session, some[0])
            print(line(f"{page}: rerun", [timed(lambda v=view: _open(session, v))[1] for view in some]), flush=True)
        session.close()


def _open(session: Session, view: View) -> None:
    error = session.open(view)
    if error:
        raise RuntimeError(f"{view}: {error}")


def _data(drawn: list[View], clock: Clock, tell_queries: bool) -> list[Took]:
    by_query: dict[str, list[tuple[Took, str]]] = defaultdict(list)
    whole = []
    for view in drawn:
        clock.forget()
        run(view)
        whole.append(Took(*map(sum, zip(*(took for _, took in clock.asked), strict=True))))
        for name, took in clock.asked:
            by_query[name.partition("(")[0]].append((took, name))
    if tell_queries:
        _tell(by_query)
    return whole


def _tell(by_query: dict[str, list[tuple[Took, str]]]) -> None:
    for _, asked in sorted(by_query.items(), key=lambda item: -max(took.work_s for took, _ in item[1]))[:8]:
        took, name = max(asked)
        mean = sum(took.work_s for took, _ in asked) / len(asked)
        asked_for = name.partition("queries.")[2][:200]
        print(f"    work: mean {1000 * mean:5.0f}  worst {1000 * took.work_s:5.0f}   {asked_for}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int)
    arguments.add_argument("--views", type=int, default=VIEWS)
    arguments.add_argument("--queries", action="store_true")
    arguments.add_argument("--page", action="append", choices=[*PAGES], help="only this one (may be given again)")
    options = arguments.parse_args()
    measure(bench_store(options.articles), options.views, options.queries, options.page or [*PAGES])
