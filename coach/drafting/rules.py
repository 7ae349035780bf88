"""The review as a table: one row for each rule, with its level and its condition. Words and cards stand in `prompts/review.yaml`.

What matters most stands first, and a message's notes keep this order.
"""

from __future__ import annotations

from typing import Final

from coach.drafting import rules_heads as heads
from coach.drafting import rules_length as length
from coach.drafting import rules_times as times
from coach.drafting import rules_words as words
from coach.drafting.reading import Text
from coach.drafting.rules_kit import Facts, Level, Rule, given, in_english, is_first, not_one_of, only

__all__ = ["RULES", "Level", "Rule"]


def _leak(text: Text) -> Facts | None:
    return given(bool(text.leaks), found=[leak.found for leak in text.leaks])


_plain = not_one_of("other_condolence")

RULES: Final[tuple[Rule, ...]] = (
    Rule("leak", "stop", _leak),
    Rule("hole", "stop", words.hole),
    Rule("over_limit", "stop", length.over_limit),
    Rule("wrong_name", "stop", heads.wrong_name),
    Rule("fake_reply", "stop", heads.fake_reply),
    Rule("channel_replaced", "advice", length.replaced),
    Rule("other_language", "advice", length.other_language),
    Rule("wrong_weekday", "advice", times.wrong_weekday),
    Rule("no_specific_fact", "advice", only(in_english, words.no_specific)),
    Rule("no_ask", "advice", only(in_english, words.no_ask)),
    Rule("mentor_at_first_sight", "advice", only(words.is_stranger, words.mentor_ask)),
    Rule("demand", "advice", only(is_first, words.demand)),
    Rule("pressure", "advice", words.pressure),
    Rule("wrong_title", "advice", heads.wrong_title),
    Rule("name_spelling", "advice", heads.name_spelling),
    Rule("many_favours", "advice", words.many_favours),
    Rule("several_asks", "advice", words.several_asks),
    Rule("untimed_ask", "advice", only(in_english, words.untimed)),
    Rule("who_i_am", "advice", only(in_english, words.who_missing)),
    Rule("why_them", "advice", only(in_english, words.why_them)),
    Rule("hard_to_decline", "advice", only(in_english, words.no_way_out)),
    Rule("attachment", "advice", only(is_first, words.attachment)),
    Rule("apologies", "advice", words.apologies),
    Rule("no_name", "advice", heads.no_name),
    Rule("title_with_given", "advice", heads.title_with_given),
    Rule("greeting_tone", "advice", heads.greeting_tone),
    Rule("unclear_date", "advice", times.unclear_date),
    Rule("no_zone", "advice", times.no_zone),
    Rule("unclear_day", "advice", times.unclear_day),
    Rule("no_subject", "advice", heads.no_subject),
    Rule("vague_subject", "advice", heads.vague_subject),
    Rule("capital_subject", "advice", heads.capital_subject),
    Rule("long_subject", "advice", heads.long_subject),
    Rule("too_long", "advice", length.too_long),
    Rule("hard_to_read", "advice", length.hard_to_read),
    Rule("flattery", "advice", only(_plain, words.flattery)),
    Rule("stock_phrase", "advice", words.stock_phrase),
    Rule("unsigned", "advice", heads.unsigned),
    Rule("near_limit", "advice", length.near_limit),
    Rule("sending_time", "advice", times.sending_time),
    Rule("good_ask", "good", words.good_ask),
    Rule("good_specific", "good", words.good_specific),
    Rule("good_way_out", "good", words.good_way_out),
    Rule("good_length", "good", length.good_length),
)
