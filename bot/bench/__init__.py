"""Measurements of the running thing: intake, answering, cold start, memory, ranking."""
