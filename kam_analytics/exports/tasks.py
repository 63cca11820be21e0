"""The alerts for other programs: tasks a CRM imports, the text of an e-mail."""

from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from kam_analytics.answers.page.view import View
from kam_analytics.answers.risk.notes import next_actions, notes
from kam_analytics.answers.risk.reasons import main_reason, reasons
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.delimited import BOM, FRENCH, INTERNATIONAL, delimited, inert, one_line
from kam_analytics.language.risk import notes as text
from kam_analytics.language.sentences import say
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

DUE_IN_DAYS = 14  # a task without an action of its own is due in two weeks


def tasks(risk: Risk | None, view: View, lang: Lang) -> str:
    """One line for each account in alert or with an action, as CSV with a byte order mark: subject, owner, due, why.

    risk: None if nothing was imported. A task is one line, whatever a name or a note contains.
    """
    actions = next_actions(notes(view))
    rows = [tuple(title.in_(lang) for title in text.TASK_COLUMNS.values())]
    if risk is not None:
        rows += [_task(a, actions.get(a.account_id, {}), view.now, lang) for a in _to_do(risk, actions)]
    notation = FRENCH if lang == "fr" else INTERNATIONAL
    return BOM + delimited([[inert(one_line(cell)) for cell in row] for row in rows], notation.separator)


def _to_do(risk: Risk, actions: dict[str, dict[str, Any]]) -> list[AccountRisk]:
    """The alerts, then the other accounts with an action."""
    alerts = {a.account_id for a in risk.alerts}
    return [*risk.alerts, *(a for a in risk.accounts if a.account_id in actions and a.account_id not in alerts)]


def _task(account: AccountRisk, planned: dict[str, Any], today: date, lang: Lang) -> tuple[str, ...]:
    due: date = planned.get("due_on") or today + timedelta(days=DUE_IN_DAYS)
    sentences = [_sentence(str(planned["said"]))] if planned else []
    why = reasons(account)
    return (
        say(text.SUBJECT, lang, name=account.account_name),
        account.account_name,
        account.account_id,
        planned.get("owner") or account.kam or "",
        due.isoformat(),
        _priority(account).in_(lang),
        text.TO_DO.in_(lang),
        " ".join([*sentences, typeset(why, lang) if why else ""]).strip(),
    )


def _sentence(text: str) -> str:
    """The text of a note, with a full stop if it has no final punctuation."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text.rstrip()}."


def mail(risk: Risk | None, lang: Lang, notice: Text | None = None) -> EmailMessage:
    """A message without sender or recipient: the text of `plain`, with the number of alerts in its subject."""
    message = EmailMessage()
    if risk is None:
        message["Subject"] = typeset(text.MAIL_SUBJECT_EMPTY, lang)
    else:
        message["Subject"] = say(text.MAIL_SUBJECT, lang, day=risk.as_of, alerts=str(len(risk.alerts)))
    message.set_content(plain(risk, lang, notice))
    return message


def plain(risk: Risk | None, lang: Lang, notice: Text | None = None) -> str:
    """The accounts in alert, the most exposed first, one line each.

    risk: None if nothing was imported; notice: what the reader must know before the list.
    """
    parts = [typeset(notice, lang)] if notice else []
    if risk is not None:
        lines = [_line(account, lang) for account in risk.alerts] or [typeset(text.MAIL_NOBODY, lang)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(account: AccountRisk, lang: Lang) -> str:
    why = main_reason(account)
    return one_line(
        say(
            text.MAIL_LINE,
            lang,
            name=account.account_name,
            exposed=Quantity(account.exposed_revenue, Unit.EUR),
            reason=typeset(why, lang) if why else "",
        )
    )


def _priority(account: AccountRisk) -> Text:
    return text.HIGH if account.is_key else text.NORMAL
