"""Coach: a private mentoring coach for mentees, in the terminal."""

__version__ = "0.1.0"
