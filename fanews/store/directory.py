"""The folder a store lives in: which file is current, the switch to a new one, the writer's lock.

Owns every file name in the folder. It knows nothing of what is inside the files.

    news-<version>.duckdb   complete versions, never written again; the current one and the one before are kept
    current                 one line, the name of the current version; replaced atomically
    building-*.duckdb       a version being written; left over only when a writer was killed
    writer.lock             held by the one writer
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from fanews.errors import StoreError

_VERSION = re.compile(r"\d{8}T\d{6}-\d+")
_KEPT = 2  # a reader that has just read `current` must still find the file it names

_NAME_IT = "Name the folder given to `fanews ingest`."

_held: set[Path] = set()
_held_guard = threading.Lock()


def current_version(store_dir: Path) -> str:
    """The version `current` names. Raises StoreError where there is no store, or something that is not one."""
    try:
        version = (store_dir / "current").read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _no_store(store_dir) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{store_dir} cannot be read as a store.", _NAME_IT) from error
    if not _VERSION.fullmatch(version):
        raise StoreError(f"{store_dir}/current does not name a version.", "Restore the folder, or ingest anew.")
    return version


def pointer_mark(store_dir: Path) -> tuple[int, int] | None:
    """What tells one `current` pointer from the next without reading it: its file and when it was written."""
    try:
        found = (store_dir / "current").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def has_store(store_dir: Path) -> bool:
    """True where a `current` pointer stands; the store may still be broken."""
    return (store_dir / "current").is_file()


def _no_store(store_dir: Path) -> StoreError:
    if not store_dir.exists():
        return StoreError(f"There is no store at {store_dir}.", "Make one with `fanews ingest PATH`.")
    if not store_dir.is_dir():
        return StoreError(f"{store_dir} is a file, not a store folder.", _NAME_IT)
    if _is_fresh(store_dir):
        return StoreError(f"The store at {store_dir} is empty.", "Fill it with `fanews ingest PATH`.")
    return StoreError(f"{store_dir} is not a store.", _NAME_IT)


def _is_fresh(store_dir: Path) -> bool:
    """True where nothing stands but what a writer that never finished leaves (and hidden files)."""
    return all(
        p.name in ("writer.lock", "current.new") or p.name.startswith(("building-", "news-", "."))
        for p in store_dir.iterdir()
    )


def version_path(store_dir: Path, version: str) -> Path:
    """The file of a version."""
    return store_dir / f"news-{version}.duckdb"


def prepare(store_dir: Path) -> None:
    """Make the folder if need be. Raises StoreError when it is used for something else or cannot be written."""
    try:
        store_dir.mkdir(parents=True, exist_ok=True)
        usable = has_store(store_dir) or _is_fresh(store_dir)
    except (OSError, ValueError) as error:
        raise StoreError(f"{store_dir} cannot be a store: {error}.", "Choose a folder you may write to.") from error
    if not usable:
        raise StoreError(f"{store_dir} holds other files and is not a store.", "Choose an empty or a new folder.")


@contextlib.contextmanager
def writer_lock(store_dir: Path) -> Iterator[None]:
    """Hold the folder's one writer's lock. Raises StoreError at once when another writer has it.

    A POSIX record lock: the system drops it when the process dies, and worker processes forked meanwhile do
    not inherit it. It does not part threads of one process; `_held` does.
    """
    folder = store_dir.resolve()
    with _held_guard:
        if folder in _held:
            raise _locked(store_dir)
        _held.add(folder)
    try:
        with _open_lock(store_dir) as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise _locked(store_dir) from error
            yield
    finally:
        with _held_guard:
            _held.discard(folder)


def _open_lock(store_dir: Path) -> contextlib.closing:  # type: ignore[type-arg]
    try:
        return contextlib.closing((store_dir / "writer.lock").open("a"))
    except OSError as error:
        raise StoreError(f"{store_dir} cannot be written to.", "Choose a folder you may write to.") from error


def _locked(store_dir: Path) -> StoreError:
    return StoreError(f"Another ingest is writing to {store_dir}.", "Wait until it has finished, then run this again.")


def remove_leftovers(store_dir: Path) -> None:
    """Delete what killed writers left. Only the holder of the lock may call this."""
    for path in store_dir.glob("building-*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def begin_version(store_dir: Path) -> tuple[str, Path]:
    """A new version's name and the file to write it to: a copy of the current version, or not there yet."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
    number = 1 + max((_number(p) for p in store_dir.glob("news-*.duckdb")), default=0)
    version = f"{now}-{number}"
    building = store_dir / f"building-{version}.duckdb"
    base = _base(store_dir)
    if base is not None:
        shutil.copyfile(base, building)
    return version, building


def _base(store_dir: Path) -> Path | None:
    """The file to go on from: the current version, or the complete one a writer had no time to make current."""
    if has_store(store_dir):
        return version_path(store_dir, current_version(store_dir))
    return max(store_dir.glob("news-*.duckdb"), key=_number, default=None)


def _number(path: Path) -> int:
    tail = path.stem.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else 0


def publish(store_dir: Path, version: str, building: Path) -> None:
    """Make `building`, closed and complete, the current version; delete versions nobody needs any more.

    Deleting is safe while readers hold the file open: the system keeps an open file's content.
    """
    _sync(building)
    building.rename(version_path(store_dir, version))
    pointer = store_dir / "current.new"
    pointer.write_text(version + "\n", "utf-8")
    _sync(pointer)
    os.replace(pointer, store_dir / "current")  # noqa: PTH105 - the call whose atomicity everything rests on
    _sync(store_dir)
    _delete_old(store_dir, version)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _delete_old(store_dir: Path, current: str) -> None:
    files = sorted(store_dir.glob("news-*.duckdb"), key=_number)
    others = [p for p in files if p != version_path(store_dir, current)]
    for path in others[: max(0, len(files) - _KEPT)]:
        with contextlib.suppress(OSError):  # a system that refuses to delete open files: the next ingest tries again
            path.unlink()
