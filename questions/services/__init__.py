"""What citizens and the board do with what was sent: one act per file. Each locks the ticket, asks the gate, writes the ledger, changes."""
