"""Kernels kept on disk: named after all that their machine code depends on, healed when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.batch.test_batch import World, people
from uitvoerbaar.base import sealed
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.batch import FEW

llvm = pytest.importorskip("uitvoerbaar.engine.batch.kernels.llvm")

TEXT = "define void @kernel0(ptr %p, i64 %n) {\n ret void\n}\n"


def test_the_name_holds_text_machine_processor_and_its_features() -> None:
    base = ("text", "x86_64-linux", "znver4", "+avx2")
    others = [
        ("other", *base[1:]),
        ("text", "aarch64", *base[2:]),
        (*base[:2], "znver5", base[3]),
        (*base[:3], "-avx2"),
    ]
    names = {llvm.kernel_name(*about) for about in (base, *others)}
    assert len(names) == 5


def test_a_damaged_kernel_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    made = llvm._object(TEXT, llvm._machine(), True)
    [path] = (tmp_path / "cache" / "kernels").glob("*.o")
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert llvm._object(TEXT, llvm._machine(), True) == made
    assert sealed.read(path) == made


def test_an_unwritable_cache_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    assert llvm._object(TEXT, llvm._machine(), True)


def test_two_sets_of_processor_features_have_two_kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))

    class Features:
        def __init__(self, flat: str) -> None:
            self.flat = flat

        def flatten(self) -> str:
            return self.flat

    for number, flat in enumerate(("+avx2,+avx512f", "+avx2,-avx512f", "+avx2,+avx512f"), 1):
        monkeypatch.setattr(llvm.llvm, "get_host_cpu_features", lambda flat=flat: Features(flat))
        llvm._object(TEXT, llvm._machine(), True)
        assert len(list((tmp_path / "cache" / "kernels").glob("*.o"))) == min(number, 2)


def test_few_rows_are_compiled_sooner_and_served_by_what_was_made_for_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    world, speeds, real = World(), list[int](), llvm.compile_text
    node = world.op("ADD", world.field("x"), 654_321)

    def run(cache: str, rows: int) -> list[int]:
        monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / cache))
        speeds.clear()
        values = Batch({"x": node}).run(people(x=[*range(rows)])).values["x"]
        assert values.tolist() == [*range(654_321, 654_321 + rows)]
        return speeds.copy()

    monkeypatch.setattr(llvm, "compile_text", lambda *given: speeds.append(given[-1]) or real(*given))
    # The first is of the loops that are of no law.
    assert run("few", 3) == [llvm._MANY, llvm._FEW]
    assert run("few", 3) == []
    assert run("few", FEW + 1) == [llvm._MANY]
    assert run("many", FEW + 1) == [llvm._MANY, llvm._MANY]
    assert run("many", 3) == []
