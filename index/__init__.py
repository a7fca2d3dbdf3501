"""Room 2 of 4: keeps and finds. The only room that knows SQL. Imports corpus only."""
