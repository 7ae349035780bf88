"""The terminal app: it shows turns and passes on what was typed; it decides nothing about mentoring."""
