"""Receipts: a link that holds a change, what its outcome followed from, and the totals; who opens it sees whether they hold."""
