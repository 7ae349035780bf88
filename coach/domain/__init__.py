"""Plain frozen data that every layer shares. No I/O, no third-party imports."""
