"""Marks of a whole line: no words, keyboard mash, another language, words for a machine, abuse, wrong addressee."""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.common_words import is_common
from coach.understanding.folding import fold, words
from coach.understanding.given_names import GIVEN_NAMES

_FUNCTION: Final = {
    "english": """the a an and or but of to in on at for with from by is are was were be been am i you he she it we they me him her us them my your his our
        their this that these those not no do does did have has had will would can could should what who how why when where if because so as than then there
        about just get got like im i'm it's don't dont want need know think help mentor how's any some all out up one more very really""",
    "spanish": """el la los las un una de del y que en con por para es son está estoy no me mi su se lo como cuando porque pero muy qué cómo quiero necesito tengo
        hola gracias más mi mis tu yo ella nos al le hablar soy ha""",
    "french": """le la les un une des du de et que qui en dans avec pour est sont je tu il elle nous vous mon ma mes ne pas ce cette comme quand parce mais
        très quoi comment veux besoin j'ai c'est bonjour merci au aux sur suis d'un qu'il""",
    "german": """der die das ein eine einen und oder aber von zu in mit für ist sind war ich du er sie es wir ihr mein meine nicht kein kann will muss was wer wie
        warum wenn weil dass auch sehr habe hat hallo danke mir mich dem den auf bin""",
    "italian": """il lo la i gli le un una di e che in con per è sono non mi mio mia come quando perché ma molto cosa voglio ho bisogno ciao grazie si della del
        vorrei sul nel al""",
    "portuguese": """o a os as um uma de do da e que em com por para é são não me meu minha como quando porque mas muito quero preciso tenho olá obrigado obrigada
        eu você ele ela no na ao se está""",
    "dutch": """de het een en of maar van te in met voor is zijn was ik jij hij zij wij mijn niet geen kan wil moet wat wie hoe waarom als omdat dat ook heel heb heeft
        hallo dank u je naar op ben""",
    "polish": """i w z na do nie się że jest to jak co mam mój moja ale czy dla jestem chcę proszę dziękuję cześć bardzo mnie o od""",
    "turkish": """ve bir bu için ile ben sen o biz var yok ne nasıl neden değil çok ama da de mi benim istiyorum merhaba teşekkürler""",
    "swedish": """och att det en ett är som på med för jag du han hon vi min mitt inte kan vill har vad hur varför om men mycket hej tack till av den""",
    "indonesian": """dan yang di ke dari ini itu saya aku kamu dia tidak bisa mau apa bagaimana kenapa untuk dengan sudah belum terima kasih halo adalah""",
    "romanian": """și în cu la pe de nu este sunt eu meu mea ce cum când pentru dar foarte vreau am bună mulțumesc să un o""",
}
_PROFILES: Final = {name: frozenset(text.split()) for name, text in _FUNCTION.items()}
_LATIN: Final = re.compile(r"[a-zA-ZÀ-ɏ]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_MACHINE: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|everything\s+|the\s+|your\s+|my\s+|of\s+|these\s+|those\s+)*(?:previous|prior|above|earlier|preceding|system|initial|existing|safety)?\s*"
    r"(?:instructions?|prompts?|rules|directions|guidelines|guardrails|commands?|training)\b|"
    r"\byou\s+are\s+(?:now|no\s+longer)\s+(?:an?\s+|in\s+|the\s+|my\s+)?(?:\w+\s+)?(?:assistant|ai|bot|dan|model|chatbot|terminal|developer\s+mode|jailbroken|unrestricted|hacker|pirate|expert|mode|called|mentor\s+bot|going\s+to\s+act)\b|"
    r"\b(?:reveal|print|show|repeat|output|leak|give\s+me)\s+(?:me\s+)?(?:your|the)\s+(?:system|hidden|initial|secret|original)\s+(?:prompt|instructions?|message)|\bsystem\s+prompt\b|"
    r"<\|?(?:system|im_start|endoftext|assistant)\|?>|\[/?inst\]|^\s*(?:system|assistant)\s*:|\b(?:act|behave|respond|pretend|roleplay)\s+(?:as|like|to\s+be)\s+(?:an?\s+)?(?:unrestricted|uncensored|unfiltered|jailbroken|different\s+ai|language\s+model|evil|dan\b|linux\s+terminal|chat\s*gpt)|"
    r"\bas\s+an?\s+(?:ai|large)\s+(?:language\s+)?model\b|\bdeveloper\s+mode\b|\bjailbreak\b|\b(?:ai|llm|language)\s+(?:models?|assistants?|agents?)\s+(?:reading|processing|summari[sz]ing|that\s+reads?)\s+this\b|\bdo\s+not\s+follow\s+(?:your|the)\s+(?:rules|instructions|guidelines)\b",
    re.M,
)
_YOU: Final = r"(?:you(?:'re| are|r)?|u(?: r| are)?|ur|this(?: (?:thing|bot|app|tool|coach))?(?:'s| is)?|coach(?:'s| is)?|it(?:'s| is)|that(?:'s| is| was)?)"
_RUDE: Final = r"(?:useless|stupid|dumb|idiot\w*|moron\w*|crap|garbage|rubbish|trash|shit\w*|bullshit|pathetic|worthless|a\s+joke|a\s+waste|an?\s+(?:idiot|moron|joke|bitch|bastard|cunt|wanker|twat|prick|loser|dick)|wank\w*|bitch|cunt|retard\w*|the\s+worst|terrible|thick|shite|brainless|hopeless|clueless)"
_ABUSE: Final = re.compile(
    rf"^(?:\W*(?:oh|god|wow|ok|no|so|lol|well|ugh)\W+)*(?:{_YOU}\s+(?:(?:so|really|a|an|just|all|totally|completely|utterly|absolutely|such|bloody|fucking|f\*+ing|freaking|pretty|complete|total|utter|piece\s+of)\s+)*{_RUDE}\b|"
    r"(?:just\s+)?(?:fuck|f\*+k?|screw|sod|piss|bugger|damn)\s*(?:you|u|off|this|it|this\s+(?:bot|thing|app))\b|go\s+(?:to\s+hell|fuck\s+yourself|die)\b|shut\s+(?:up|the\s+(?:fuck|hell)\s+up)\b|i\s+hate\s+(?:you|u|this\s+(?:bot|thing|app|tool|coach))\b|"
    r"(?:stupid|dumb|useless|fucking|bloody|idiot)\s+(?:\w+\s+)?(?:bot|machine|program|computer|thing|app|tool|robot|coach|software)\b|stfu\b|fu\b|you\s+suck\b|this\s+(?:sucks|is\s+shit)\b|(?:idiot|moron|wanker|cunt|bitch|twat|prick)s?\W*$|eat\s+shit\b|kiss\s+my\s+(?:arse|ass)\b)"
)
_NOT_MEANT: Final = re.compile(
    r"^(?:\W*(?:no|nope|hm+|sorry|but|erm?|um|hey|wait|well|ok|uh|nah|argh)\b\W*)*(?:(?:that's|thats|that\s+is|this\s+is|it's|its|that\s+was|this\s+isn't|that\s+isn't|that\s+wasn't|thats\s+isnt)\s+(?:really\s+|quite\s+|at\s+all\s+)?(?:not\s+)?(?:at\s+all\s+)?(?:what\s+i\s+(?:meant|mean|asked|said|wanted|was\s+asking|am\s+asking|want|need|needed)|"
    r"my\s+question|the\s+question|what\s+i'm\s+(?:asking|after|looking\s+for)|answering\s+my\s+question)|(?:i\s+)?(?:didn't|didnt|did\s+not|don't|dont)\s+(?:mean|ask(?:ed)?|want|say)\s+(?:that|this|for\s+that|about\s+that|it\s+like\s+that)\b|"
    r"you(?:'ve|\s+have|\s+completely|\s+totally)?\s*(?:misunderst(?:ood|and)|got\s+(?:me|it|that)\s+wrong|missed\s+(?:the|my)\s+point|don't\s+(?:get|understand)\s+(?:it|me|what)|didn't\s+(?:get|understand|answer|read))\b|not\s+what\s+i\s+(?:meant|asked|said|wanted|mean|want|need)|wrong\s+(?:answer|question|topic|thing|one|person)\W*$|i\s+meant\s+something\s+else|"
    r"(?:that's|thats)\s+(?:irrelevant|unrelated|off[\s-]topic|nothing\s+to\s+do\s+with\s+(?:it|my\s+question|what\s+i\s+asked))|(?:this|that)\s+(?:doesn't|does\s+not|doesnt|didn't|didnt)\s+(?:answer|help|fit|apply)\b)"
)
_I_MENTOR: Final = re.compile(
    r"\bi(?:'m|\s+am|m)\s+(?:actually\s+|now\s+|already\s+|also\s+)?(?:the|a|her|his|their|someone's|somebody's)\s+(?:new\s+)?mentor\b(?!\s+(?:teacher's)?\s*(?:student|mentee))|\bi(?:'m|\s+am|m)\s+(?:currently\s+|now\s+|already\s+|also\s+)?mentoring\b|"
    r"\bi\s+(?:currently\s+|now\s+|also\s+|actually\s+|have\s+been\s+|have\s+)?(?:mentor|supervise)\s+(?!me\b|programme|program)(?:a|an|someone|somebody|some|two|three|four|several|people|students|junior|juniors|the|my|other|young|newer|new|him|her|them|this|phd)\b|"
    r"\bi'?ve\s+been\s+mentoring\b|\bmy\s+(?:own\s+)?mentees?\s+(?:is|are|has|have|never|keeps?|doesn't|does|don't|isn't|wants?|won't|and\s+i|says?|asked|ghosted|said|just|cancel\w*|missed|tells?)\b|\b(?:as|being)\s+(?:a|the|her|his)\s+mentor,?\s+(?:i|how|what|my)\b|\bi\s+have\s+(?:a|two|three)\s+mentees?\b|"
    r"\bmy\s+mentees?\s*(?:$|[?.!,])|\bthe\s+(?:junior|student|trainee)\s+i\s+mentor\b"
)
_WANTS_TO_MENTOR: Final = re.compile(r"\b(?:mentor\s+says|tells?\s+me|should\s+i|how\s+do\s+i\s+become|if)\s+$")
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
Mark = tuple[str, float, int, int]


def marks(text: str) -> list[Mark]:
    """Return the marks of a line: (kind, confidence, start, end). Of kinds no_words, mash, other_language,
    machine_instructions, abuse, not_what_i_meant, i_am_the_mentor.
    """
    folded = fold(text)
    found: list[Mark] = []
    if not _LETTER.search(text):
        return [("no_words", 0.95, 0, len(text))] if not re.search(r"\d", text) else []
    if is_mash(text):
        found.append(("mash", 0.9, 0, len(text)))
    language = language_of(text)
    if language != "english":
        found.append(("other_language", 0.9 if language != "other" else 0.8, 0, len(text)))
    for kind, pattern, sure in (
        ("machine_instructions", _MACHINE, 0.9),
        ("abuse", _ABUSE, 0.85),
        ("not_what_i_meant", _NOT_MEANT, 0.9),
        ("i_am_the_mentor", _I_MENTOR, 0.85),
    ):
        match = pattern.search(folded)
        if match and not (kind == "i_am_the_mentor" and _WANTS_TO_MENTOR.search(folded[: match.start()])):
            found.append((kind, sure, match.start(), match.end()))
    return found


def is_mash(text: str) -> bool:
    """True when the line is keys hit at random: no known word, and keyboard runs, too few vowels or one key held down."""
    tokens = words(text)
    if not tokens or len(tokens) > 4 or any(not token.isascii() for token in tokens):
        return False
    return all(_mashed(token) for token in tokens)


def _mashed(token: str) -> bool:
    if len(token) < 4 or is_common(token) or token in GIVEN_NAMES or any(char.isdigit() for char in token):
        return False
    vowels = sum(char in "aeiouy" for char in token) / len(token)
    runs = sum(token[i : i + 3] in row or token[i : i + 3] in row[::-1] for row in _ROWS for i in range(len(token) - 2))
    pair_share = len({token[i : i + 2] for i in range(len(token) - 1)}) / (len(token) - 1)
    clusters = bool(re.search(r"[^aeiouy]{5}", token))
    return (
        len(set(token)) <= 2
        or runs * 3 >= len(token) - 1
        or (clusters and vowels < 0.25)
        or (len(token) >= 8 and pair_share < 0.5)
    )


def language_of(text: str) -> str:
    """Return `english`, the name of another language, or `other`. Lines under four words count as English.

    Source of method: share of function words in a profile of each language; scripts other than Latin decide by letters.
    """
    letters = _LETTER.findall(text)
    foreign = [letter for letter in letters if not _LATIN.match(letter)]
    if len(foreign) > 0.6 * len(letters) and len(foreign) >= 4:
        return "other"
    tokens = words(text)[:200]
    if len(tokens) < 4:
        return "english"
    shares = {name: sum(token in profile for token in tokens) / len(tokens) for name, profile in _PROFILES.items()}
    known = sum(is_common(token) for token in tokens) / len(tokens)
    best = max((name for name in shares if name != "english"), key=lambda name: shares[name])
    english = max(shares["english"], known * 0.6)
    if shares[best] >= 0.25 and shares[best] > english * 1.15 and known < 0.6:
        return best
    return "english"
