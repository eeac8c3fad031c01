"""The import: quick, every public name there, and a room and a function of one name living together."""

from __future__ import annotations

import inspect
import subprocess
import sys
from types import ModuleType

import pytest

import uitvoerbaar as uv

SECONDS = 0.05
HEAVY = ("numpy", "pyarrow", "yaml", "llvmlite", "jinja2", "tqdm", "z3", "click")


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_the_import_takes_next_to_no_time() -> None:
    code = "import time; t = time.perf_counter(); import uitvoerbaar; print(time.perf_counter() - t)"
    assert min(float(_python(code)) for _ in range(3)) <= SECONDS


def test_the_import_loads_nothing_heavy() -> None:
    assert _python(f"import sys, uitvoerbaar; print([m for m in {HEAVY!r} if m in sys.modules])") == "[]"


@pytest.mark.parametrize("name", uv.__all__)
def test_every_public_name_is_there_and_told(name: str) -> None:
    found = getattr(uv, name)
    assert name in dir(uv)
    assert name == "__version__" or inspect.getdoc(found)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lawz'"):
        uv.lawz  # noqa: B018


@pytest.mark.parametrize("name", [name for name in uv.__all__ if name in ("assess", "population")])
@pytest.mark.parametrize("first", ["function", "room"])
def test_a_room_may_have_the_name_of_a_function(name: str, first: str) -> None:
    """Whichever is asked first, the function can be called and the room keeps its modules."""
    inside = {"assess": "run", "population": "read"}[name]
    steps = [f"import uitvoerbaar as uv; uv.{name}", f"import uitvoerbaar.{name}.{inside}"]
    code = "\n".join(steps if first == "function" else steps[::-1])
    # Called without its argument: what answers is the function, and not the room.
    code += f"\nimport uitvoerbaar.{name}.{inside} as inside, inspect"
    code += f"\ntry:\n    uv.{name}()\nexcept TypeError as error:\n    print('missing' in str(error), inside.__name__)"
    assert _python(code) == f"True uitvoerbaar.{name}.{inside}"


def test_a_room_that_is_called_has_the_signature_of_the_function() -> None:
    import uitvoerbaar.population

    assert isinstance(uitvoerbaar.population, ModuleType)
    assert list(inspect.signature(uitvoerbaar.population).parameters) == ["folder", "year"]  # type: ignore[arg-type]
