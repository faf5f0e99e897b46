"""Virtuoso as a peer: an instance of its own in a temporary folder, on loopback, ended by its id.

Needs Debian's `virtuoso-opensource-7` (or another that brings `virtuoso-t` and an `isql`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import Final
from urllib.parse import quote

from benchmark.client import Server
from benchmark.systems import Data, Served, System
from servers import free_port

_GRAPH: Final = "http://example.org/law/"
_PROGRAM: Final = "virtuoso-t"
_CLIENTS: Final = ("isql-vt", "isql-v", "isql")
_LOAD_SECONDS: Final = 600
_BUFFERS: Final = 170_000
"""Pages of 8 KiB that it keeps in memory: more than the data has, as its makers advise."""

_SETTINGS: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
DirsAllowed = {data}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty_buffers}
MaxQueryMem = 2G
ThreadsPerQuery = {cores}
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}
ServerThreads = 20
MaxClientConnections = 20
MaxKeepAlives = 20
KeepAliveTimeout = 600
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
"""


def _sql_client() -> str:
    return next(filter(None, map(shutil.which, _CLIENTS)), "")


def _missing() -> str:
    return "" if shutil.which(_PROGRAM) and _sql_client() else "not installed"


def _start(data: Data, timeout: float) -> Served:
    folder = data.folder / "virtuoso"
    folder.mkdir()
    sql_port, http_port = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(
        _SETTINGS.format(
            folder=folder,
            data=data.file.parent,
            sql_port=sql_port,
            http_port=http_port,
            buffers=_BUFFERS,
            dirty_buffers=_BUFFERS * 3 // 4,
            cores=len(os.sched_getaffinity(0)),
        ),
        "utf-8",
    )
    # Its own default graph would be all graphs, its own among them. It writes tables as XML
    # several times faster than as JSON.
    graph = f"default-graph-uri={quote(_GRAPH, safe='')}&"
    server = Server(http_port, "/sparql", graph, "application/sparql-results+xml")
    process = Served(
        [_PROGRAM, "+foreground", "+configfile", settings], server, folder / "output.log", timeout
    )
    try:
        _load(sql_port, data)
    except BaseException:
        process.close()
        raise
    return process


def _load(port: int, data: Data) -> None:
    """Bulk load, by the way that its documentation gives."""
    commands = (
        f"ld_dir('{data.file.parent}', '{data.file.name}', '{_GRAPH}'); "
        "rdf_loader_run(); checkpoint; "
        "SELECT 'loaded', COUNT(*) FROM DB.DBA.load_list WHERE ll_state = 2 AND ll_error IS NULL;"
    )
    for _ in range(3):
        done = subprocess.run(
            [_sql_client(), f"127.0.0.1:{port}", "dba", "dba", f"exec={commands}"],
            capture_output=True,
            text=True,
            timeout=_LOAD_SECONDS,
            check=False,
        )
        if [line.split() for line in done.stdout.splitlines() if line.startswith("loaded")] == [
            ["loaded", "1"]
        ]:
            return
        time.sleep(1)
    raise RuntimeError(f"Virtuoso has not loaded the data:\n{done.stdout[-800:]}{done.stderr}")


VIRTUOSO: Final = System("Virtuoso", _start, _missing)
