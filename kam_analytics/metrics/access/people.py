"""Who reports to whom, from the rows of `people.sql`."""

import pandas as pd


def present(people: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Those who have not left."""
    ended = pd.to_datetime(people["end_on"])
    return people[ended.isna() | (ended >= today)]


def team_of(own: str, people: pd.DataFrame) -> tuple[str, ...]:
    """The person and everybody below, sorted; a cycle of managers ends the search."""
    team, added = {own}, {own}
    while added:
        added = set(people[people["manager"].isin(added)]["person_id"]) - team
        team |= added
    return tuple(sorted(team))
