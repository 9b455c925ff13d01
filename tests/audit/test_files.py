"""The run folder from outside: every byte of every file, what is missing, what does not belong."""

from __future__ import annotations

import subprocess

import pytest
from audit.forging import edit_manifest, found_in

from jiangzhi.audit.chain import read_chain
from jiangzhi.audit.files import altered_files
from jiangzhi.audit.known import Known
from jiangzhi.audit.verify import verify_run
from jiangzhi.diagnostic import Refused
from jiangzhi.publish.run_folder import publish_run
from jiangzhi.record.manifest import MANIFEST, OUTPUTS, SIGNATURE
from jiangzhi.record.open_run import read_manifest
from jiangzhi.record.signature import public_key_of

#: Which bit of a byte is turned, by its place: all eight in turn.
BITS = 8


def codes(folder, **options):
    return {code for code, _ in found_in(folder, **options)}


def turned(whole: bytes, place: int) -> bytes:
    data = bytearray(whole)
    data[place] ^= 1 << place % BITS
    return bytes(data)


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_byte_of_an_output_is_in_its_hash(tiny, name):
    vouched = read_chain(tiny, read_manifest(tiny)).vouched
    whole = (tiny / name).read_bytes()
    places = {*range(0, len(whole), max(1, len(whole) // 500)), len(whole) - 1}
    for place in sorted(places):
        (tiny / name).write_bytes(turned(whole, place))
        assert altered_files(tiny, vouched) == [name]


@pytest.mark.parametrize("name", [*OUTPUTS, MANIFEST])
@pytest.mark.parametrize("part", range(6))
def test_one_altered_byte_is_named(tiny, name, part):
    whole = (tiny / name).read_bytes()
    place = (2 * part + 1) * len(whole) // 12
    (tiny / name).write_bytes(turned(whole, place))
    named = [message for _, message in found_in(tiny)]
    assert named[0].startswith((f"{name} 被改动过", f"“{name}”不能读")), named


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("eighth", range(8))
@pytest.mark.parametrize("name", [*OUTPUTS, MANIFEST])
def test_every_single_byte(tiny, name, eighth):
    """One byte after the other, the whole verification each time (a seventh of the bytes of the
    large outputs): the file is named, and nothing crashes."""
    whole = (tiny / name).read_bytes()
    step = 8 if name in (MANIFEST, "policy.md") else 8 * 7
    for place in range(eighth, len(whole), step):
        (tiny / name).write_bytes(turned(whole, place))
        named = [message for _, message in found_in(tiny)]
        assert named, place
        assert any(name in message for message in named), place


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_length_short_of_the_whole(tiny, name):
    whole = (tiny / name).read_bytes()
    for length in (0, 1, 7, len(whole) // 2, len(whole) - 1):
        (tiny / name).write_bytes(whole[:length])
        assert f"{name} 被改动过:与 run.json 记下的哈希不符。" in [m for _, m in found_in(tiny)]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_missing_part_is_said_once(tiny, name):
    (tiny / name).unlink()
    assert [one for one in found_in(tiny) if one[0] == "X111"] == [
        ("X111", f"运行目录缺少“{name}”。")
    ]


def test_a_folder_in_the_place_of_a_part_is_said(tiny):
    (tiny / "trace.parquet").unlink()
    (tiny / "trace.parquet").mkdir()
    assert codes(tiny) == {"X111"}


def test_a_foreign_file_is_said(tiny):
    (tiny / "more.txt").write_text("more")
    assert codes(tiny) == {"X114"}


def test_a_name_in_capitals_is_another_file(tiny):
    (tiny / "policy.md").rename(tiny / "POLICY.MD")
    assert codes(tiny) == {"X111", "X114"}


@pytest.mark.parametrize("name", [MANIFEST, "policy.md", "trace.parquet"])
def test_a_link_in_the_place_of_a_file_is_said(tiny, tmp_path, name):
    elsewhere = (tiny / name).rename(tmp_path / name)
    (tiny / name).symlink_to(elsewhere)
    assert codes(tiny) == {"X115"}


def test_what_a_desktop_leaves_behind_is_a_warning(tiny):
    (tiny / "~$allocations.xlsx").write_text("open")
    found = verify_run(tiny)
    assert found.agrees
    assert [one.diagnostic.code for one in found.findings] == ["X116"]


def test_another_format_is_said(tiny):
    (tiny / MANIFEST).write_text('{"format": 99, "engine": "9.9"}')
    ((code, message),) = found_in(tiny)
    assert code == "X113"
    assert "9.9" in message


def test_an_older_format_is_called_older(tiny):
    edit_manifest(tiny, lambda data: data.update(format=data["format"] - 1))
    ((code, message),) = found_in(tiny)
    assert code == "X113"
    assert "旧" in message


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"format": 1}', "[" * 100_000, "\ufeff{}"])
def test_a_manifest_that_is_none_is_said(tiny, text):
    (tiny / MANIFEST).write_text(text, encoding="utf-8")
    assert codes(tiny) <= {"X112", "X113"}
    assert codes(tiny)


def test_half_a_manifest_is_said(tiny):
    whole = (tiny / MANIFEST).read_bytes()
    (tiny / MANIFEST).write_bytes(whole[: len(whole) // 2])
    assert codes(tiny) == {"X112"}


def test_no_run_is_said(tmp_path):
    assert codes(tmp_path) == {"X110"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in ("one", "two"):
        private = folder / f"{name}.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
        public = ["openssl", "pkey", "-in", private, "-pubout", "-out", folder / f"{name}.pub"]
        subprocess.run(public, check=True)
    return folder


@pytest.fixture
def signed(tiny_run, outcome, policy_text, tmp_path, keys):
    return publish_run(outcome, out=tmp_path, policy_text=policy_text, sign=keys / "one.pem")


def test_a_signature_holds(signed, keys):
    one, two = (public_key_of(keys / name) for name in ("one.pub", "two.pub"))
    assert verify_run(signed, known=Known(signer=one)).signer == one
    assert not codes(signed, known=Known(signer=one)) & {"U116", "U117"}
    assert "U117" in codes(signed, known=Known(signer=two))


def test_every_bit_of_a_signature_counts(signed, keys):
    from jiangzhi.audit.signatures import check_signature

    path = signed / SIGNATURE
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            data = bytearray(whole)
            data[place] ^= 1 << bit
            path.write_bytes(data)
            assert check_signature(signed, None).key is None, (place, bit)
    for other in (whole + b" ", whole.replace(b"\n", b"\r\n"), whole.upper(), b"", b"[" * 9999):
        path.write_bytes(other)
        assert check_signature(signed, None).key is None


def test_any_change_of_the_manifest_breaks_the_signature(signed):
    edit_manifest(signed, lambda data: data["agreement"].update(towns=1))
    assert "U116" in codes(signed)


def test_an_unsigned_run_is_not_signed_by_anyone(tiny, keys):
    assert codes(tiny, known=Known(signer=public_key_of(keys / "one.pub"))) == {"U117"}


def test_what_is_no_key_is_refused(tmp_path):
    (tmp_path / "no.pem").write_text("no key")
    with pytest.raises(Refused):
        public_key_of(tmp_path / "no.pem")
