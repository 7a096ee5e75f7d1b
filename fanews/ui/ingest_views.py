"""The parts of the ingest page. Pure: a job or rows in, HTML out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fanews.store.queries.rows import Row
from fanews.ui.html import Markup, join, tag
from fanews.ui.jobs import IngestJob
from fanews.ui.reasons import reason
from fanews.ui.state import View
from fanews.ui.tables import Column, table

MAX_REASONS = 50


def state(job: IngestJob, view: View) -> Markup:
    """How the job stands."""
    words = view.words
    if job.is_running:
        return _progress(job.progress, view)
    if job.was_cancelled:
        return tag("div", words("ingest.cancelled"), class_="fa-note", role="status")
    if job.summary is None:
        error = job.error or {"error": "", "hint": ""}
        said = [
            tag("p", words("ingest.failed")),
            tag("p", _reason({"reason": error["error"], "hint": error["hint"]}, view)),
        ]
        return tag("div", join(said), class_="fa-note fa-bad", role="alert")
    return _summary(job.summary, view)


def _progress(progress: dict[str, Any], view: View) -> Markup:
    words = view.words
    expected = progress["expected"]
    done = words("ingest.done", n=words.number(progress["done"]))
    bar = tag("progress", max=expected or None, value=min(progress["done"], expected) if expected else None)
    return tag("div", tag("p", words("ingest.running"), " ", done), bar, class_="fa-note fa-progress", role="status")


def _summary(summary: dict[str, Any], view: View) -> Markup:
    words = view.words
    counts = {name: words.number(summary[name]) for name in ("added", "changed", "unchanged")}
    text = words("ingest.summary", rejected=words.number(len(summary["rejected"])), **counts)
    items = [tag("li", tag("bdi", item["path"], dir="ltr"), ": ", _reason(item, view)) for item in summary["rejected"]]
    listed = tag("ul", join(items[:MAX_REASONS])) if items else None
    return tag("div", tag("p", text), listed, class_="fa-note", role="status")


def _reason(row: Mapping[str, Any], view: View) -> Markup:
    """The reason and what to do, in the reader's language."""
    said = [reason(row[part], view.words) for part in ("reason", "hint") if row[part]]
    return tag("span", " ".join(said), dir="auto")


def runs(rows: Sequence[Row], view: View) -> Markup:
    """The ingests so far."""
    words = view.words
    counts = ("added", "replaced", "unchanged", "rejected")
    columns = (
        Column(words("ingest.run"), lambda row: words.number(row["run_id"]), is_number=True),
        Column(words("ingest.when"), lambda row: _time(row["finished_at"] or row["started_at"], view)),
        *(Column(words(f"ingest.{name}"), _number(name, view), is_number=True) for name in counts),
    )
    return table(columns, rows, words("ingest.runs"))


def _number(name: str, view: View) -> Any:
    return lambda row: view.words.number(row[name])


def _time(moment: dt.datetime, view: View) -> str:
    """A moment of the store (UTC) in this machine's time."""
    local = moment.replace(tzinfo=dt.UTC).astimezone()
    parts = [view.words.day(local.date()), view.words.digits(local.strftime("%H:%M"))]
    return view.words("list.comma").join(parts)


def rejected(rows: Sequence[Row], view: View) -> Markup:
    """Inputs that were not taken, with the reason."""
    if not rows:
        return Markup("")
    words = view.words
    columns = (
        Column(words("ingest.input"), lambda row: tag("bdi", row["path"], dir="ltr")),
        Column(words("ingest.reason"), lambda row: _reason(row, view)),
        Column(words("ingest.run"), lambda row: words.number(row["run_id"]), is_number=True),
    )
    return table(columns, rows, words("ingest.rejected_inputs"))
