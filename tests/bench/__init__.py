"""`make bench`: the speed budgets, each a ratio within one run or a count where it can be."""
