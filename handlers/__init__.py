"""Room 3 of 4: talks. One module for each thing a person says. Imports index and corpus only."""
