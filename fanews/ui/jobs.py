"""The ingest that runs behind the dashboard: one a server, seen by every reader, ended on request.

Owns the uploaded files (a folder of their own, gone afterwards) and the process. It draws nothing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

MAX_NAME_CHARS = 120


class Upload(Protocol):
    """What Streamlit's uploader gives."""

    name: str

    def getbuffer(self) -> memoryview:
        """The bytes."""
        ...


class IngestJob:
    """One ingest. `progress`, `summary` and `error` are what it last said."""

    def __init__(self, store: Path, uploads: Iterable[Upload]) -> None:
        self.progress: dict[str, Any] = {"done": 0, "expected": None, "step": ""}
        self.summary: dict[str, Any] | None = None
        self.error: dict[str, Any] | None = None
        self.was_cancelled = False
        self._folder = Path(tempfile.mkdtemp(prefix="fanews-upload-"))
        names = [_save(self._folder, number, upload) for number, upload in enumerate(uploads)]
        command = [sys.executable, "-m", "fanews.ui.ingest_process", str(store.absolute()), *names]
        # The folder is the working directory, so that inputs go by the names they were uploaded under.
        self._process = subprocess.Popen(  # noqa: S603 - our own program; names are made safe by _save
            command, cwd=self._folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        """Whether it is still going on."""
        return self._reader.is_alive()

    def cancel(self) -> None:
        """End it; the store stays as it was."""
        self.was_cancelled = True
        self._process.terminate()

    def wait(self, timeout_s: float) -> None:
        """Until it has ended."""
        self._reader.join(timeout_s)

    def _listen(self) -> None:
        with self._process as process:
            for line in process.stdout or ():
                self._hear(json.loads(line))
        if process.returncode and not self.error and not self.was_cancelled:
            self.error = {"error": f"exit {process.returncode}", "hint": ""}
        shutil.rmtree(self._folder, ignore_errors=True)

    def _hear(self, said: dict[str, Any]) -> None:
        if "summary" in said:
            self.summary = said["summary"]
        elif "error" in said:
            self.error = said
        else:
            self.progress = said


class Desk:
    """Where the one job of a server lies."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.job: IngestJob | None = None

    def start(self, store: Path, uploads: Iterable[Upload]) -> bool:
        """Start a job; False when one is running."""
        with self._lock:
            if self.job and self.job.is_running:
                return False
            self.job = IngestJob(store, uploads)
            return True


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """This server's desk."""
    return Desk()


def _save(folder: Path, number: int, upload: Upload) -> str:
    """Write an upload under a safe name that still tells the reader which it was; the name."""
    plain = upload.name.replace("\\", "/").rpartition("/")[2]
    safe = "".join(c if c.isalnum() or c in "._- ()\u200c" else "_" for c in plain)[-MAX_NAME_CHARS:].lstrip("-. ")
    name = safe or f"upload-{number}"
    if (folder / name).exists():
        name = f"{number}-{name}"
    (folder / name).write_bytes(upload.getbuffer())
    return name
