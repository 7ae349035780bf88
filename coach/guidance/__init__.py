"""The guidance library: cards, encoder, Chroma and lexical index, search, and cited answers.

Importing this package loads no heavy library; chromadb, onnxruntime, tokenizers, torch and sentence-transformers are
imported by the functions that need them.
"""

from coach.guidance.library import GuidanceLibrary
from coach.guidance.places import LibraryOptions
from coach.guidance.shelf import check_cards

__all__ = ["GuidanceLibrary", "LibraryOptions", "check_cards"]
