"""Pure arithmetic on what an agreement promises; no input, no output."""
