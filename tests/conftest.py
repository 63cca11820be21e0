"""The fixtures of every test, by what they make: see the modules of `fixtures/`."""

import pytest

pytest.register_assert_rewrite("tests.third_party")
pytest_plugins = [f"tests.fixtures.{name}" for name in ("stores", "application", "third_party", "selections", "laws")]
