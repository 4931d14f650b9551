"""The five steps and the way through them, without a window."""
