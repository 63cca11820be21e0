"""The alerts as what other programs take: tasks a CRM imports, the text of an e-mail."""

import csv
from datetime import date, timedelta
from email.message import EmailMessage
from io import StringIO

from kam_analytics.answers.risk_notes import next_actions, notes
from kam_analytics.answers.risk_reasons import main_reason, reasons
from kam_analytics.answers.view import View
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.sheets import ALIVE
from kam_analytics.language import risk_notes as text
from kam_analytics.language.sentences import say
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

DUE_IN_DAYS = 14  # a task without an action of its own is due in a fortnight
BOM = "\ufeff"  # so that Excel reads the accents


def tasks(found: Risk, view: View, lang: Lang) -> str:
    """One line for each account in alert, as CSV with a byte order mark: subject, account, owner, due, why."""
    actions = next_actions(notes(view))
    out = StringIO()
    table = csv.writer(out, delimiter=";" if lang == "fr" else ",", lineterminator="\r\n")
    table.writerow([title.in_(lang) for title in text.TASK_COLUMNS.values()])
    for account in found.alerts:
        planned = actions.get(account.account_id, {})
        due: date = planned.get("due_on") or found.as_of + timedelta(days=DUE_IN_DAYS)
        said = [str(planned["said"])] if planned else []
        why = reasons(account)
        row = (
            say(text.SUBJECT, lang, name=account.account_name), account.account_name, account.account_id,
            planned.get("owner") or account.kam or "", due.isoformat(), _priority(account).in_(lang),
            text.TO_DO.in_(lang), " ".join([*said, typeset(why, lang) if why else ""]).strip(),
        )  # fmt: skip
        table.writerow([_inert(cell) for cell in row])
    return BOM + out.getvalue()


def mail(found: Risk, lang: Lang) -> EmailMessage:
    """A message without sender or recipient: the accounts in alert, the most exposed first."""
    message = EmailMessage()
    message["Subject"] = say(text.MAIL_SUBJECT, lang, day=found.as_of, alerts=str(len(found.alerts)))
    message.set_content(plain(found, lang))
    return message


def plain(found: Risk, lang: Lang) -> str:
    """The same list as lines of text."""
    if not found.alerts:
        return typeset(text.MAIL_NOBODY, lang) + "\n"
    return "\n".join(_line(account, lang) for account in found.alerts) + "\n"


def _line(account: AccountRisk, lang: Lang) -> str:
    why = main_reason(account)
    return say(
        text.MAIL_LINE, lang, name=account.account_name, exposed=Quantity(account.exposed_revenue, Unit.EUR),
        reason=typeset(why, lang) if why else "",
    )  # fmt: skip


def _priority(account: AccountRisk) -> Text:
    return text.HIGH if account.is_key else text.NORMAL


def _inert(cell: str) -> str:
    """A text that starts like a formula stays a text in the program that opens the file."""
    return f"'{cell}" if cell.startswith(ALIVE) else cell
