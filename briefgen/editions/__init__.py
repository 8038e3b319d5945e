"""What was sent: the register of editions, proof of what a file is, copies without traces, and corrections.

Stands above `production`, because `verify` makes a document again; nothing of production knows it.
"""
