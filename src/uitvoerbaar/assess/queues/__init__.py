"""What tests and pages of queues share: tariffs, norms and what happened before, read from data/queues."""
