"""Room 1 of 4: a file becomes a `Document`, and rules read figures and tasks from it. Imports no other room."""
