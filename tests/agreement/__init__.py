"""Tests of the agreement model."""
