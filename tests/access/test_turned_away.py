"""Every visitor who sees nothing is told why, in both languages, and can sign out."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.ui.frame import data
from tests.application import ACCESS, APP, TIMEOUT

PEOPLE = pd.DataFrame(
    [
        ("K1", "Klein", "left@example.com", None, date(2020, 9, 30)),
        ("K2", "Kern", "double@example.com", None, None),
        ("K3", "Kuhn", "double@example.com", None, None),
    ],
    columns=["person_id", "name", "login", "manager", "end_on"],
)
VISITORS = {
    "unverified": (
        {"email": "directrice@example.com", "email_verified": False},
        "ne dit pas que l’adresse",
        "was verified",
    ),
    "silent provider": ({"email": "directrice@example.com"}, "fournisseur d’identité ne dit pas", "was verified"),
    "no address": ({"email_verified": True}, "ne donne pas votre adresse", "Ask the administrator to allow"),
    "unknown": ({"email": "x@example.com", "email_verified": True}, "n’est ni dans la liste", "is neither in the list"),
    "left": ({"email": "Left@example.com", "email_verified": True}, "a une date de fin", "has an end date"),
    "shared": ({"email": "double@example.com", "email_verified": True}, "plusieurs personnes", "several people"),
}


def seen(claims: dict[str, object], lang: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=TIMEOUT)
    at.user = {"is_logged_in": True, **claims}
    at.query_params["lang"] = lang
    return at.run()


@pytest.mark.parametrize(("claims", "french", "english"), VISITORS.values(), ids=VISITORS.keys())
def test_each_visitor_has_a_sentence_and_a_way_out(portal, monkeypatch, claims, french, english):
    monkeypatch.setattr(data, "people", lambda: PEOPLE)
    for lang, sentence in (("fr", french), ("en", english)):
        at = seen(claims, lang)
        text = " ".join(m.value for m in at.markdown)
        assert sentence in text
        assert [b.key for b in at.button] == ["sign_out"]
        assert len(at.dataframe) + len(at.metric) + len(at.selectbox) == 0


def test_a_provider_that_says_nothing_is_trusted_where_the_configuration_says_so(portal, monkeypatch, tmp_path):
    (tmp_path / "kam.toml").write_text(ACCESS + "trust_missing_verification = true\n", "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    assert "pas encore accès" not in seen({"email": "directrice@example.com"}, "fr").title[0].value
    refused = seen({"email": "directrice@example.com", "email_verified": False}, "fr")
    assert "pas encore accès" in refused.title[0].value
