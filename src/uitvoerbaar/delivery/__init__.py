"""Whether and when a proposal can be carried out: organisations, work, queues, chains, businesses, money and the plan.

Everything here is pure: numbers and data in, numbers out. What comes from a run of the law (decisions, changes,
recoveries) is counted by the tests in `assess/aspects` and handed in.
"""
