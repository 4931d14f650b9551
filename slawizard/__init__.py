"""SLA Wizard: drafts service level agreements that can be kept, priced and read without a gap."""

__version__ = "0.1.0"
