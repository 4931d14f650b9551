"""Tests of what the window does besides the five steps."""
