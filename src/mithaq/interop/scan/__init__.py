"""Looking at a file before it is kept: what it is by its own bytes, whether it is whole, whether anything in it acts."""

from mithaq.interop.scan.scan import scan

__all__ = ["scan"]
