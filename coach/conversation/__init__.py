"""One line in, one turn out: route it to a command, run it, apply its events, render, save."""
