"""The C library loads on every Python, or says how to make it load."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.firing.c_library import DEFINITION, load_library

MODULE = "durable_rules_engine"


def test_loading_leaves_the_flags_of_the_process_as_they_were():
    before = sys.getdlopenflags()
    load_library()
    assert sys.getdlopenflags() == before


@pytest.mark.parametrize("how", ["absent", "damaged"])
def test_a_library_that_does_not_load_says_how_to_build_it(how, monkeypatch, tmp_path: Path):
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    if how == "absent":
        monkeypatch.setitem(sys.modules, MODULE, None)
    else:
        (tmp_path / f"{MODULE}.so").write_bytes(b"\x7fELF")
        monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(Refused) as refused:
        load_library()
    (problem,) = refused.value.diagnostics
    assert problem.code == "E105"
    for language in ("zh", "en"):
        assert f"CPPFLAGS={DEFINITION}" in problem.help(language)


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_a_function_that_nobody_calls_may_be_missing(tmp_path: Path):
    """As on Python 3.13, where the library was compiled as it comes."""
    import sysconfig

    source = tmp_path / "library.c"
    source.write_text(
        "#include <Python.h>\n"
        "extern PyObject *taken_away_by_cpython(PyObject *, PyObject *);\n"
        "static PyObject *never(PyObject *a, PyObject *b) { return taken_away_by_cpython(a, b); }\n"
        'static PyMethodDef all[] = {{"never", never, METH_VARARGS, 0}, {0}};\n'
        f'static struct PyModuleDef it = {{PyModuleDef_HEAD_INIT, "{MODULE}", 0, -1, all}};\n'
        f"PyMODINIT_FUNC PyInit_{MODULE}(void) {{ return PyModule_Create(&it); }}\n",
        encoding="utf-8",
    )
    include = sysconfig.get_paths()["include"]
    made = tmp_path / f"{MODULE}.so"
    undefined = ["-undefined", "dynamic_lookup"] if sys.platform == "darwin" else []
    subprocess.run(
        ["cc", "-shared", "-fPIC", f"-I{include}", *undefined, source, "-o", made], check=True
    )
    load = "from jiangzhi.evaluate.firing.c_library import load_library; print(load_library())"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {load}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert str(made) in done.stdout, done.stderr
