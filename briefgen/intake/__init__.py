"""What people have, read into a ledger: Word annexes, action lists, trackers, letters."""
