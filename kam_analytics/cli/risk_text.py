"""Accounts at risk and their back-test as text for a terminal."""

from kam_analytics.answers.risk.page import message, nobody_judged
from kam_analytics.answers.risk.reasons import level, reasons
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.delimited import one_line
from kam_analytics.language.numbers import write
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.risk.backtest.outlook import TrackRecord
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

NAME, LEVEL, MONEY, METHOD = 32, 18, 12, 24  # characters


def risk_text(risk: Risk, lang: Lang, notice: Text | None) -> str:
    """The notice, the main sentence of the page, one line per account."""
    head = [typeset(notice, lang)] if notice else []
    if risk.accounts:
        head.append(typeset(message(risk), lang))
    elif not notice:
        head.append(typeset(nobody_judged(risk), lang))
    return "\n".join([*head, *(_line(account, risk, lang) for account in risk.accounts)])


def _line(account: AccountRisk, risk: Risk, lang: Lang) -> str:
    why = reasons(account, 1)
    loss = account.expected_loss if risk.shows_probability else None
    money = (write(Quantity(value, Unit.EUR), lang) for value in (account.exposed_revenue, loss))
    amounts = "".join(f"{amount:>{MONEY}}" for amount in money)
    named = f"{one_line(account.account_name)[: NAME - 2]:{NAME}}{typeset(level(account), lang):{LEVEL}}"
    return one_line(f"{named}{amounts}  {typeset(why, lang) if why else ''}")


def backtest_text(record: TrackRecord, lang: Lang) -> str:
    """All accounts, method by method, and why one of the methods is in use."""
    lines = [f"{'':{METHOD + 2}}{'AUC':>8}{'gain':>8}{'lift':>8}{'Brier':>8}{'O/E':>8}{'n':>7}"]
    for verdict in record.verdicts:
        lines += ["", typeset(model_text.EVENT[verdict.label.value], lang)]
        for one in record.figures:
            if one.population == "all" and one.label is verdict.label:
                mark = "*" if verdict.method == one.method else " "
                values = (one.auc, one.auc_gain, one.lift_10, one.brier_skill, one.observed_over_expected)
                cells = "".join(f"{'–' if v is None else format(v, '.3f'):>8}" for v in values)
                lines.append(f"{mark} {typeset(model_text.METHODS[one.method], lang):{METHOD}}{cells}{one.events:>7}")
        lines.append(typeset(verdict.reason.value, lang))
    return "\n".join(lines)
