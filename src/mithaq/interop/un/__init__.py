"""The consolidated list of the UN Security Council: read whole or refused, then compared with the known."""

from mithaq.interop.un.changes import Changes, compare, fingerprint
from mithaq.interop.un.errors import ListError
from mithaq.interop.un.read import MAX_LIST_BYTES, UnList, read_list

__all__ = ["MAX_LIST_BYTES", "Changes", "ListError", "UnList", "compare", "fingerprint", "read_list"]
