"""The one environment: strict about what is missing, closed to code, and forgiving towards a person's own broken file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ContentError, MissingValues, RenderingError
from coach.rendering import Renderer, TemplateNeeds, content_folders, shipped
from coach.rendering.markdown import Md


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A person's own folder and a shipped one."""
    own, ours = tmp_path / "own", tmp_path / "ours"
    for folder in (own, ours):
        (folder / "messages").mkdir(parents=True)
    return own, ours


def write(folder: Path, name: str, text: str) -> None:
    """Write a template."""
    (folder / name).write_text(text, encoding="utf-8")


def test_a_missing_value_stops_the_text_and_is_named_in_order(folders: tuple[Path, Path]) -> None:
    write(
        folders[1],
        "messages/a.txt.j2",
        "{# needs: name, ask. may: event #}\n{{ name }} {{ ask }}{% if event %} {{ event }}{% endif %}",
    )
    with pytest.raises(MissingValues) as caught:
        Renderer(folders).render("messages/a.txt.j2", {"event": "PyCon"})
    assert caught.value.names == ("name", "ask")
    assert "name, ask" in str(caught.value)


@pytest.mark.parametrize("empty", [None, "", ()])
def test_an_empty_value_is_missing(folders: tuple[Path, Path], empty: object) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\n{{ name }}")
    with pytest.raises(MissingValues):
        Renderer(folders).render("messages/a.txt.j2", {"name": empty})


@pytest.mark.parametrize("value", [0, False])
def test_a_number_or_a_no_is_a_value(folders: tuple[Path, Path], value: object) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: count #}\n{{ count }}")
    assert Renderer(folders).render("messages/a.txt.j2", {"count": value}) == str(value)


def test_what_may_be_used_is_none_when_absent(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: name. may: event #}\n{{ name }}{% if event %} at {{ event }}{% endif %}")
    renderer = Renderer(folders)
    assert renderer.render("messages/a.txt.j2", {"name": "Ada"}) == "Ada"
    assert renderer.render("messages/a.txt.j2", {"name": "Ada", "event": "PyCon"}) == "Ada at PyCon"
    assert renderer.needs("messages/a.txt.j2") == TemplateNeeds(("name",), ("event",))


def test_a_name_that_was_not_declared_is_an_error_and_found_by_the_check(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\n{{ name }} {{ surprise }}")
    renderer = Renderer(folders)
    assert renderer.undeclared("messages/a.txt.j2") == {"surprise"}
    with pytest.raises(RenderingError, match="surprise"):
        renderer.render("messages/a.txt.j2", {"name": "Ada"})


def test_a_template_without_a_header_or_a_file_is_refused(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "Hello")
    renderer = Renderer(folders)
    with pytest.raises(ContentError, match="does not say what it needs"):
        renderer.needs("messages/a.txt.j2")
    with pytest.raises(ContentError, match="no such template"):
        renderer.render("messages/none.txt.j2", {})
    assert not renderer.exists("messages/none.txt.j2")


def test_a_person_s_own_template_wins(folders: tuple[Path, Path]) -> None:
    write(folders[0], "messages/a.txt.j2", "{# needs: name #}\nOwn {{ name }}")
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nShipped {{ name }}")
    renderer = Renderer(folders)
    assert renderer.render("messages/a.txt.j2", {"name": "Ada"}) == "Own Ada"
    assert renderer.templates() == ("messages/a.txt.j2",)


BROKEN = {
    "syntax": "{# needs: name #}\nOwn {{ name",
    "an unknown filter": "{# needs: name #}\n{{ name | shout }}",
    "an unknown name": "{# needs: name #}\n{{ surname }}",
    "no header": "Own {{ name }}",
    "an include that is not there": "{# needs: name #}\n{% include 'nowhere.j2' %}",
    "a division by nothing": "{# needs: name #}\n{{ 1 / 0 }}",
    "not text": "\x00\ufffe",
}


@pytest.mark.parametrize("broken", sorted(BROKEN))
def test_a_broken_own_template_gives_way_to_the_shipped_one_and_is_reported(folders: tuple[Path, Path], broken: str) -> None:
    write(folders[0], "messages/a.txt.j2", BROKEN[broken])
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nShipped {{ name }}")
    renderer = Renderer(folders)
    assert renderer.render("messages/a.txt.j2", {"name": "Ada"}) == "Shipped Ada"
    assert [problem.path for problem in renderer.problems] == [folders[0] / "messages/a.txt.j2"]
    assert renderer.problems[0].remedy


def test_one_problem_is_reported_once(folders: tuple[Path, Path]) -> None:
    write(folders[0], "messages/a.txt.j2", BROKEN["syntax"])
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nShipped {{ name }}")
    renderer = Renderer(folders)
    assert {renderer.render("messages/a.txt.j2", {"name": name}) for name in "ab"} == {"Shipped a", "Shipped b"}
    assert len(renderer.problems) == 1


def test_an_own_template_may_need_more_and_says_so(folders: tuple[Path, Path]) -> None:
    write(folders[0], "messages/a.txt.j2", "{# needs: name, employer #}\n{{ name }} {{ employer }}")
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nShipped {{ name }}")
    with pytest.raises(MissingValues, match="employer"):
        Renderer(folders).render("messages/a.txt.j2", {"name": "Ada"})


def test_a_broken_template_of_a_person_s_own_making_is_an_error(folders: tuple[Path, Path]) -> None:
    write(folders[0], "messages/mine.txt.j2", BROKEN["syntax"])
    with pytest.raises(RenderingError, match=r"mine\.txt\.j2"):
        Renderer(folders).render("messages/mine.txt.j2", {"name": "Ada"})


def test_an_own_template_that_is_no_utf8_gives_way_too(folders: tuple[Path, Path]) -> None:
    (folders[0] / "messages/a.txt.j2").write_bytes(b"{# needs: name #}\n\xff\xfe {{ name }}")
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nShipped {{ name }}")
    renderer = Renderer(folders)
    assert renderer.render("messages/a.txt.j2", {"name": "Ada"}) == "Shipped Ada"
    assert renderer.problems


def test_a_broken_shipped_template_is_an_error_with_file_and_line(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nfine\n{{ name")
    with pytest.raises(RenderingError, match=r"a\.txt\.j2:3"):
        Renderer(folders).render("messages/a.txt.j2", {"name": "Ada"})


ATTACKS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ name.__class__ }}",
    "{{ name.__class__.__base__.__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__['os'].system('id') }}",
    "{{ name.format.__self__.__class__ }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ things.append('x') }}",
    "{{ name|attr('__class__') }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_cannot_reach_python(folders: tuple[Path, Path], attack: str) -> None:
    """Either the sandbox refuses, or nothing comes out that would show that an attribute was reached."""
    write(folders[1], "messages/a.txt.j2", "{# needs: name. may: things #}\n" + attack)
    things: list[str] = []
    try:
        result = Renderer(folders).render("messages/a.txt.j2", {"name": "Ada", "things": things})
    except RenderingError:
        result = ""
    assert "<class" not in result
    assert "os" not in result
    assert things == []


VALUES = ["{{7*7}}", "{% for x in y %}", "{# needs: a #}", "[bold]Ada[/bold]", "$(id)", "%s %(name)s {0}", "\\x1b[31m", "${HOME}"]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_text_whatever_it_looks_like(folders: tuple[Path, Path], value: str) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: name #}\nDear {{ name }},")
    renderer = Renderer(folders)
    assert renderer.render("messages/a.txt.j2", {"name": value}) == f"Dear {value},"
    assert renderer.render_text("Dear {{ name }},", {"name": value}, markdown=False) == f"Dear {value},"


@given(st.text(min_size=1).filter(lambda t: t.strip() == t and "\n\n\n" not in t))
def test_plain_templates_give_values_back_character_by_character(value: str) -> None:
    assert Renderer((shipped("prompts"),)).render_text("<{{ v }}>", {"v": value}, markdown=False) == f"<{value}>"


def test_markdown_templates_escape_values_and_leave_markdown_alone() -> None:
    renderer = Renderer((shipped("prompts"),))
    assert renderer.render_text("**{{ v }}**", {"v": "*a*"}) == "**\\*a\\***"
    assert renderer.render_text("{{ v }}", {"v": Md("*a*")}) == "*a*"


def test_a_short_text_may_use_names_that_are_not_known_yet() -> None:
    renderer = Renderer((shipped("prompts"),))
    assert renderer.render_text("How do you know {{ who or 'them' }}?", {}) == "How do you know them?"
    assert renderer.inline_names("{{ a }} {% if b %}{% endif %}") == {"a", "b"}
    with pytest.raises(RenderingError, match="broken"):
        renderer.inline_names("{{ a")


def test_values_for_every_template_need_no_declaration(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: sender #}\n{{ sender }}")
    assert Renderer(folders, {"sender": "Bo"}).render("messages/a.txt.j2", {}) == "Bo"


def test_blank_lines_do_not_pile_up(folders: tuple[Path, Path]) -> None:
    write(folders[1], "messages/a.txt.j2", "{# needs: . #}\n\n\na\n\n\n\n\nb\n\n")
    assert Renderer(folders).render("messages/a.txt.j2", {}) == "a\n\nb"


def test_the_shipped_words_are_found_and_a_person_s_come_first(tmp_path: Path) -> None:
    assert (shipped("prompts") / "replies").is_dir()
    assert (shipped("knowledge") / "cards").is_dir()
    assert content_folders("prompts", tmp_path) == (shipped("prompts"),)
    (tmp_path / "prompts").mkdir()
    assert content_folders("prompts", tmp_path) == (tmp_path / "prompts", shipped("prompts"))
