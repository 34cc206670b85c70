"""Compile a function with numba and keep the machine code beside the source, so that only the first start is slow.

Numba notices a change of the file that holds a function, but not of a file that it calls. The folder of compiled code
therefore bears the digest of all kernels: changed source is never answered by old code.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])

_HERE = Path(__file__).parent


def _digest() -> str:
    """Of every kernel's source and of the compiler's version."""
    whole = hashlib.sha256(numba.__version__.encode())
    for source in sorted(_HERE.glob("*.py")):
        whole.update(source.name.encode() + source.read_bytes())
    return whole.hexdigest()[:16]


def _kept_in() -> Path | None:
    """The folder of this version's machine code; None where the package may not be written, and nothing is kept."""
    every = _HERE / "__pycache__" / "compiled"
    mine = every / _digest()
    try:
        mine.mkdir(parents=True, exist_ok=True)
        for other in every.iterdir():
            if other != mine:
                shutil.rmtree(other, ignore_errors=True)
        probe = mine / ".writable"
        probe.touch()
    except OSError:
        return None
    return mine


_KEPT = _kept_in()
if _KEPT is not None:
    vars(numba.config)["CACHE_DIR"] = str(_KEPT)


def kernel(function: F) -> F:
    """Compile `function` at its first call; it releases the interpreter's lock while it runs.

    It may not make arrays: then nobody has to count who still uses one, which costs more than the work itself.
    """
    return _compiled(function, nogil=True)


def brief(function: F) -> F:
    """The same for what takes a few microseconds: it keeps the lock, which to give away and get back takes longer."""
    return _compiled(function, nogil=False)


def _compiled(function: F, *, nogil: bool) -> F:
    compiled: Any = numba.njit
    made = compiled(cache=_KEPT is not None, nogil=nogil, error_model="numpy", _nrt=False)(function)
    made.get_call_template = partial(_for_any_value, made.get_call_template)
    return cast(F, made)


def _for_any_value(template: Callable[..., Any], args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
    """How numba finds the compiled form for a call by another kernel: by the types of what is passed alone. By itself it
    makes one for each constant that somebody passes, and the largest kernels would be compiled four times over.
    """
    plain: Callable[[Any], Any] = numba.types.unliteral
    return template(tuple(map(plain, args)), {name: plain(value) for name, value in kws.items()})
