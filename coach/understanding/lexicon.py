"""Closed word lists of working life, as pieces of regular expressions over folded text (see folding.py)."""

from __future__ import annotations

import re
from typing import Final


def _any(words: str) -> str:
    return "(?:" + "|".join(sorted(words.replace("_", r"[\s-]").split(), key=len, reverse=True)) + ")"


TITLES: Final = r"(?:dr|prof|professor|doctor|mr|mrs|ms|miss|mx|sir|dame|rev|reverend|sgt|sergeant|capt|captain|maj|major|col|chef|judge|rabbi|imam|pastor)"
OLD: Final = (
    r"(?:old|former|ex|new|current|previous|own|assigned|then|first|second|dear|lovely|amazing|wonderful|retired|would-be)"
)

MENTORISH: Final = _any(
    """mentor mentors menter co-mentor supervisor superviser supervisors advisor adviser advisors advisers pi p\\.i\\. preceptor
    sponsor tutor coach professor prof promotor promoter postdoc_mentor mentor_teacher cooperating_teacher host_teacher
    journeyman journeywoman master_craftsman practice_educator practice_supervisor practice_assessor clinical_supervisor
    clinical_educator training_officer placement_supervisor line_manager field_instructor lecturer doktorvater"""
)
"""Relations that make somebody the mentor this text is about."""

BOSSISH: Final = _any(
    "boss manager head_of_department team_lead team_leader foreman forewoman foreperson director principal editor head_teacher lab_head"
)
"""Relations that do so only when nobody else in the text is called a mentor."""

OTHERS: Final = _any(
    """friend friends colleague colleagues coworker co-worker classmate course_mate labmate lab-mate housemate roommate flatmate mate
    husband wife partner boyfriend girlfriend fiance fiancé sister brother mum mom mother dad father cousin uncle aunt daughter
    son neighbour neighbor teammate peer peers student intern assistant secretary pa receptionist coordinator therapist
    counsellor counselor cat dog kid kids baby ex nan gran grandma grandpa buddy pal mentee apprentice acquaintance alumni alum contact"""
)
"""Relations that make somebody a bystander."""

ROLE_HEADS: Final = _any(
    """engineer engineers developer programmer architect designer analyst scientist researcher technician technologist statistician
    economist accountant auditor actuary banker investor trader broker consultant strategist planner manager director vp svp evp
    president vice-president ceo cto cfo coo cio cmo cpo chief officer executive exec partner associate principal fellow lead
    leader head boss supervisor superviser advisor adviser coach tutor teacher headteacher lecturer professor prof reader dean
    provost chair postdoc pi investigator phd_student student undergrad graduate intern apprentice trainee resident registrar
    nurse midwife sister matron doctor surgeon physician gp vet veterinarian dentist pharmacist paramedic physio physiotherapist
    therapist psychologist psychiatrist counsellor counselor carer optometrist radiographer dietitian nutritionist preceptor
    ranger warden forester gardener farmer beekeeper grower winemaker fisher fisherman keeper zookeeper conservationist
    journalist reporter editor writer author novelist poet playwright screenwriter copywriter translator interpreter publisher
    producer filmmaker photographer illustrator animator artist painter sculptor musician composer conductor singer dancer
    choreographer actor curator archivist librarian historian archaeologist
    lawyer solicitor barrister paralegal judge attorney notary diplomat policymaker politician councillor minister priest pastor
    imam rabbi chaplain officer sergeant captain major colonel lieutenant detective firefighter pilot navigator sailor skipper
    welder electrician plumber carpenter joiner roofer bricklayer plasterer mason mechanic machinist fabricator fitter toolmaker
    blacksmith jeweller potter tailor seamstress shoemaker luthier upholsterer foreman forewoman journeyman journeywoman
    chef cook baker barista bartender sommelier butcher waiter waitress restaurateur hotelier hairdresser barber stylist florist
    founder co-founder cofounder entrepreneur owner freelancer contractor recruiter marketer salesperson buyer merchandiser
    copyist storekeeper shopkeeper cashier driver trucker courier clerk secretary administrator coordinator organiser organizer
    activist fundraiser campaigner social_worker youth_worker caseworker care_worker support_worker instructor trainer assessor
    educator mathematician physicist chemist surveyor inspector controller dispatcher operator superintendent commissioner chairman chairwoman
    chairperson trustee governor ambassador secretary-general headmaster headmistress headhunter ux_researcher product_manager
    project_manager scrum_master data_scientist game_dev dev sysadmin specialist practitioner generalist athlete swimmer runner coach
    referee umpire climber guide"""
)
_SUFFIX: Final = r"[a-z]{3,}(?:ologist|grapher|ometrist|iatrist|ician|nomer|wright|smith|keeper|maker|monger)"
_NOT_MOD: Final = (
    r"(?:a|an|the|my|our|your|his|her|their|its|this|that|these|those|who|which|whom|and|or|but|so|if|when|while|as|to|of|for|from|with|at|by|in|on|"
    r"into|about|is|was|are|were|be|been|am|has|have|had|do|does|did|will|would|can|could|should|may|might|not|no|i|im|i'm|you|he|she|we|they|it|me|"
    r"him|us|them|get|got|like|than|then|there|here|just|very|really|too|also|still|ask|asked|email|thank|meet|meeting|met|tell|told|mentor|mentors|"
    r"mentee|good|great|nice|kind|bad|busy|old|former|ex|new|current|previous|some|any|each|every|other|another|different|potential|"
    r"possible|prospective|what|how|why|where|he's|she's|they're|it's|because|since|after|before|until|named|called|"
    r"nb|btw|pls|please|mentoring|being|becoming|one|two|three|few|many|more|most|same|such|both|all|only|even|well|actual|real|famous|friendly|lovely|local)"
)
_HEAD: Final = rf"(?:{ROLE_HEADS}|{_SUFFIX})"
_OF: Final = (
    r"(?:(?:head|director|vp|vice[\s-]president|president|professor|prof|dean|chair|chief|lead|manager|editor|minister)\s+of\s+(?:the\s+)?"
    r"(?!(?:my|our|his|her|their|your|this|that|a|an|me|us|it|mine|hers|them)\b)[a-z][\w'&-]*(?:\s+(?:and|&)\s+[a-z][\w'-]*)?)"
)
ROLE: Final = rf"(?:(?:(?!{_NOT_MOD}\s)[a-z0-9][\w'&/+-]*\s+){{0,3}}?(?:{_OF}|{_HEAD}\b(?:[\s-]+{_HEAD}\b){{0,2}}))(?![\w'-])"
"""A role: up to three describing words, a head noun, and `of ...` where the head takes it."""

ROLE_WORD: Final = rf"\b(?:{_HEAD}|minister|manager)\b"
"""Any head noun of a role: a text without one holds no role, and none of the long patterns needs to be compiled."""

RELATED_ROLE: Final = rf"(?:(?:(?!{_NOT_MOD}\s)[a-z][\w'&/+-]*\s+){{0,2}}?(?:(?!mentors?\b|menter\b|co-mentor\b){MENTORISH}|{BOSSISH}|pi)(?:\s+of\s+\w+)?)(?![\w-])"
"""What somebody is to the mentee, other than plain `mentor`."""

NUMBER: Final = (
    r"(?:\d{1,3}(?:[.,]\d)?(?:\s?(?:-|to|or)\s?\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety|half\s+an?|a\s+half|a\s+couple\s+of|a\s+couple|couple\s+of|a\s+few|few|several|"
    r"a\s+good|nearly\s+a|almost\s+a|over\s+a|about\s+a|one\s+and\s+a\s+half|two\s+or\s+three|three\s+or\s+four|one\s+or\s+two)"
)
DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)|mon|tues|weds|thurs|fri(?=\b)"
MONTH: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
NEVER_NAMES: Final = frozenset(
    """i i'm i've i'll i'd my me we our the a an this that these those she he they it you your her his their monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december linkedin slack zoom
    teams whatsapp telegram signal discord gmail outlook google facebook instagram tiktok twitter skype hr it pi phd msc bsc ceo cto cfo
    vp usa uk eu us nhs english mentor mentee coach christmas easter ramadan diwali eid hanukkah new dear hi hello hey thanks thank
    best regards cheers sincerely yours please sorry yes no ok okay not maybe what how why when where who which if and but or so because
    since after before then also just can could should would will do does did is am are was were dr prof professor mr mrs ms miss ai ml
    ux ui qa dm dms cv god lord said says told tells thinks wants wanted keeps suggested suggests advised advises asked asks gave gives never always also""".split()
)
PARTICLES: Final = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben bint binti bte abu ní ni ó o' mac mc nic ter ten te zu zur y e san st".split()
)
WORD: Final = re.compile(
    r"(?:[^\W\d_][\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a4d"
    r"\u0b82-\u0bcd\u0c00-\u0c56\u0d00-\u0d4d\u0e31-\u0e4e]*)+(?:['’ʼ‑-](?:[^\W\d_][\u0300-\u036f]*)+)*\.?"
)
