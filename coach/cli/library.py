"""`coach library`: Coach's own library, and with add, list, update, remove and use the documents of the person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Final

from coach.cli.main import INTERRUPTED, PROBLEM
from coach.cli.open import make_ready, words, workplace
from coach.cli.parser import Wanted
from coach.cli.progress import bar
from coach.domain.own import OwnProgress


def library(wanted: Wanted) -> int:
    """Show what the library can do, or prepare it, or build it afresh; 0 when it is ready."""
    if wanted["what"] in OWN:
        return OWN[wanted["what"]](wanted)
    from coach.bootstrap.own import OwnDocuments

    with workplace(wanted, ephemeral=True) as place:
        own = OwnDocuments(place.settings)
        if wanted["what"] == "embed":
            with bar() as progress:
                print(words(wanted, "embedded", count=place.embed(progress)))
            return 0
        if wanted["what"] == "status":
            status = place.warm_up()
        else:
            with bar() as progress:
                status = place.prepare(progress, rebuild=wanted["what"] == "rebuild")
                if own.shelf().waiting:
                    own.add([], lambda step: progress(step.file, round(step.share * 100), 100))
        shelf = own.shelf()
        folder = str(place.settings.home / "library")
    print(words(wanted, "library", status=status, folder=folder, own=len(shelf.documents), waiting=shelf.waiting))
    return 0 if status.state == "ready" else PROBLEM


def add(wanted: Wanted) -> int:
    """Add files and folders to the person's own documents, or look again at all that are known. Ctrl-C ends it cleanly.

    Returns 1 when nothing of it could be added, 130 when it was stopped.
    """
    from coach.bootstrap.own import OwnDocuments

    with workplace(wanted, ephemeral=True) as place:
        make_ready(place)
        own = OwnDocuments(place.settings)
        with bar() as progress:

            def tell(step: OwnProgress) -> None:
                progress(step.file, round(step.share * 100), 100)

            report = own.add(wanted["which"], tell)
    print(words(wanted, "library_report", report=report))
    if report.stopped:
        return INTERRUPTED
    return PROBLEM if report.problems and not (report.added or report.changed or report.unchanged) else 0


def listing(wanted: Wanted) -> int:
    """List the person's own documents."""
    from coach.bootstrap.own import OwnDocuments

    with workplace(wanted, ephemeral=True) as place:
        print(words(wanted, "library_list", shelf=OwnDocuments(place.settings).shelf()))
    return 0


def remove(wanted: Wanted) -> int:
    """Take own documents out again, by the numbers of the list, or all of them."""
    from coach.bootstrap.own import OwnDocuments

    with workplace(wanted, ephemeral=True) as place:
        own = OwnDocuments(place.settings)
        there = {str(document.id): document for document in own.shelf().documents}
        unknown = [number for number in wanted["which"] if number not in there]
        chosen = list(there.values()) if wanted["all"] else [there[n] for n in dict.fromkeys(wanted["which"]) if n in there]
        if unknown or not chosen:
            print(words(wanted, "library_changed", unknown=unknown or ["of yours"]), file=sys.stderr)
            return PROBLEM
        own.remove([document.id for document in chosen])
    print(words(wanted, "library_changed", removed=[document.name for document in chosen]))
    return 0


def use(wanted: Wanted) -> int:
    """Say whether answers draw on own documents beside the library, on them only, or not at all."""
    from coach.bootstrap.own import OwnDocuments

    with workplace(wanted, ephemeral=True) as place:
        OwnDocuments(place.settings).use(wanted["which"][0])
    print(words(wanted, "library_changed", use=wanted["which"][0]))
    return 0


OWN: Final[Mapping[str, Callable[[Wanted], int]]] = {
    "add": add,
    "update": add,
    "list": listing,
    "remove": remove,
    "use": use,
}
