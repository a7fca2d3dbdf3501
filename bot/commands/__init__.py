"""The subcommands of `planbot`, one module each; they import click only and the rest when they run."""
