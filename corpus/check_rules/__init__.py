"""The arithmetic checks, one module a kind of contradiction; `corpus.checks.find_findings` runs them all."""
