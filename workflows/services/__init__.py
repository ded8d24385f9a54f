"""The acts, one per module: each is atomic, locks, asks the gate, writes the ledger, then moves Wagtail's own state."""
