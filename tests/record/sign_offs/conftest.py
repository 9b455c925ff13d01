"""A small run, keys of Ed25519, and a roster of three persons."""

from __future__ import annotations

import json
import subprocess
from datetime import date

import pytest

from jiangzhi.record.keys import open_signer
from jiangzhi.record.manifest import canonical
from jiangzhi.record.sign_offs.roster import read_roster

DAY = date(2026, 11, 1)
ROSTER = """角色: [经办, 复核, 审批]
状态:
  已复核: [经办, 复核]
  已审批: [经办, 复核, 审批]
人员:
  - {姓名: 张三, 角色: [经办, 复核], 公钥: 张三.pub}
  - {姓名: 李四, 角色: [复核], 公钥: 李四.pub, 自: 2026-01-01, 至: 2026-12-31}
  - {姓名: 王五, 角色: [复核, 审批], 公钥: 王五.pub}
"""


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in ("张三", "李四", "王五", "外人"):
        private = folder / f"{name}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
        private.chmod(0o600)
        public = ["openssl", "pkey", "-in", private, "-pubout", "-out", folder / f"{name}.pub"]
        subprocess.run(public, check=True)
    (folder / "签批.yaml").write_text(ROSTER, encoding="utf-8")
    return folder


@pytest.fixture
def roster(keys):
    return read_roster(keys / "签批.yaml")


@pytest.fixture
def signer(keys):
    return lambda name: open_signer(keys / f"{name}.pem", password=lambda: None)


@pytest.fixture
def folder(tmp_path):
    """What a sign-off binds of a run: its manifest."""
    run = tmp_path / "outputs" / "甲-0123456789"
    run.mkdir(parents=True)
    data = {
        "format": 0, "run": run.name, "engine": "1", "policy": {}, "workbooks": {},
        "agreement": {}, "columns": {}, "results": {"diagnostics": [{"severity": "warning"}]},
        "libraries": {}, "outputs": {}, "chain": [["results", "0" * 64, "1" * 64]],
        "about": {"confirmed": [["W201", "镇街!G5", "已与财政所核对"]]},
    }  # fmt: skip
    from jiangzhi.record.manifest import FORMAT

    data["format"] = FORMAT
    (run / "run.json").write_text(canonical(data) + "\n", encoding="utf-8")
    assert json.loads((run / "run.json").read_text(encoding="utf-8")) == data
    return run
