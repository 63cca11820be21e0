"""Who may import which kind: a KAM only opportunities, interactions and contacts of their own accounts."""

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.write import log, prepared_import
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.warehouse.store import Store

OWN_KINDS = ("opportunities", "interactions", "contacts")


def check_kind(scope: Scope, kind: str) -> None:
    """Raises NotAllowed when the role never imports this kind."""
    if scope.sees_all or (scope.role in (Role.KAM, Role.MANAGER) and kind in OWN_KINDS):
        return
    label = KINDS[kind].label.fr if kind in KINDS else kind
    raise NotAllowed(f"import, {label}")


def check(store: Store, scope: Scope, prepared: PreparedImport) -> None:
    """Raises NotAllowed when the kind, or an account of the file, is not the viewer's."""
    check_kind(scope, prepared.kind.id)
    if scope.sees_all:
        return
    foreign = prepared_import.accounts(prepared.stage) - log.own_accounts(store, scope.person_ids)
    if foreign:
        raise NotAllowed(f"import, {prepared.kind.label.fr} ({', '.join(sorted(foreign)[:3])})")
