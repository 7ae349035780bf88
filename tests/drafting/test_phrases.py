"""Messy answers, and what becomes of them in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.drafting.names import read_name, read_person
from coach.drafting.persons import called
from coach.drafting.phrases import OthersWords, Words
from coach.drafting.tidying import tidy

NADIA = read_name("Dr. Nadia Khan")


def _form(text: str, form: str) -> str:
    return str(getattr(Words(text, NADIA), form))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("moving into ML", "moving into ML"),
        ("Moving to Berlin", "moving to Berlin"),
        ("I am trying to move to ML from QA", "moving to ML from QA"),
        ("i want to become a data analyst.", "becoming a data analyst"),
        ("to get better at sql", "getting better at SQL"),
        ("lead a team and run the budget", "leading a team and running the budget"),
        ("how she moved from nursing to policy", "how you moved from nursing to policy"),
        ("should i do a phd?", "whether I should do a PhD"),
        ("how did she get her first job in policy?", "how you got your first job in policy"),
        ("what does he look for in a CV?", "what you look for in a CV"),
        ("my CV", "my CV"),
        ("ML", "ML"),
        ("advice on negotiating", "negotiating"),
        ("it's about my portfolio", "my portfolio"),
        ("im thinking of leaving academia", "leaving academia"),
        ("my goal is to become a nurse", "becoming a nurse"),
        ("I'm interested in policy work", "policy work"),
        ("becoming a better writer!!!", "becoming a better writer"),
        ("I keep failing my case interviews", "this: I keep failing my case interviews"),
        ("well, I guess how to get promoted", "how to get promoted"),
        ("system design interviews 🙂", "system design interviews 🙂"),
    ],
)
def test_after_about(answer: str, expected: str) -> None:
    assert _form(answer, "about") == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("moving into ML", "am thinking about moving into ML"),
        ("I am trying to move to ML from QA", "am trying to move to ML from QA"),
        ("i'd like to lead a team", "would like to lead a team"),
        ("become a site manager", "want to become a site manager"),
        ("to become a site manager", "want to become a site manager"),
        ("how to price my work", "am trying to work out how to price my work"),
        ("Should I stay?", "am trying to work out whether I should stay"),
        ("public speaking", "would like to talk about public speaking"),
        ("my startup keeps losing customers", ""),
    ],
)
def test_after_i(answer: str, expected: str) -> None:
    assert _form(answer, "aim") == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("her talk at PyCon on testing data pipelines", "of your talk at PyCon on testing data pipelines"),
        ("I heard her talk at PyCon and rewrote my tests after", "I heard your talk at PyCon and rewrote my tests after"),
        ("she moved from nursing to policy", "you moved from nursing to policy"),
        ("moved from nursing to policy", "you moved from nursing to policy"),
        ("how she moved from nursing to policy", "I would like to understand how you moved from nursing to policy"),
        ("read her paper on bandits", "I read your paper on bandits"),
        ("because she is a great teacher", "you are a great teacher"),
        ("her talk on night shifts changed how I plan", "your talk on night shifts changed how I plan"),
        ("the way she runs the ward taught me a lot", "the way you run the ward taught me a lot"),
        ("talk at PyCon convinced me to switch", "your talk at PyCon convinced me to switch"),
        ("the feedback she gave me", "of the feedback you gave me"),
        ("her thread on what helped me most", "of your thread on what helped me most"),
        ("works at Lumen on the ML platform", "you work at Lumen on the ML platform"),
        ("Nadia's post about burnout", "of your post about burnout"),
        ("Dr Khan wrote the book on it", "you wrote the book on it"),
        ("she's the only person I know who did it", "you're the only person I know who did it"),
        ("she prices a job in ten minutes and is never wrong", "you price a job in ten minutes and are never wrong"),
        ("20 years in policy", "of your 20 years in policy"),
        ("they made the same switch", "you made the same switch"),
        ("talk on churn", "of your talk on churn"),
        ("expert in NLP", "you are an expert in NLP"),
        ("started on the line himself", "you started on the line yourself"),
    ],
)
def test_after_because(answer: str, expected: str) -> None:
    assert _form(answer, "because") == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("second-year PhD student in chemistry", "I'm a second-year PhD student in chemistry"),
        ("nurse", "I'm a nurse"),
        ("engineer", "I'm an engineer"),
        ("MSc student", "I'm an MSc student"),
        ("university student", "I'm a university student"),
        ("hr manager", "I'm an HR manager"),
        ("I'm a nurse at St Thomas", "I'm a nurse at St Thomas"),
        ("i work in QA at a bank", "I work in QA at a bank"),
        ("QA", "I work in QA"),
        ("working in retail", "I'm working in retail"),
        ("studying law", "I'm studying law"),
        ("just started as a teacher", "I have just started as a teacher"),
        ("head of marketing", "I'm head of marketing"),
        ("10 years in retail", "I have 10 years in retail behind me"),
        ("retired", "I'm retired"),
        ("unemployed, was a chef", "I'm unemployed, was a chef"),
        ("a mum of two returning to work", "I'm a mum of two returning to work"),
    ],
)
def test_who_i_am(answer: str, expected: str) -> None:
    assert _form(answer, "who_i_am") == expected


@pytest.mark.parametrize(
    ("answer", "form", "expected"),
    [
        ("rewrote it the same evening", "did", "rewrote it the same evening"),
        ("I've asked the last five", "did", "have asked the last five"),
        ("practising every week", "did", "have been practising every week"),
        ("two interviews so far", "did", ""),
        ("got the place", "own", "I got the place"),
        ("led to two interviews", "own", "it led to two interviews"),
        ("can't afford it", "own", "I can't afford it"),
        ("my shift was moved", "own", "my shift was moved"),
        ("exams", "own", ""),
        ("mentor one of the new referees", "plan", "will mentor one of the new referees"),
        ("she read my draft twice", "deed", "you read my draft twice"),
        ("read my draft twice", "deed", "you read my draft twice"),
        ("her feedback on my CV", "deed", ""),
        ("helping me with my CV", "for_which", "helping me with my CV"),
        ("That I should talk to finance first", "for_which", "the point that I should talk to finance first"),
        ("PyCon in March", "met", "I heard you at PyCon in March"),
        ("her paper on bandits", "met", "I read your paper on bandits"),
        ("we talked at the trade fair", "met", "we talked at the trade fair"),
        ("what did he do first??", "question", "What did you do first?"),
        ("getting the ticket", "question", "My question is about getting the ticket."),
        ("Half an hour to look at both", "request", "Would you have half an hour to look at both?"),
        ("look at the first page", "request", "Would you look at the first page?"),
        ("that he knows about it", "request", ""),
        ("since the end of term, about two months", "long", "two months"),
        ("28 days", "ago", "four weeks ago"),
        ("since March", "ago", ""),
    ],
)
def test_other_forms(answer: str, form: str, expected: str) -> None:
    assert _form(answer, form) == expected


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("  two   spaces\nand a line  ", "two spaces and a line"),
        ("i think i'm late", "I think I'm late"),
        ("{{ 7*7 }} and {% x %}", "7*7 and x"),
        ('"quoted"', "quoted"),
        ("a - dash", "a, dash"),
        ("stop.", "stop"),
        ("why?", "why?"),
        ("pls help lol", "help"),
    ],
)
def test_tidy(typed: str, tidied: str) -> None:
    assert tidy(typed) == tidied


def test_people_who_are_not_the_reader_stay_they() -> None:
    assert Words("ask customers what they fear before I quote", NADIA) == "ask customers what they fear before I quote"


@pytest.mark.parametrize(
    ("answer", "form", "expected"),
    [
        ("idk how to get out of retail tbh", "about", "how to get out of retail"),
        ("want to be promoted to lead", "aim", "want to be promoted to lead"),
        ("hoping to go freelance", "about", "going freelance"),
        ("trains the leads", "because", "you train the leads"),
        ('her blog post "Gaps are not holes"', "because", 'of your blog post "Gaps are not holes"'),
        ("PhD applications. funding, and labs", "about", "PhD applications, funding, and labs"),
        ("How do I stop being so quiet?", "about", "how to stop being so quiet"),
        ("The Guardian. Then Reuters.", "about", "the Guardian. Then Reuters"),
        ("her work with St. james house", "because", "of your work with St. james house"),
    ],
)
def test_answers_from_the_gallery(answer: str, form: str, expected: str) -> None:
    assert _form(answer, form) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("tell my boss she's wrong", "tell my boss she's wrong"),
        ("my sister says she's too busy", "my sister says she's too busy"),
        ("she told me to ask my sister, he's a nurse", "you told me to ask my sister, he's a nurse"),
        ("she's always said that", "you've always said that"),
        ("she's never worked in sales", "you've never worked in sales"),
        ("she's worried about me", "you're worried about me"),
        ("she's right about it", "you're right about it"),
        ("how she talked about his kitchen", "how you talked about his kitchen"),
        ("Nadia showed how her team works", "you showed how your team works"),
        ("she left the ward and now runs a museum", "you left the ward and now run a museum"),
    ],
)
def test_another_she_stays(answer: str, expected: str) -> None:
    assert str(Words(answer, NADIA)) == expected


def test_what_the_reader_is_called_elsewhere_decides_between_two() -> None:
    known = replace(NADIA, called=called(["her father died", "the story of him teaching her to whistle"]))
    assert Words("the story of him teaching her to whistle", known) == "the story of him teaching you to whistle"
    assert called(["her talk", "his book"]) == ""


def test_an_answer_about_somebody_else_keeps_its_she() -> None:
    assert OthersWords("she moved to the ministry", NADIA).core == "she moved to the ministry"


@pytest.mark.parametrize(
    ("answer", "at", "by"),
    [
        ("tue 1 dec 8am or thu 3 dec after 6", "on Tuesday 1 December at 8am or Thursday 3 December after 6", None),
        ("2026-12-03", "on Thursday 3 December", "by Thursday 3 December"),
        ("February", "in February", "by February"),
        ("the first week of December", "in the first week of December", None),
        ("tomorrow at four", "tomorrow at four", None),
        ("end of March", None, "by the end of March"),
        ("before Christmas", None, "before Christmas"),
    ],
)
def test_a_time_takes_its_preposition(answer: str, at: str | None, by: str | None) -> None:
    assert at in (None, Words(answer).at)
    assert by in (None, Words(answer).by)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("drive the 61 bus in Preston for eleven years", "I drive the 61 bus in Preston, for eleven years now"),
        ("chartered accountant, nine years out with the kids", "I'm a chartered accountant, nine years out with the kids"),
    ],
)
def test_who_i_am_from_a_hurried_line(answer: str, expected: str) -> None:
    assert Words(answer).who_i_am == expected


def test_sums_that_were_done_are_no_question() -> None:
    assert Words("did the sums with the wife").did == "did the sums with the wife"
    assert Words("did the sums add up?").question == "Did the sums add up?"


@pytest.mark.parametrize(
    ("typed", "full"), [("dr amina khan", "Amina Khan"), ("whoever runs the workshop", ""), ("somebody at Lumen", "")]
)
def test_a_person_may_be_a_description(typed: str, full: str) -> None:
    assert read_person(typed).full == full


def test_a_nickname_is_not_taken_apart() -> None:
    assert read_name("Big Tony").familiar == "Big Tony"
