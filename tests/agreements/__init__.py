"""Agreements that tests share: nothing entered, a small one as most people need, and one with every field and shape."""

from tests.agreements.examples import empty, full, small

__all__ = ["empty", "full", "small"]
