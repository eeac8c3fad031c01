"""What a run counts of the work of who carries a law out, shared by the tests on workload, queues and local government."""
