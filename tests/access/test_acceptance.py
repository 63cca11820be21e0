"""What a sent file would change is known before it is accepted, and nobody accepts what raises their own pay."""

from decimal import Decimal
from pathlib import Path

import pytest

from kam_analytics.answers.access.acceptance import Examination, PayChange, RaisesOwnPay, check, examine, sentences
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest import inbox
from kam_analytics.ingest.history import imports
from kam_analytics.ingest.pipeline import ImportRequest
from kam_analytics.ui.frame import inbox as frame_inbox
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, everything_sent, kams, opened

HEAD = "N° facture;Date facture;Code client;Montant HT;Responsable\n"
PAY_READER = Scope("boss@example.com", Role.DIRECTOR, (), None, sees_all_pay=True)
OTHERS = Scope("books@example.com", Role.CONTROLLER, (), None)
RISE, FALL = PayChange("K1", "Kane", Decimal(100), Decimal(150)), PayChange("K2", "Koch", Decimal(90), None)
EFFECT = Examination(2, Decimal("20700.50"), ("C1", "C2"), (RISE, FALL))


def told(examination: Examination, scope: Scope, lang: str = "en") -> str:
    return " ".join(sentence.in_(lang) for sentence in sentences(examination, scope))


def test_amounts_of_pay_are_told_only_to_those_who_may_see_them() -> None:
    assert "Pay to date, Kane: €100.00 → €150.00." in told(EFFECT, PAY_READER).replace("\xa0", "")
    assert "Changes the pay of Kane and Koch." in told(EFFECT, OTHERS)
    assert "150" not in told(EFFECT, OTHERS)
    assert "2 accounts are not the sender’s: C1 and C2." in told(EFFECT, OTHERS)


@pytest.mark.parametrize(
    ("examination", "fr"),
    [
        (Examination(1, None, (), ()), "Aucun effet sur la rémunération"),
        (Examination(1, None, (), None), "ne se compare pas"),
        (Examination(1, None, ("C1",), ()), "1 compte n’est pas à l’expéditeur : C1."),
        (Examination(9, None, tuple(f"C{n}" for n in range(9)), ()), "9 comptes ne sont pas à l’expéditeur, dont C0"),
    ],
)
def test_each_case_has_its_sentence(examination: Examination, fr: str) -> None:
    assert fr in told(examination, PAY_READER, "fr")


def test_nobody_accepts_what_raises_their_own_pay() -> None:
    for own, refused in (("K1", True), ("K2", False), ("K3", False), (None, False)):
        scope = Scope("d@example.com", Role.DIRECTOR, (), own, sees_all_pay=own is None)
        if refused:
            with pytest.raises(RaisesOwnPay) as error:
                check(EFFECT, "mai.csv", scope)
            assert "mai.csv" in error.value.message().fr
        else:
            check(EFFECT, "mai.csv", scope)


@pytest.fixture
def company(own_copy: Path) -> Store:
    """The demonstration as if it were a company's own data."""
    store = Store(own_copy)
    store.change(("workspace",), lambda _: None, demonstration=False)
    return store


def accounts_of(store: Store) -> dict[str, str]:
    """KAM → one of their accounts."""
    query = (
        "SELECT p.person_id, min(a.account_id) FROM ledger.accounts a JOIN ledger.people p"
        " ON a.kam IN (p.person_id, p.name) GROUP BY 1"
    )
    with store.connect() as db:
        return dict(db.execute(query).fetchall())


def invoice(folder: Path, *rows: tuple[str, str, str]) -> ImportRequest:
    lines = [f"ZZ{n};28/08/2026;{account};{amount};{kam}" for n, (account, amount, kam) in enumerate(rows)]
    (folder / "aout.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return ImportRequest(folder / "aout.csv", "aout.csv")


def test_the_effect_of_a_file_is_worked_out_on_a_copy(company: Store, tmp_path: Path) -> None:
    before, accounts = company.state(), accounts_of(company)
    (first, _), (second, _), *_ = kams(company.folder)
    request = invoice(tmp_path, (accounts[first], "400000,00", first), (accounts[second], "10,00", second))
    effect = examine(company, request, Scope("k", Role.KAM, (first,), first))
    assert (effect.rows, effect.total) == (2, Decimal("400010.00"))
    assert effect.outside == (accounts[second],)
    changed = {change.person_id: change for change in effect.pay or ()}
    assert changed[first].rises
    assert company.state() == before
    assert {i.file for i in imports(company)}.isdisjoint({"aout.csv"})


def test_the_page_tells_the_effect_before_the_button(
    company: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, navigation_as_on_a_server: None
) -> None:
    monkeypatch.setenv("KAM_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setattr(frame_inbox, "watch", lambda: None)
    accounts = accounts_of(company)
    (first, sender), (second, _), *_ = kams(company.folder)
    request = invoice(tmp_path, (accounts[first], "400000,00", first), (accounts[second], "10,00", second))
    inbox.submit(request.path, tmp_path / "inbox", sender)
    captions = " ".join(caption.value for caption in opened("import_data", DIRECTOR).caption)
    assert "1 compte n’est pas à l’expéditeur" in captions
    assert accounts[second] in captions
    assert "Rémunération à ce jour," in captions
    controller = opened("import_data", CONTROLLER, lang="en")
    assert "Changes the pay of" in " ".join(caption.value for caption in controller.caption)
    assert b"Pay to date," not in everything_sent(controller)
