"""The screens, each with its own sheet."""
