"""Views saved by name: the filters of a page, for one person or for everybody, of today or frozen."""

from dataclasses import dataclass
from pathlib import Path

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.pins import pinned_with
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"
PART = ("workspace",)
LONGEST = 60  # characters of a name
MOST = 200  # of all people


@dataclass(frozen=True, slots=True)
class SavedView:
    """name: what people call it; page: its id; address: the filters as the address has them, `period=ltm&kam=K01`."""

    name: str
    page: str
    address: str


@dataclass(eq=False)
class ViewRefused(KamError):
    """A name that is missing or too long, or too many views."""

    most: int
    longest: int

    what = Text(fr="Cette vue n’a pas été enregistrée.", en="This view was not saved.")
    next_step = Text(
        fr="Donnez-lui un nom de {longest} caractères au plus ; il y a place pour {most} vues en tout.",
        en="Give it a name of at most {longest} characters; there is room for {most} views in all.",
    )


def may_share(scope: Scope) -> bool:
    """Whoever leads people saves views for everybody."""
    return scope.sees_all or scope.role is Role.MANAGER


def save(store: Store, view: SavedView, scope: Scope, *, shared: bool, frozen: bool) -> int:
    """Save a view and return its id. Raises NotAllowed, ViewRefused.

    shared: for everybody, else for the viewer alone; frozen: it shows the data of now for ever.
    """
    if scope.role is Role.NOBODY or (shared and not may_share(scope)):
        raise NotAllowed(Text(fr="une vue pour toute l’équipe", en="a view for the whole team"))
    name, query = view.name.strip(), statement(SQL, "save_view")
    with store.writing(*PART):
        ids = list(_owners(store))
        if not 0 < len(name) <= LONGEST or len(ids) >= MOST:
            raise ViewRefused(MOST, LONGEST)
        new, number = max(ids, default=0) + 1, store.state().number if frozen else None
        facts = {
            "view_id": new,
            "name": name,
            "page": view.page,
            "address": view.address,
            "owner": None if shared else scope.viewer,
            "pinned": number,
            "who": scope.viewer,
        }
        pinned = pinned_with(store, {("view", str(new)): number})
        store.change(PART, lambda dbs: dbs["workspace"].execute(query, facts), pinned=pinned)
    return new


def remove(store: Store, view_id: int, scope: Scope) -> None:
    """Remove an own view, or one of everybody. Raises NotAllowed; nothing where there is none."""
    query = statement(SQL, "remove_view")
    with store.writing(*PART):
        owners = _owners(store)
        if view_id not in owners:
            return
        owner = owners[view_id]
        if not (may_share(scope) if owner is None else owner == scope.viewer):
            raise NotAllowed(Text(fr="retirer la vue d’une autre personne", en="remove the view of somebody else"))
        pinned = pinned_with(store, {("view", str(view_id)): None})
        store.change(PART, lambda dbs: dbs["workspace"].execute(query, {"view_id": view_id}), pinned=pinned)


def _owners(store: Store) -> dict[int, str | None]:
    """Id of each view → whose it is; None: everybody's."""
    with store.connect(parts=PART) as db:
        return dict(db.execute(statement(SQL, "saved_views")).fetchall())
