"""Who may sign what after whom, checked when it is written; and what is found of it later."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from datetime import date

import pytest
from record.sign_offs.conftest import DAY, ROSTER

from jiangzhi.diagnostic import Refused
from jiangzhi.record.keys import key_problems, open_signer
from jiangzhi.record.manifest import canonical
from jiangzhi.record.sign_offs.files import is_signed
from jiangzhi.record.sign_offs.roster import read_roster
from jiangzhi.record.sign_offs.sign import sign_off
from jiangzhi.record.sign_offs.state import sign_state


@pytest.fixture
def sign(folder, roster, signer):
    def by(name, role, day=DAY, **more):
        return sign_off(folder, role=role, signer=signer(name), roster=roster, day=day, **more)

    return by


def refused(call, *args, **more):
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return [one.code for one in found.value.diagnostics]


def test_three_persons_lead_from_draft_to_approved(folder, roster, sign):
    assert sign_state(folder, roster=roster).state == "草稿"
    assert not is_signed(folder)
    sign("张三", "经办", note="桃财〔2026〕1号")
    assert is_signed(folder)
    state = sign_state(folder, roster=roster)
    assert (state.state, state.wanted) == ("草稿", ("复核", "审批"))
    sign("李四", "复核")
    assert sign_state(folder, roster=roster).state == "已复核"
    sign("王五", "审批", day=date(2026, 11, 2))
    state = sign_state(folder, roster=roster)
    assert (state.state, state.wanted, state.faults) == ("已审批", (), ())
    assert state.words == (
        "已审批(经办 张三 2026-11-01、复核 李四 2026-11-01、审批 王五 2026-11-02)"
    )
    first = state.sign_offs[0].statement
    assert (first.note, first.warnings) == ("桃财〔2026〕1号", 1)
    assert first.confirmed == ("W201 镇街!G5 已与财政所核对",)


def test_who_may_not_sign(folder, sign):
    assert refused(sign, "外人", "经办") == ["U142"]
    assert refused(sign, "张三", "局长") == ["U141"]
    assert refused(sign, "李四", "经办") == ["U143"]
    assert refused(sign, "李四", "复核") == ["U147"]
    sign("张三", "经办")
    assert refused(sign, "张三", "复核") == ["U145"]
    assert refused(sign, "张三", "经办") == ["U146"]
    assert refused(sign, "李四", "复核", day=date(2027, 1, 1)) == ["U144"]
    assert refused(sign, "李四", "复核", day=date(2026, 10, 1)) == ["U133"]
    sign("王五", "复核")
    assert refused(sign, "王五", "审批") == ["U145"]
    assert len(list((folder / "sign-offs").iterdir())) == 2


def test_a_retired_key_still_verifies_what_it_signed(folder, keys, sign, tmp_path):
    sign("张三", "经办")
    sign("李四", "复核", day=date(2026, 12, 31))
    later = ROSTER.replace(
        "至: 2026-12-31",
        "至: 2026-12-31}\n  - {姓名: 李四, 角色: [复核], 公钥: 外人.pub, 自: 2027-01-01",
    )
    shutil.copytree(keys, tmp_path / "keys")
    (tmp_path / "keys" / "签批.yaml").write_text(later, encoding="utf-8")
    assert sign_state(folder, roster=read_roster(tmp_path / "keys" / "签批.yaml")).faults == ()
    earlier = later.replace("至: 2026-12-31", "至: 2026-12-30")
    (tmp_path / "keys" / "签批.yaml").write_text(earlier, encoding="utf-8")
    state = sign_state(folder, roster=read_roster(tmp_path / "keys" / "签批.yaml"))
    assert [one.code for one in state.faults] == ["U144"]
    assert state.state == "草稿"


def test_of_two_who_sign_at_once_one_comes_after_the_other(folder, roster, keys, signer):
    """Ten try the one role at once, as two persons: one sign-off comes of it."""
    sign_off(folder, role="经办", signer=signer("张三"), roster=roster, day=DAY)
    outcomes = []
    ready = threading.Barrier(10)

    def one(name):
        ready.wait()
        try:
            sign_off(folder, role="复核", signer=signer(name), roster=roster, day=DAY)
            outcomes.append("signed")
        except Refused as refused:
            outcomes.append(refused.diagnostics[0].code)

    threads = [threading.Thread(target=one, args=(name,)) for name in ("李四", "王五") * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["U146"] * 9 + ["signed"]
    assert len(list((folder / "sign-offs").iterdir())) == 2
    assert sign_state(folder, roster=roster).faults == ()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def statements(folder):
    return sorted((folder / "sign-offs").iterdir())


EDITS = {
    "role": "审批", "person": "王五", "day": "2026-11-03", "note": "改", "confirmed": [],
    "warnings": 0, "after": "0" * 64, "seal": "0" * 64, "manifest": "0" * 64, "run": "乙",
    "signature": "00" * 64, "key": {"algorithm": "Ed25519", "hex": "0" * 64},
    "format": 2,
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_whatever_is_altered_in_a_sign_off_it_does_not_hold(folder, roster, sign, name):
    sign("张三", "经办", note="同意")
    sign("李四", "复核")
    path = statements(folder)[0]
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(canonical({**data, name: EDITS[name]}) + "\n", encoding="utf-8")
    state = sign_state(folder, roster=roster)
    assert {one.code for one in state.faults} <= {"U148", "U147"}
    assert state.faults
    assert state.state == "草稿"


@pytest.mark.parametrize("text", ["", "{}", "[", "7", '{"format":1}', "null"])
def test_what_is_no_sign_off_is_said(folder, roster, sign, text):
    sign("张三", "经办")
    (folder / "sign-offs" / "0002.json").write_text(text, encoding="utf-8")
    assert [one.code for one in sign_state(folder, roster=roster).faults] == ["U148"]
    assert refused(sign, "李四", "复核") == ["U148"]


def test_a_sign_off_of_another_run_does_not_hold(folder, roster, sign):
    sign("张三", "经办")
    path = folder / "run.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"engine":"1"', '"engine":"2"'))
    (fault,) = sign_state(folder, roster=roster).faults
    assert fault.message() == "签批“0001.json”不成立:run.json 不是签的时候的样子。"


def test_without_a_roster_nobody_is_known(folder, sign):
    sign("张三", "经办")
    state = sign_state(folder)
    assert state.state == "草稿"
    assert state.sign_offs[0].unknown


def test_the_roster_of_the_workspace_is_found(folder, keys, sign):
    sign("张三", "经办")
    shutil.copytree(keys, folder.parent.parent, dirs_exist_ok=True)
    assert sign_state(folder).roster.path == folder.parent.parent.resolve() / "签批.yaml"


BAD = {
    "not yaml": "角色: [",
    "no roles": "状态: {已复核: [复核]}",
    "another entry": ROSTER + "备注: 甲\n",
    "an unknown role": ROSTER.replace("已复核: [经办, 复核]", "已复核: [局长]"),
    "a state that wants less": ROSTER.replace("已审批: [经办, 复核, 审批]", "已审批: [审批]"),
    "one key of two": ROSTER.replace("公钥: 王五.pub", "公钥: 张三.pub"),
    "a day that is none": ROSTER.replace("2026-12-31", "年底"),
    "no such key": ROSTER.replace("王五.pub", "赵六.pub"),
    "a role twice": ROSTER.replace("[经办, 复核, 审批]", "[经办, 经办, 复核, 审批]", 1),
    "no name": ROSTER.replace("姓名: 张三", "姓名: ''"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_roster_that_is_not_right_is_refused(keys, tmp_path, name):
    shutil.copytree(keys, tmp_path / "keys")
    path = tmp_path / "keys" / "签批.yaml"
    path.write_text(BAD[name], encoding="utf-8")
    assert set(refused(read_roster, path)) == {"U140"}


def test_an_encrypted_key_wants_its_password(keys, tmp_path):
    locked = tmp_path / "locked.pem"
    subprocess.run(
        ["openssl", "pkey", "-in", keys / "张三.pem", "-aes256", "-passout", "pass:甲",
         "-out", locked], check=True,
    )  # fmt: skip
    assert refused(open_signer, locked, password=lambda: None) == ["U131"]
    assert refused(open_signer, locked, password=lambda: "乙") == ["U131"]
    opened = open_signer(locked, password=lambda: "甲")
    assert opened.public == open_signer(keys / "张三.pem", password=lambda: None).public


def test_a_key_that_others_read_is_warned_of(keys, tmp_path):
    path = shutil.copy(keys / "张三.pem", tmp_path / "key.pem")
    path.chmod(0o644)
    assert [one.code for one in key_problems(path)] == ["U206"]
    path.chmod(0o600)
    assert key_problems(path) == []


def knows_sm2():
    listed = subprocess.run(["openssl", "ecparam", "-list_curves"], capture_output=True, check=True)
    return b"SM2" in listed.stdout


@pytest.mark.skipif(not knows_sm2(), reason="this openssl does not know SM2")
@pytest.mark.parametrize("locked", [False, True])
def test_sm2_signs_and_holds(folder, keys, tmp_path, locked):
    shutil.copytree(keys, tmp_path / "keys")
    key, public = tmp_path / "sm2.pem", tmp_path / "keys" / "张三.pub"
    encrypt = ["-aes-256-cbc", "-pass", "pass:secret"] if locked else []
    subprocess.run(["openssl", "genpkey", "-algorithm", "SM2", *encrypt, "-out", key], check=True)
    word = ["-passin", "pass:secret"] if locked else []
    subprocess.run(["openssl", "pkey", "-in", key, *word, "-pubout", "-out", public], check=True)
    roster = read_roster(tmp_path / "keys" / "签批.yaml")
    signer = open_signer(key, password=lambda: "secret")
    sign_off(folder, role="经办", signer=signer, roster=roster, day=DAY)
    state = sign_state(folder, roster=roster)
    assert state.faults == ()
    assert state.sign_offs[0].statement.key.algorithm == "SM2-SM3"
    path = statements(folder)[0]
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(canonical({**data, "note": "改"}) + "\n", encoding="utf-8")
    assert [one.code for one in sign_state(folder, roster=roster).faults] == ["U148"]


def test_sm2_without_the_program_is_said(folder, keys, tmp_path, monkeypatch):
    """U132: what cannot be checked here is not called false and not called true."""
    if not knows_sm2():
        pytest.skip("this openssl does not know SM2")
    key = tmp_path / "sm2.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "SM2", "-out", key], check=True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(open_signer, key, password=lambda: None) == ["U132"]
