"""The small policy of the explanations, published, and a browser to look at it with."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from jiangzhi.evaluate.model import Outcome
from jiangzhi.publish.folder import as_stored, publish_run
from jiangzhi.publish.verify.expected import notes_again


def _neighbour(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_HERE = Path(__file__).parent
_taoyuan = _neighbour("taoyuan", _HERE.parent / "explain" / "conftest.py")
outcome = _taoyuan.outcome
outcome_with = _taoyuan.outcome_with
policy_text = _taoyuan.policy_text
towns = _taoyuan.towns


@pytest.fixture(scope="session")
def run_folder(outcome, policy_text, tmp_path_factory) -> Path:
    """A published run. Tests that alter it copy it first."""
    return publish_run(outcome, out=tmp_path_factory.mktemp("outputs"), policy_text=policy_text)


@pytest.fixture(scope="session")
def publish() -> Callable[[Outcome, str, Path], Path]:
    """Publishes an outcome with all that is to be noted of it, as ``jiangzhi run`` does."""

    def publish(outcome: Outcome, policy_text: str, out: Path) -> Path:
        stored, _ = as_stored(outcome, policy_text, ())
        notes = notes_again(policy_text, stored)
        return publish_run(outcome, out=out, policy_text=policy_text, notes=notes)

    return publish


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """A headless Chromium, driven over its pipe."""
    module = _neighbour("chromium", _HERE / "chromium.py")
    if not module.installed():
        pytest.skip("Chromium is not installed")
    with module.Chromium() as opened:
        yield opened


@pytest.fixture
def browser(chromium) -> Iterator[object]:
    """A blank page. Whatever a test does with it, the page it opened asks for nothing and
    complains of nothing."""
    chromium.blank()
    yield chromium
    assert chromium.complaints() == []
    assert [url for url in chromium.requests() if not url.startswith(("file:", "about:"))] == []
    assert len(chromium.requests()) <= chromium.opened, "a page asked for more than itself"
