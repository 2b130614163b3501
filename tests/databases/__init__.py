"""Throw-away databases for the tests: a PostgreSQL cluster that lives as long as one run.

`postgres_cluster()` is for tests and fixtures, `python -m tests.databases` for people and `./yui test`.
The cluster has the two roles of the scaled profile: `yui_owner` owns the tables and may create databases;
`yui_app` is what the running product signs in as: no owner, no superuser, no way around row policies.
"""

from tests.databases.cluster import (
    APP,
    OWNER,
    Cluster,
    ClusterFailed,
    postgres_binaries,
    postgres_cluster,
    start_cluster,
)

__all__ = ["APP", "OWNER", "Cluster", "ClusterFailed", "postgres_binaries", "postgres_cluster", "start_cluster"]
