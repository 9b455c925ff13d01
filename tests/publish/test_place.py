"""Nothing that we did not write is deleted, whatever stands at a run's place."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jiangzhi import exchange as exchange_module
from jiangzhi.diagnostic import Refused
from jiangzhi.exchange import exchange
from jiangzhi.publish import place
from jiangzhi.publish.place import building, put_in_place
from jiangzhi.publish.run_folder import publish_run


@pytest.fixture(params=["exchanged", "renamed"])
def system(request, monkeypatch):
    """A system that can exchange two names, and one that cannot."""
    if request.param == "renamed":
        monkeypatch.setattr(place, "exchange", lambda *_: False)
    return request.param


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_run_is_left_with_what_others_put_there(outcome, policy_text, tmp_path):
    said = []
    run = publish_run(outcome, out=tmp_path, policy_text=policy_text)
    (run / "审计.txt").write_text("记录", encoding="utf-8")
    (run / "run.json.sig").write_text("{}", encoding="utf-8")
    before = contents(tmp_path)
    stamps = {path: path.stat().st_mtime_ns for path in run.iterdir()}
    again = publish_run(outcome, out=tmp_path, policy_text=policy_text, tell=said.append)
    assert (again, contents(tmp_path)) == (run, before)
    assert {path: path.stat().st_mtime_ns for path in run.iterdir()} == stamps
    assert "没有改动" in said[0].zh


def test_an_altered_run_is_kept_under_another_name(outcome, policy_text, tmp_path, system):
    run = publish_run(outcome, out=tmp_path, policy_text=policy_text)
    whole = contents(run)
    for round_ in (1, 2):
        (run / "report.html").write_text(f"改过 {round_}", encoding="utf-8")
        (run / "审计.txt").write_text("记录", encoding="utf-8")
        altered, said = contents(run), []
        publish_run(outcome, out=tmp_path, policy_text=policy_text, tell=said.append)
        assert contents(run) == whole
        aside = tmp_path / f"{run.name}-原有{round_}"
        assert contents(aside) == altered
        assert str(aside) in said[0].zh
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("signed", ["run.json.sig", "sign-offs/0001.json"])
def test_a_signed_run_is_never_replaced(outcome, policy_text, tmp_path, signed):
    run = publish_run(outcome, out=tmp_path, policy_text=policy_text)
    (run / signed).parent.mkdir(exist_ok=True)
    (run / signed).write_text("{}", encoding="utf-8")
    (run / "report.html").write_text("改过", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(Refused) as refused:
        publish_run(outcome, out=tmp_path, policy_text=policy_text)
    assert [one.code for one in refused.value.diagnostics] == ["C107"]
    assert "report.html" in refused.value.diagnostics[0].message("zh")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_a_file_or_link_of_that_name_is_left(outcome, policy_text, tmp_path, kind):
    name = publish_run(outcome, out=tmp_path / "first", policy_text=policy_text).name
    out = tmp_path / "out"
    out.mkdir()
    if kind == "file":
        (out / name).write_text("别人的", encoding="utf-8")
    else:
        (out / name).symlink_to(tmp_path / ("first" if kind == "link" else "nowhere"))
    with pytest.raises(Refused) as refused:
        publish_run(outcome, out=out, policy_text=policy_text)
    assert [one.code for one in refused.value.diagnostics] == ["C106"]
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).is_symlink() == (kind != "file")


def test_a_signature_joins_the_same_run_once(built_with, tmp_path):
    target = tmp_path / "run"
    for signature, expected in (("一", None), ("一", None), ("二", "C108")):
        with building(tmp_path) as built:
            built_with(built, signature)
            if expected is None:
                put_in_place(built, target, lambda _: None)
            else:
                with pytest.raises(Refused) as refused:
                    put_in_place(built, target, lambda _: None)
                assert refused.value.diagnostics[0].code == expected
        assert (target / "run.json.sig").read_text(encoding="utf-8") == "一"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.fixture
def built_with():
    def write(built: Path, signature: str) -> None:
        (built / "run.json").write_text("{}", encoding="utf-8")
        (built / "run.json.sig").write_text(signature, encoding="utf-8")

    return write


KILLED = """
import os, sys
from pathlib import Path
from jiangzhi.publish import place
out, moment, can = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "exchanged"
if not can:
    place.exchange = lambda *_: False
steps = 0
def counted(before):
    def call(*args, **kwargs):
        global steps
        steps += 1
        if steps > moment:
            os.kill(os.getpid(), 9)
        return before(*args, **kwargs)
    return call
Path.rename = counted(Path.rename)
Path.write_text = counted(Path.write_text)
Path.unlink = counted(Path.unlink)
place.exchange = counted(place.exchange)
with place.building(out) as built:
    (built / "run.json").write_text("new")
    place.put_in_place(built, out / "run", lambda _: None)
"""


@pytest.mark.parametrize("can", ["exchanged", "renamed"])
def test_a_kill_at_any_step_loses_nothing(tmp_path, can):
    if can == "exchanged" and not _exchanges(tmp_path):
        pytest.skip("this file system exchanges nothing")
    for moment in range(12):
        out = tmp_path / str(moment)
        (out / "run").mkdir(parents=True)
        (out / "run" / "run.json").write_text("old", encoding="utf-8")
        (out / "run" / "审计.txt").write_text("记录", encoding="utf-8")
        code = [sys.executable, "-c", KILLED, out, str(moment), can]
        ended = subprocess.run([*map(str, code)], check=False, timeout=60).returncode
        if can == "exchanged":
            assert (out / "run" / "run.json").read_text(encoding="utf-8") in ("old", "new")
        with building(out):
            pass
        names = {path.name for path in out.iterdir()}
        states = {
            name: (out / name / "run.json").read_text(encoding="utf-8") for name in sorted(names)
        }
        assert states in ({"run": "old"}, {"run": "new", "run-原有1": "old"}), (moment, states)
        (old,) = [name for name, state in states.items() if state == "old"]
        assert (out / old / "审计.txt").read_text(encoding="utf-8") == "记录"
        if ended == 0:
            return
    pytest.fail("never came to its end")


def _exchanges(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.mkdir()
    other.write_text("", encoding="utf-8")
    done = exchange(one, other)
    assert one.is_file() == done
    return done


def test_a_folder_in_use_is_not_swept_and_one_left_behind_is(tmp_path):
    left = tmp_path / ".jiangzhi-building-left"
    (left / "run").mkdir(parents=True)
    (left / "run" / "run.json").write_text("{}", encoding="utf-8")
    strange = tmp_path / ".jiangzhi-building-strange"
    strange.mkdir()
    (strange / "别人的.txt").write_text("", encoding="utf-8")
    with building(tmp_path) as one, building(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()
        assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == [strange.name]


def test_a_folder_that_was_made_for_nothing_is_gone(tmp_path):
    def fail() -> None:
        with building(tmp_path / "a" / "b"):
            raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_several_writers_end_with_one_whole_run(outcome, policy_text, tmp_path):
    errors: list[BaseException] = []

    def write() -> None:
        try:
            publish_run(outcome, out=tmp_path, policy_text=policy_text)
        except BaseException as error:
            errors.append(error)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    (run,) = tmp_path.iterdir()
    assert json.loads((run / "run.json").read_text(encoding="utf-8"))["run"] == run.name


def test_a_folder_that_another_program_holds_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(exchange_module, "PATIENCE", 0.05)
    with (
        exchange_module.locked(tmp_path),
        pytest.raises(TimeoutError) as held,
        building(tmp_path),
    ):
        pass
    assert held.value.filename == str(tmp_path)
