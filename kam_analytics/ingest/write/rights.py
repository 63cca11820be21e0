"""Who may import which kind: a KAM only opportunities, interactions and contacts of their own accounts."""

from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest.write import log, prepared_import
from kam_analytics.ingest.write.prepared_import import PreparedImport
from kam_analytics.warehouse.store import Store

OWN_KINDS = ("opportunities", "interactions", "contacts")


def check_kind(scope: Scope, kind: str) -> None:
    """Raises NotAllowed when the role never imports this kind."""
    if scope.sees_all or (scope.role in (Role.KAM, Role.MANAGER) and kind in OWN_KINDS):
        return
    label = KINDS[kind].label if kind in KINDS else Text(fr=kind, en=kind)
    raise NotAllowed(_import_of(label))


def check(store: Store, scope: Scope, prepared: PreparedImport) -> None:
    """Raises NotAllowed when the kind, or an account of the file, is not the viewer's."""
    check_kind(scope, prepared.kind.id)
    if scope.sees_all:
        return
    foreign = prepared_import.accounts(prepared.stage) - log.own_accounts(store, scope.person_ids)
    if foreign:
        raise NotAllowed(_import_of(prepared.kind.label, f" ({', '.join(sorted(foreign)[:3])})"))


def _import_of(label: Text, accounts: str = "") -> Text:
    return Text(fr=f"import, {label.fr}{accounts}", en=f"import, {label.en}{accounts}")
