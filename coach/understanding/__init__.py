"""Understanding typed lines without a language model: dialogue acts, facts, safety signals, intent.

It is given vectors and loads no encoder; nothing here knows about conversations, and no word of a reply is written here.
"""
