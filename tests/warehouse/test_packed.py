"""Earlier versions are kept as what distinguishes them from the next one, and come back byte for byte."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.core.errors import StoreDamaged
from kam_analytics.core.settings import RetentionLimits
from kam_analytics.warehouse import packed, retention, rewriting
from kam_analytics.warehouse.store import PARTS, State, Store

ROWS = 20_000
HEADER_ON_ITSELF = b'{"base": "workspace-000001.duckdb", "size": 1, "digest": "", "blocks": []}\n'


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "WHOLE_SECONDS", -1)


def change(store: Store, times: int = 1) -> State:
    """A table that no small change touches, and a row for each change."""

    def apply(db: object) -> None:
        db.execute("CREATE TABLE IF NOT EXISTS pad AS SELECT md5(n::VARCHAR) AS text FROM range(?) AS r(n)", [ROWS])  # type: ignore[attr-defined]
        db.execute("CREATE TABLE IF NOT EXISTS change (text VARCHAR)")  # type: ignore[attr-defined]
        db.execute("INSERT INTO change VALUES ('anything')")  # type: ignore[attr-defined]

    for _ in range(times):
        _, state = store.change(("workspace",), lambda dbs: apply(dbs["workspace"]))
    return state


def changes(store: Store, state: State) -> int:
    """How many changes a state holds."""
    with store.connect(state) as db:
        return int(db.execute("SELECT count(*) FROM workspace.change").fetchall()[0][0])


def files(store: Store, suffix: str) -> list[int]:
    return sorted(int(path.stem.split("-")[1]) for path in store.folder.glob(f"workspace-*.{suffix}"))


@settings(max_examples=80, deadline=None)
@given(sizes=st.lists(st.integers(0, 400), min_size=2, max_size=6), edits=st.integers(0, 6), seed=st.integers(0, 2**32))
def test_a_version_comes_back_through_any_chain(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], edits: int, seed: int
) -> None:
    chance, folder = random.Random(seed), tmp_path_factory.mktemp("chain")
    content, names, contents = b"", [], []
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("HEADERS", 24), ("BLOCK", 16), ("LITTLE", 400)):
            patch.setattr(packed, name, value)
        for number, size in enumerate(sizes, start=1):
            fresh = bytearray(content[:size].ljust(size, b"x"))
            for _ in range(edits if size else 0):
                fresh[chance.randrange(size)] = chance.randrange(256)
            content = bytes(fresh)
            names.append(f"ledger-{number:06d}.duckdb")
            contents.append(content)
            (folder / names[-1]).write_bytes(content)
        for file, base in itertools.pairwise(names):
            packed.pack(folder, file, base)
        packed.clear(folder, {names[-1]})
        assert not (folder / names[0]).exists()
        for file, expected in zip(names, contents, strict=True):
            assert packed.at_hand(folder, file).read_bytes() == expected


def test_earlier_states_take_a_fraction_and_read_the_same(store: Store) -> None:
    states = [change(store) for _ in range(9)]
    assert files(store, "duckdb")[-2:] == [s.number for s in states[-2:]]
    kept = [n for n in files(store, "duckdb") if n in {s.number for s in states}]
    assert kept == [s.number for s in states[-2:]]
    whole = (store.folder / states[-1].workspace).stat().st_size
    packs = sum(path.stat().st_size for path in store.folder.glob("workspace-*.packed"))
    assert whole > 1_000_000
    assert packs < whole / 2
    assert [changes(store, state) for state in states] == list(range(1, 10))
    change(store)  # what was written out to be read goes again
    assert not (store.folder / states[0].workspace).exists()


def test_versions_are_in_the_order_of_their_numbers() -> None:
    assert retention._newest_first(["pay-999999.duckdb", "pay-1000000.duckdb"])[0] == "pay-1000000.duckdb"


def test_a_copy_of_the_folder_finds_what_it_listed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "WHOLE_SECONDS", 3_600)
    states = [change(store) for _ in range(5)]
    assert all((store.folder / s.workspace).exists() for s in states)


def test_a_version_that_differs_too_much_stays_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LITTLE", 0)
    for seed in range(4):
        numbers = f"range({seed}0000000, {seed}0000000 + {ROWS * 8})"
        query = f"CREATE OR REPLACE TABLE pad AS SELECT md5(n::VARCHAR) AS text FROM {numbers} AS r(n)"
        store.change(("workspace",), lambda dbs, query=query: dbs["workspace"].execute(query))  # type: ignore[misc]
    last = store.state().number
    assert {last - 2, last - 1, last} <= set(files(store, "duckdb"))
    assert last - 2 not in files(store, "packed")


def test_a_pinned_state_is_whole_however_late_it_is_pinned(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = change(store)
    change(store, 3)
    assert not (store.folder / pinned.workspace).exists()
    store.change(("workspace",), lambda _: None, pinned=(pinned.number,))
    monkeypatch.setattr(retention, "retention", lambda: RetentionLimits(2))
    change(store, 4)
    assert (store.folder / pinned.workspace).exists()
    found = store.at(pinned.number)
    assert found is not None
    assert changes(store, found) == 1


def test_an_upgrade_leaves_the_way_back_whole_and_writes_no_other_state_out(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = [change(store) for _ in range(6)]
    monkeypatch.setattr(retention, "known_schema", lambda: states[0].schema + 1)
    change(store, 3)
    assert {states[-2].number, states[-1].number} <= set(files(store, "duckdb"))
    assert not {s.number for s in states[:4]} & set(files(store, "duckdb"))


def test_one_damaged_file_never_takes_the_state_before_it(store: Store) -> None:
    states = [change(store) for _ in range(6)]
    (store.folder / states[-1].workspace).write_bytes(b"damaged")
    with pytest.raises(StoreDamaged) as refused:
        change(store)
    assert f"state-{states[-2].number:06d}.json" in refused.value.message().en
    Store.go_back(store.folder, store.folder / f"state-{states[-2].number:06d}.json")
    assert changes(store, store.state()) == 5


@pytest.mark.parametrize(
    "harm", [b"", b"{}\n", b'{"base": "workspace-000001.duckdb", "size": 1, "digest": "", "blocks": []}\n']
)
def test_a_damaged_pack_is_refused_in_words(store: Store, harm: bytes) -> None:
    first = change(store)
    change(store, 4)
    packed.path_of(store.folder, first.workspace).write_bytes(harm)
    with pytest.raises(StoreDamaged, match="workspace-"):
        store.at(first.number)
    assert changes(store, store.state()) == 5


def test_erasing_reaches_packed_versions(store: Store) -> None:
    change(store, 6)
    secret = b"anything"

    def forget(part: str, db: object, _: object) -> None:
        if part == "workspace":
            db.execute("CREATE TABLE IF NOT EXISTS change (text VARCHAR)")  # type: ignore[attr-defined]
            db.execute("DELETE FROM change")  # type: ignore[attr-defined]

    before = len(rewriting.states(store.folder))
    store.rewrite(forget, "somebody")
    assert len(rewriting.states(store.folder)) == before
    change_free = [path for path in store.folder.iterdir() if path.is_file() and secret in path.read_bytes()]
    assert not change_free
    assert not list(store.folder.glob("*.packed"))
    assert {part for part in PARTS if list(store.folder.glob(f"{part}-*.duckdb"))} == set(PARTS)
