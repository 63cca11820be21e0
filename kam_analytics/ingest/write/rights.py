"""Who may import what: a KAM opportunities, interactions and contacts of their own accounts; the rest above them."""

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest.write import log, prepared
from kam_analytics.ingest.write.prepared import Prepared
from kam_analytics.warehouse.store import Store

OWN_KINDS = ("opportunities", "interactions", "contacts")


def check_kind(scope: Scope, kind: str) -> None:
    """Raises NotAllowed when the role never imports this kind."""
    if scope.sees_all or (scope.role in (Role.KAM, Role.MANAGER) and kind in OWN_KINDS):
        return
    label = KINDS[kind].label if kind in KINDS else Text(fr=kind, en=kind)
    raise NotAllowed(_import_of(label))


def check(store: Store, scope: Scope, ready: Prepared) -> None:
    """Raises NotAllowed when the kind, or an account of the file, is not the viewer's."""
    check_kind(scope, ready.kind.id)
    if scope.sees_all:
        return
    foreign = prepared.accounts(ready.stage) - log.own_accounts(store, scope.person_ids)
    if foreign:
        raise NotAllowed(_import_of(ready.kind.label, f" ({', '.join(sorted(foreign)[:3])})"))


def _import_of(label: Text, accounts: str = "") -> Text:
    return Text(fr=f"import, {label.fr}{accounts}", en=f"import, {label.en}{accounts}")
