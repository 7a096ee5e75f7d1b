"""The command line: `fanews ingest | parse | export | check | serve`.

Owns arguments, exit codes (0 done, 1 failed, 2 usage) and words for people. Data goes to stdout, words to
stderr. Imports are made where they are used, so that each command starts with what it needs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from fanews.errors import FanewsError, UsageError

if TYPE_CHECKING:
    from fanews.pipeline import IngestSummary
    from fanews.sources import Rejected

DONE, FAILED, USAGE = 0, 1, 2
DEFAULT_STORE = "data/store"
EXPORTS = ("visits", "quotes", "articles", "entities", "visit_mentions", "plover")
FORMATS = ("csv", "jsonl", "parquet")
_APP = Path(__file__).resolve().parent.parent / "app.py"
_MOST_NAMED = 5  # inputs refused for one reason that are named one by one


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = make_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except UsageError as error:
        _say(f"fanews: {error}")
        return USAGE
    except FanewsError as error:
        _say(f"fanews: {error}")
        return FAILED
    except BrokenPipeError:
        _let_go_of_stdout()
        return FAILED
    except KeyboardInterrupt:
        _say("fanews: Stopped.")
        return FAILED
    return code


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="fanews",
        description="Who visited whom and who said what, out of Persian news pages.",
        epilog="Exit codes: 0 done, 1 failed, 2 wrong usage. Data goes to stdout, words to stderr.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_ingest(commands)
    _add_parse(commands)
    _add_export(commands)
    _add_check(commands)
    _add_serve(commands)
    return parser


def _add_ingest(commands: Any) -> None:
    command = commands.add_parser("ingest", help="take files, folders and archives into the store")
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, folder, .zip or .tar.gz; - for stdin")
    command.add_argument("--refresh", action="store_true", help="parse anew pages that are in the store already")
    command.add_argument("--quiet", action="store_true", help="no progress bar")
    _add_model(command)
    _add_store(command)
    command.set_defaults(run=_ingest)


def _add_parse(commands: Any) -> None:
    command = commands.add_parser("parse", help="parse without a store: one JSON object a line")
    command.add_argument("paths", nargs="+", metavar="FILE", help="a file, folder, .zip or .tar.gz; - for stdin")
    _add_model(command)
    command.set_defaults(run=_parse)


def _add_export(commands: Any) -> None:
    command = commands.add_parser("export", help="write a table of the store to stdout")
    command.add_argument("what", choices=EXPORTS, help="the table")
    command.add_argument("--format", choices=FORMATS, default="csv", help="default: csv")
    command.add_argument("--plain", action="store_true", help="CSV for scripts: no BOM, no guard against formulas")
    command.add_argument("--output", type=Path, metavar="FILE", help="a file instead of stdout")
    _add_store(command)
    command.set_defaults(run=_export)


def _add_check(commands: Any) -> None:
    command = commands.add_parser("check", help="check every invariant of a store")
    _add_store(command)
    command.set_defaults(run=_check)


def _add_serve(commands: Any) -> None:
    command = commands.add_parser("serve", help="open the dashboard on this machine")
    command.add_argument("--port", type=int, default=8501, help="default: 8501")
    _add_store(command)
    command.set_defaults(run=_serve)


def _add_store(command: argparse.ArgumentParser) -> None:
    stated = os.environ.get("FANEWS_STORE") or DEFAULT_STORE
    text = "the folder of the store (default: FANEWS_STORE, else data/store)"
    command.add_argument("--store", type=Path, metavar="DIR", default=Path(stated), help=text)


def _add_model(command: argparse.ArgumentParser) -> None:
    text = "the recogniser of names: fast or accurate (default: FANEWS_MODEL, else fast)"
    command.add_argument("--model", metavar="NAME", help=text)


def _choose_model(name: str | None) -> None:
    """For this process and those that it starts. Raises FanewsError where the model cannot run."""
    from fanews.models import VARIABLE, check_choice

    if name:
        os.environ[VARIABLE] = name
    check_choice()


def _ingest(arguments: argparse.Namespace) -> int:
    from fanews.pipeline import ingest

    _choose_model(arguments.model)
    with _bar(arguments.quiet) as tell:
        summary = ingest(arguments.paths, arguments.store, tell, refresh=arguments.refresh)
    _say(_told(summary, arguments.store))
    _say_refused(summary.rejected)
    taken = summary.added + summary.changed + summary.unchanged
    named = {refusal.path for refusal in summary.rejected} & set(arguments.paths)
    return FAILED if named or not taken else DONE


def _told(summary: IngestSummary, store: Path) -> str:
    counts = f"{summary.added:,} new, {summary.changed:,} changed, {summary.unchanged:,} unchanged"
    refused = f", {len(summary.rejected):,} not taken" if summary.rejected else ""
    return f"Articles: {counts}{refused}, in {summary.elapsed_s:.0f} s. The store is {_plain(str(store))}."


def _parse(arguments: argparse.Namespace) -> int:
    from fanews.pipeline import parse_all
    from fanews.record import as_record
    from fanews.sources import Rejected, iter_documents

    _choose_model(arguments.model)
    code = DONE
    for result in parse_all(iter_documents(arguments.paths)):
        if isinstance(result, Rejected):
            code = FAILED
            _say_refused([result])
        else:
            sys.stdout.write(json.dumps(as_record(result), ensure_ascii=False) + "\n")
    return code


def _export(arguments: argparse.Namespace) -> int:
    from fanews.store import Reader
    from fanews.store.export import export

    if arguments.format == "parquet" and not arguments.output and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal.", "Add --output FILE, or send it into a file.")
    with _output(arguments.output) as out:
        count = export(Reader(arguments.store), arguments.what, arguments.format, out, guarded=not arguments.plain)
    _say(f"{count:,} rows.")
    return DONE


@contextlib.contextmanager
def _output(path: Path | None) -> Iterator[IO[bytes]]:
    """stdout, or a file that appears when it is complete."""
    if path is None:
        yield sys.stdout.buffer
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise FanewsError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _check(arguments: argparse.Namespace) -> int:
    from fanews.store import check_store

    violations = check_store(arguments.store)
    for violation in violations:
        sys.stdout.write(f"{violation}\n")
    _say(f"{len(violations)} rules are broken." if violations else "Every rule holds.")
    return FAILED if violations else DONE


def _serve(arguments: argparse.Namespace) -> int:
    if not _APP.is_file():
        raise FanewsError("The dashboard is not installed here.", "Run it from a checkout of the project.")
    options = {
        "server.address": "127.0.0.1",
        "server.port": arguments.port,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    environment = os.environ | {"FANEWS_STORE": str(arguments.store.absolute())}
    _say(f"The dashboard opens at http://127.0.0.1:{arguments.port} (Ctrl-C ends it).")
    sys.stderr.flush()
    os.chdir(_APP.parent)  # Streamlit reads its settings from the folder it runs in
    command = [sys.executable, "-m", "streamlit", "run", str(_APP), *flags]
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter, no shell


@contextlib.contextmanager
def _bar(quiet: bool) -> Iterator[Any]:
    """A progress bar on stderr, told of documents and steps."""
    from tqdm import tqdm

    interval = 0.2 if sys.stderr.isatty() else 10.0
    with tqdm(unit=" articles", disable=quiet, mininterval=interval, file=sys.stderr, dynamic_ncols=True) as bar:

        def tell(done: int, expected: int | None, step: str) -> None:
            bar.total = max(expected, done) if expected else None
            if step != "read":
                bar.set_description(step)
            bar.update(done - bar.n)

        yield tell


def _say_refused(refused: Iterable[Rejected]) -> None:
    """One line each; many that share a reason are counted."""
    by_reason: dict[tuple[str, str], list[str]] = defaultdict(list)
    for refusal in refused:
        by_reason[refusal.reason, refusal.hint].append(refusal.path)
    for (reason, hint), paths in by_reason.items():
        for path in paths[:_MOST_NAMED]:
            _say(f"{path}: {reason} {hint}".rstrip())
        if len(paths) > _MOST_NAMED:
            _say(f"... and {len(paths) - _MOST_NAMED:,} more: {reason}")


def _say(words: str) -> None:
    """One line, whatever a hostile name in it holds."""
    print(_plain(words), file=sys.stderr)


def _plain(words: str) -> str:
    """Without the control characters a hostile name may hold: a terminal would obey them."""
    return "".join(c if c.isprintable() or c == "\u200c" else ascii(c)[1:-1] for c in words)


def _let_go_of_stdout() -> None:
    # Whoever read us has gone (`| head`): the interpreter would complain when it flushes stdout at the end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
