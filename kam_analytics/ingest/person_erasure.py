"""Erasing a person: a code without meaning takes the place of their code, name and login wherever these stand.

Figures stay: invoices, targets and assignments count for the new code. What only says how somebody was to be paid goes.
"""

import re
import secrets
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Text
from kam_analytics.ingest import inbox
from kam_analytics.ingest.erasure import with_notes
from kam_analytics.warehouse import rewriting, trail
from kam_analytics.warehouse.decisions.people import UnknownPerson
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import PARTS, Connection, Store

SQL = Path(__file__).parent / "write" / "sql"
ACCENTS = {"a": "aàâä", "c": "cç", "e": "eéèêë", "i": "iîï", "n": "nñ", "o": "oôö", "u": "uùûü", "y": "yÿ"}
BESIDE = r"[^\pL\pN]"
ENCODINGS = ("utf-8", "cp1252", "utf-16-le")
HOLDS_CODES = ("raw", "address", "document", "value", "mapping")
"""Columns of text in which the code of a person may stand beside other things."""
GONE = ("people_pay", "scores", "absence")
"""Tables of pay whose rows of the person go: pay and judgements that no closed statement rests on, absences."""


@dataclass(eq=False)
class StatementsClosed(KamError):
    """Closed pay statements of the person."""

    person: str
    statements: int

    what = Text(
        fr="Rien n’a été effacé : « {person} » a des relevés clôturés ({statements}), qui justifient des paies"
        " versées ; la loi veut en général qu’ils soient conservés.",
        en="Nothing was erased: “{person}” has closed statements ({statements}), which account for pay; the law"
        " generally wants them kept.",
    )
    next_step = Text(
        fr="Vérifiez la durée de conservation avec la paie (bulletins : cinq ans) et exportez-les si besoin, puis"
        " recommencez avec --statements : leurs montants restent, sous un code neutre.",
        en="Check with payroll how long they are kept (pay slips: five years in France) and export them if need be,"
        " then try again with --statements: their amounts stay, under a neutral code.",
    )


@dataclass(eq=False)
class FilesWaiting(KamError):
    """Files that wait in the inbox and name the person: they would bring the name back."""

    files: int

    what = Text(
        fr="Rien n’a été effacé : {files} fichier(s) en attente de décision nomment cette personne.",
        en="Nothing was erased: {files} file(s) that wait for a decision name this person.",
    )
    next_step = Text(
        fr="Importez-les, refusez-les ou retirez-les du dossier, puis recommencez.",
        en="Import them, refuse them or take them out of the folder, then try again.",
    )


@dataclass(frozen=True, slots=True)
class Spellings:
    """How a person is written.

    names: of two words or more, and addresses, that nobody else has: replaced inside texts too.
    cells: their code, and names and logins of one word: replaced where a cell is one, since a customer may bear it too.
    """

    person_id: str
    names: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """Of names of two words or more in any turn, of logins; for DuckDB, with what stands beside as groups."""
        return rf"(^|{BESIDE})(?:{'|'.join(self._forms())})($|{BESIDE})"

    @property
    def code_pattern(self) -> str:
        return rf"(^|{BESIDE})(?:{re.escape(self.person_id)})($|{BESIDE})"

    def replaced(self, text: str, code: str) -> str:
        """A text with the code in place of each name, or of itself."""
        if text in self.cells or not self.names:
            return code if text in self.cells else text
        beside = r"[\W_]"
        form = "|".join(self._forms()).replace(BESIDE, beside)
        return re.sub(rf"(?i)(?<![^\W_])(?:{form})(?![^\W_])", code, text)

    def is_in(self, path: Path) -> bool:
        """Whether a file names the person: its name, its bytes, or what is packed in a workbook."""
        texts = [path.name, *(data.decode(e, "ignore") for data in _contents(path) for e in ENCODINGS)]
        return any(self.replaced(text, "") != text for text in texts)

    def _forms(self) -> list[str]:
        forms = [_form(name) for name in self.names]
        for words in (name.split() for name in self.names):
            forms += [_form(" ".join(words[n:] + words[:n])) for n in range(1, len(words))]
        return sorted(set(forms), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class PersonErasure:
    """What goes with a person: closed statements, files of the inbox, files of the store that are written anew."""

    spellings: Spellings
    statements: int
    files: tuple[Path, ...]
    versions: int


def plan(folder: Path, person: str, watched: Path | None) -> PersonErasure:
    """What `erase` would replace; nothing is changed. Raises UnknownPerson, VersionUnreadable."""
    states = rewriting.states(folder)
    people = [row for file in {s.ledger for s in states} for row in _rows(folder, file, "spelled_people")]
    mine = [(name, login) for code, name, login in people if code == person]
    if not mine:
        raise UnknownPerson(person)
    others = {_plain(value) for code, *values in people if code != person for value in values if value}
    names = {value.strip() for row in mine for value in row if value and _plain(value) not in others}
    long = {name for name in names if len(re.findall(r"\w+", name)) > 1}
    spellings = Spellings(person, tuple(sorted(long)), tuple(sorted({person, *(names - long)})))
    closed = {row for file in {s.pay for s in states} for row in _rows(folder, file, "statements_of_people")}
    files = _mentioning(watched, spellings, (inbox.DONE, inbox.REFUSED))
    versions = len({state.file(part) for state in states for part in PARTS})
    return PersonErasure(spellings, sum(row[-1] == person for row in closed), tuple(files), versions)


def erase(folder: Path, person: str, who: str, watched: Path | None, *, statements: bool) -> PersonErasure:
    """Erase, and return what was erased. Errors: those of `plan`, StatementsClosed, FilesWaiting.

    statements: whether closed statements get the code too; without it a person who has some is refused.
    """
    store = Store(folder, create=False)
    with store.writing():
        completed = store.resume_rewriting()
        try:
            whole = plan(folder, person, watched)
        except UnknownPerson:
            if completed:
                return PersonErasure(Spellings(person, (), (person,)), 0, (), 0)
            raise
        if whole.statements and not statements:
            raise StatementsClosed(person, whole.statements)
        if waiting := _mentioning(watched, whole.spellings, ("", inbox.TO_CONFIRM)):
            raise FilesWaiting(len(waiting))
        code = f"EX-{secrets.token_hex(4).upper()}"
        for path in whole.files:
            path.unlink(missing_ok=True)
        trail.mask(folder, lambda text: whole.spellings.replaced(text, code))
        store.rewrite(lambda part, db, _: _replace(part, db, whole.spellings, code), who, erased="person")
        return whole


def _replace(part: str, db: Connection, spellings: Spellings, code: str) -> None:
    intact = _intact_statements(db) if part == "pay" else set()
    columns = db.execute(statement(SQL, "text_columns")).fetchall()
    tables = {table for table, *_ in columns}
    filled = {table for table in tables if db.execute(statement(SQL, "first_row", table=table)).fetchall()}
    for table, column, is_person in columns:
        if table in filled:
            _replace_in(db, table, column, is_person, spellings, code)
    if part == "ledger":
        db.execute(statement(SQL, "leave_code"), {"code": code})
    if part == "workspace":
        db.execute(statement(SQL, "replace_noted_person"), {"person": spellings.person_id, "code": code})
    if part == "pay":
        _forget_pay(db, code, intact)


def _replace_in(db: Connection, table: str, column: str, is_person: bool, spellings: Spellings, code: str) -> None:
    if is_person:
        facts = {"cells": list(spellings.cells), "code": code}
        db.execute(statement(SQL, "replace_code", table=table, column=column), facts)
    patterns = [spellings.pattern] if spellings.names else []
    if column in HOLDS_CODES:
        patterns.append(spellings.code_pattern)
    replacing = statement(SQL, "replace_names", table=table, column=column)
    for pattern in patterns:
        db.execute(replacing, {"pattern": pattern, "code": rf"\1{code}\2"})


def _forget_pay(db: Connection, code: str, intact: set[tuple[str, ...]]) -> None:
    for table in GONE:
        column = {"people_pay": "person_id", "scores": "who", "absence": "payee"}[table]
        db.execute(statement(SQL, "forget_pay", table=table, column=column), {"code": code})
    db.execute(statement(SQL, "forget_questions"), {"code": code})
    for plan_id, start, person, document, digest in db.execute(statement(SQL, "statements")).fetchall():
        if (plan_id, start, digest) in intact and sha256(document.encode()).hexdigest() != digest:
            facts = {"plan": plan_id, "start": start, "person": person, "digest": sha256(document.encode()).hexdigest()}
            db.execute(statement(SQL, "seal_statement"), facts)


def _intact_statements(db: Connection) -> set[tuple[str, ...]]:
    """Those whose bytes are what was hashed: only these are hashed again."""
    rows = db.execute(statement(SQL, "statements")).fetchall()
    return {(p, start, digest) for p, start, _, text, digest in rows if sha256(text.encode()).hexdigest() == digest}


def _rows(folder: Path, file: str, query: str) -> list[tuple[str, ...]]:
    return rewriting.rows(folder, file, statement(SQL, query))


def _mentioning(watched: Path | None, spellings: Spellings, places: Sequence[str]) -> list[Path]:
    """Files of the inbox that name the person, with the notes beside them."""
    folders = [watched / place for place in places if (watched / place).is_dir()] if watched else []
    paths = [p for folder in folders for p in sorted(folder.iterdir()) if p.is_file() and p.name != ".lock"]
    return [one for path in paths if spellings.is_in(path) for one in with_notes(path)] if spellings.names else []


def _contents(path: Path) -> list[bytes]:
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as packed:
        return [packed.read(name) for name in packed.namelist()]


def _form(name: str) -> str:
    """An expression for a name, whatever its accents, case and blanks; for RE2 and for `re`."""
    words = [
        "".join(f"[{ACCENTS[c]}{ACCENTS[c].upper()}]" if c in ACCENTS else re.escape(c) for c in _plain(word))
        for word in name.split()
    ]
    return rf"{BESIDE}+".join(words)


def _plain(text: str) -> str:
    """Lower case without accents, blanks as one."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
