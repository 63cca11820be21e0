"""The filters of the growth page: fiscal years, a base two years back."""

from tests.application import ACCESS, DIRECTOR, opened


def test_a_fiscal_year_from_july_is_offered_by_name_and_compared_with_the_one_before(
    portal, tmp_path, navigation_as_on_a_server
):
    (tmp_path / "kam.toml").write_text(f"{ACCESS}\n[year]\nfirst_month = 7\n", "utf-8")
    at = opened("growth", DIRECTOR, period="FY2025")
    assert not at.exception
    (period,) = [s for s in at.selectbox if s.key == "choice_period"]
    assert "Exercice\u00a02025/2026" in period.options
    assert "Depuis le 1er\u00a0juillet" in period.options
    titles = " ".join(h.value for h in at.header)
    assert "12 mois à fin juin\u00a02026 contre 12 mois à fin juin\u00a02025" in titles


def test_the_base_may_lie_two_years_back(portal, navigation_as_on_a_server):
    at = opened("growth", DIRECTOR, period="2026Q2", against="2")
    assert not at.exception
    assert "T2\u00a02026 contre T2\u00a02024" in " ".join(h.value for h in at.header)
    other = opened("concentration", DIRECTOR, period="2026Q2", against="2")
    assert "choice_against" not in {s.key for s in other.selectbox}
