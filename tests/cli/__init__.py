"""Tests of the command `slawizard`."""
