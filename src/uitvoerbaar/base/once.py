"""A property that is computed once, without the lock that Python 3.11 puts around all objects of a class together.

With that lock an article that is made ready for the whole country (half a minute) holds up every other article that is made
ready at the same time. From Python 3.12 on there is none.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from functools import cached_property as cached_property
else:

    class cached_property(functools.cached_property):
        """As that of Python 3.12: what two threads ask at the same moment is computed twice, and is the same."""

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            found = instance.__dict__
            if self.attrname not in found:
                found[self.attrname] = self.func(instance)
            return found[self.attrname]
