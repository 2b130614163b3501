"""`python -m tests.databases start | stop | run COMMAND …`: a cluster by hand, or around one command.

`start` prints the variables to export and remembers the cluster under `var/`; `stop` ends it;
`run` starts a cluster, runs the command with these variables and ends the cluster again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.databases.cluster import Cluster, ClusterFailed, postgres_cluster, start_cluster

REMEMBERED = Path(__file__).resolve().parents[2] / "var" / "test-postgres.json"


def main(words: list[str]) -> int:
    """The exit code of the wanted step."""
    match words:
        case ["start"]:
            return start()
        case ["stop"]:
            return stop()
        case ["run", *command] if command:
            return run(command)
    print(__doc__, file=sys.stderr)
    return 2


def start() -> int:
    """Start a cluster that outlives this command."""
    if REMEMBERED.exists():
        stop()
    cluster = start_cluster()
    REMEMBERED.parent.mkdir(parents=True, exist_ok=True)
    REMEMBERED.touch(mode=0o600)
    fields = {
        "folder": str(cluster.folder),
        "port": cluster.port,
        "password": cluster.password,
        "binaries": str(cluster.binaries),
    }
    REMEMBERED.write_text(json.dumps(fields))
    for name, value in cluster.environment.items():
        print(f"export {name}={value}")
    return 0


def stop() -> int:
    """End the cluster that `start` made, if it is there."""
    if not REMEMBERED.exists():
        print("動いているデータベースはありません。 / There is none.", file=sys.stderr)
        return 0
    kept = json.loads(REMEMBERED.read_text())
    Cluster(Path(kept["folder"]), kept["port"], kept["password"], Path(kept["binaries"])).stop()
    REMEMBERED.unlink()
    return 0


def run(command: list[str]) -> int:
    """Run a command with a cluster of its own."""
    with postgres_cluster() as cluster:
        return subprocess.run(command, env={**os.environ, **cluster.environment}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ClusterFailed as failure:
        sys.exit(str(failure))
