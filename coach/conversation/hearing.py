"""A word on what somebody feels before the work goes on: once when an interview opens, and once on the way."""

from __future__ import annotations

from coach.conversation.work import Work
from coach.domain.events import Asked

_MARK = "heard"
_ON_THE_WAY = ("loss", "worn", "hurt", "afraid", "ashamed")
"""Feelings that want a word also in the middle of an interview."""
_ALARMED = 0.97
_WHOLE_LINE = 10
"""The model knows how people begin, so in an interview it stops nothing by itself: of 221 plain answers it took 29 for an
alarm at one half ("she wanted to read my report"). Very sure of a whole line it has Coach say a word."""


def hear_opening(work: Work) -> None:
    """Say a word about the feeling in the line that opens an interview."""
    if work.reading.feeling:
        work.say("heard", feeling=work.reading.feeling)


def hear_answer(work: Work) -> None:
    """Say a word about the feeling in an answer in free words, once in an interview; where harm is possible, how to say so."""
    run, text = work.state.top, work.reading.text
    told = work.reading.feeling if work.reading.feeling in _ON_THE_WAY else ""
    alarmed = (
        run is not None
        and work.reading.alarm == "unclear"
        and len(text.split()) >= _WHOLE_LINE
        and work.reading.chance("safety") >= _ALARMED
    )
    if run is None or _MARK in run.eased or not (alarmed or told):
        return
    work.emit(Asked(run.id, work.state.pending or "", run.shown, run.misses, (*run.eased, _MARK)))
    if told:
        work.say("heard", feeling=told)
    if alarmed:
        work.say("careful")
