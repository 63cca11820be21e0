"""The fixtures of every test, by what they make: see the modules of `fixtures/`."""

import pytest

pytest.register_assert_rewrite("tests.third_party")
pytest_plugins = [
    "tests.fixtures.stores",
    "tests.fixtures.application",
    "tests.fixtures.third_party",
    "tests.fixtures.quick",
]
