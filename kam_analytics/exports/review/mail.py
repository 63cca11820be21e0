"""Names of the files of a batch, and the message that carries a pack. Nothing is sent."""

import re
import unicodedata
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.delimited import one_line
from kam_analytics.exports.media import MIMES, Format
from kam_analytics.language import packs as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset

LONGEST_NAME = 60


def slug(text: str) -> str:
    """A part of a file name that every system takes: small Latin letters, digits, hyphens."""
    base = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", base).strip("-")[:LONGEST_NAME].strip("-")


def message(
    title: Text, period: Text, day: date, name: str, login: str, file: tuple[str, bytes, Format], lang: Lang
) -> bytes:
    """A draft with the pack attached; login: the address of the recipient, none if empty. file: name, bytes, format."""
    mail = EmailMessage(policy=SMTP)
    subject = fill(words.MAIL_SUBJECT, title=title, period=period, name=one_line(name))
    mail["Subject"] = one_line(typeset(subject, lang))
    if login:
        mail["To"] = one_line(login)
    mail["X-Unsent"] = "1"  # mail programs open it as a draft
    mail.set_content(typeset(fill(words.MAIL_BODY, period=period, name=one_line(name), day=day), lang))
    main, sub = MIMES[file[2]].split("/")
    mail.add_attachment(file[1], maintype=main, subtype=sub, filename=file[0])
    return mail.as_bytes()
