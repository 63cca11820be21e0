"""One statement of a decision, run in the open transaction on the workspace."""

from collections.abc import Mapping

from kam_analytics.warehouse.store import Connection


def run(dbs: Mapping[str, Connection], query: str, facts: Mapping[str, object]) -> None:
    """facts: values for the `$parameters` of the query."""
    dbs["workspace"].execute(query, dict(facts))
