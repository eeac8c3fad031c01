"""Frozen records to plain JSON values and back, by their type hints.

The records of ``assess.model`` are read here without a second description of their fields: what a class declares is
what its JSON holds.
"""

from __future__ import annotations

import math
import numbers
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from uitvoerbaar.base.text import OMITTED

T = TypeVar("T")
_AS_IT_IS = frozenset((bool, int, str))
_LISTED, _NUMBER = (list, tuple), (int, float)


def encode(value: object, where: str = "$") -> Any:
    """``value`` as JSON values; numbers of other libraries become int or float.

    Raises ``ValueError`` naming the place (for example ``$.figures[3].rows[0].bedrag``) for NaN, infinity and
    anything JSON has no form for.
    """
    if value is None or type(value) in _AS_IT_IS or isinstance(value, str):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"{where}: {number} is not a number that JSON can hold")
        return number + 0.0  # minus zero is zero
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: encode(item, f"{where}.{f.name}")
            for f in fields(value)
            if (item := getattr(value, f.name)) != f.default or f.metadata != OMITTED
        }
    if isinstance(value, Mapping):
        return {str(key): encode(item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, _LISTED):
        return [encode(item, f"{where}[{index}]") for index, item in enumerate(value)]
    raise ValueError(f"{where}: a {type(value).__name__} cannot be written as JSON")


def decode(cls: type[T], data: object, where: str = "$") -> T:
    """The record of type ``cls`` that ``data`` describes. Raises ``ValueError`` naming the place when it does not
    fit.
    """
    return cast(T, _decode(cls, data, where))


def _decode(hint: Any, data: object, where: str) -> Any:
    if hint in _SCALARS:
        return _scalar(hint, data, where)
    origin, options = _shape(hint)
    if origin in (Union, types.UnionType):
        return _union(options, data, where)
    if origin is Literal:
        if data not in options:
            raise ValueError(f"{where}: {data!r} is not one of {', '.join(map(str, options))}")
        return data
    if origin is tuple:
        if not isinstance(data, _LISTED):
            raise ValueError(f"{where}: expected a list, got {type(data).__name__}")
        return tuple(_decode(options[0], item, f"{where}[{index}]") for index, item in enumerate(data))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(data, Mapping):
            raise ValueError(f"{where}: expected an object, got {type(data).__name__}")
        return {key: _decode(options[1], item, f"{where}.{key}") for key, item in data.items()}
    if is_dataclass(hint):
        return _record(cast(type, hint), data, where)
    return _scalar(hint, data, where)


_SCALARS = frozenset((bool, int, float, str))


@cache
def _shape(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type hint is made of; there are some hundred of them, asked a hundred thousand times."""
    return get_origin(hint), get_args(hint)


def _union(options: tuple[Any, ...], data: object, where: str) -> Any:
    """The first option that fits. Records are told from scalars by being objects, so at most one option can fit."""
    if data is None and type(None) in options:
        return None
    problems = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _decode(option, data, where)
        except ValueError as problem:
            problems.append(str(problem))
    raise ValueError(problems[0] if len(problems) == 1 else f"{where}: {data!r} has a type that does not fit here")


def _record(cls: type, data: object, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ValueError(f"{where}: expected an object, got {type(data).__name__}")
    hints, known = _declared(cls)
    for name in data:
        if name not in known:
            raise ValueError(f"{where}: unknown field {name!r}")
    values = {}
    for name, spec in known.items():
        if name in data:
            values[name] = _decode(hints[name], data[name], f"{where}.{name}")
        elif spec.default is MISSING and spec.default_factory is MISSING:
            raise ValueError(f"{where}: field {name!r} is missing")
    return cls(**values)


@cache
def _declared(cls: type) -> tuple[Mapping[str, Any], Mapping[str, Field[Any]]]:
    """The type and the record of every field of a class."""
    return get_type_hints(cls), {f.name: f for f in fields(cls)}


def _scalar(hint: Any, data: object, where: str) -> Any:
    if hint is bool or hint is str:
        fits = isinstance(data, hint)
    elif hint is int:
        fits = isinstance(data, int) and not isinstance(data, bool)
    elif hint is float:
        fits = isinstance(data, _NUMBER) and not isinstance(data, bool)
    else:
        raise TypeError(f"{where}: no JSON form known for {hint!r}")
    if not fits:
        raise ValueError(f"{where}: expected {hint.__name__}, got {data!r}")
    return data
