"""Records of the vocabulary: kinds of facts, features, criteria, languages, words and their limits."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.fields import Count, Days, Key, Line, MachineAnswer, Paragraphs, Record, Sentence, SitePath, ValueType


class FactType(Record):
    """A kind of fact: one question that every candidate answers."""

    label: Line
    """Two or three words, for a table."""
    question: Line
    """The question the fact answers."""
    type: ValueType
    """What the value is: text, a version in quotes, a date, a whole number, or an https address."""
    unit: Line | None = None
    """What is counted."""
    caution: Line | None = None
    """What the reader must know before using it."""
    keeps_days: Days
    """For how many days after its date the fact is taken as current."""
    leading: bool = False
    """Whether it stands among the few facts at the top of a candidate's page."""
    starting: bool = False
    """Whether those who start today have to know it."""
    news: Literal["value", "major"] | None = None
    """When a candidate's feed tells of it: at every new value, or only when the first number of a version changes."""
    calendar: Line | None = None
    """What happens on the date, if it belongs in a calendar."""
    line: Literal["latest_version", "latest_date", "security_fixes_until"] | None = None
    """What of the release line to start on answers it, unless the candidate's facts do: the version or the date of its
    newest release, or the end of its security fixes.
    """
    beginning: bool = False
    """Whether it is the date from which on a candidate exists: nothing that is known of it is older."""
    refresh: MachineAnswer | None = None
    """What `guide refresh` holds it against: the newest release of the repository (release), the day it came out
    (release_date), the end of its support by endoflife.date (support_end), or the repository's licence or stars.
    """

    @model_validator(mode="after")
    def _of_its_type(self) -> Self:
        needs = {"unit": "count", "calendar": "date", "beginning": "date"}
        for key, kind in needs.items():
            if getattr(self, key) and self.type != kind:
                message = "'{key}' is for facts of the type '{kind}'; remove it, or change the type"
                raise PydanticCustomError("other_type", message, {"at": key, "key": key, "kind": kind})
        return self


class Status(Record):
    """One possible answer to "is it in the box?"."""

    label: Line
    """The answer as readers see it."""
    meaning: Sentence
    """What has to be so for this answer."""
    tone: Literal["good", "middling", "outside", "none"]
    """How strongly it is shown; never by colour alone."""


class Feature(Record):
    """One thing that may be in the box."""

    label: Line
    """The feature as readers see it."""
    line: Line | None = None
    """Where the line is drawn, if it needs saying."""


class Features(Record):
    """Everything asked about the box, and the answers allowed."""

    baseline: Paragraphs
    """What counts as "in the box"."""
    keeps_days: Days
    """For how many days after its date an answer is taken as current."""
    statuses: dict[Key, Status]
    """The answers allowed, the best first."""
    features: Annotated[dict[Key, Feature], Field(min_length=1)]
    """What is asked about, in the order in which readers see it."""


class Grade(Record):
    """One word of a criterion's scale."""

    label: Line
    """The word as readers see it; the key that data and addresses know it by never changes."""
    meaning: Sentence
    """What earns it."""


class Criterion(Record):
    """One thing judged, in three words from worst to best."""

    label: Line
    """The criterion as readers see it."""
    question: Line
    """The question that the word answers."""
    evidence: Sentence
    """What a judgement on it rests on."""
    words: Annotated[dict[Key, Grade], Field(min_length=3, max_length=3)]
    """From worst to best."""


class Language(Record):
    """A language that candidates are written in."""

    name: Line
    """As it is written by those who use it."""
    family: Key
    """Languages of one family count as no change of language."""


class Term(Record):
    """A word that data files may use, and what it means."""

    label: Line
    """The word as readers see it."""
    meaning: Sentence
    """What the word means here, in a sentence."""


class Section(Record):
    """A part of a candidate's prose."""

    label: Line
    """Its heading, the same on the page of every candidate."""
    question: Sentence
    """The reader's question that it answers."""
    place: Literal["case", "living", "leaving"]
    """Whether it stands with the case for the rank, with life after the choice, or with the way out."""
    shows: Literal["weaknesses", "start"] | None = None
    """What stands under it: the weaknesses, or what those who start today have to know."""
    required: bool = True
    """Whether every candidate's prose must have it."""


class Terms(Record):
    """The words that opinions and identities use."""

    tiers: Annotated[dict[Key, Term], Field(min_length=1)]
    """From the top of the ranking down."""
    styles: Annotated[dict[Key, Term], Field(min_length=1)]
    """What kind of thing a candidate is."""
    moments: Annotated[dict[Key, Term], Field(min_length=1)]
    """When a weakness bites."""
    sections: Annotated[dict[Key, Section], Field(min_length=1)]
    """The sections of a candidate's prose."""


class Allowed(Record):
    """Numbers that may be typed into prose."""

    names: tuple[Line, ...]
    """Numbers that are part of a name."""
    figures_of_speech: tuple[Line, ...]
    """Numbers that count nothing."""


class Bounds(Record):
    """A least and a most."""

    least: Count
    """The least."""
    most: Count
    """The most."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise PydanticCustomError("no_bounds", "'least' is more than 'most'; exchange the two", {"at": "least"})
        return self


class Lengths(Record):
    """How many words a text has, by kind of page."""

    candidate: Bounds
    """The prose of a candidate."""
    pair: Bounds
    """The text of a pair."""
    page: Bounds
    """The prose of any other page."""


class Wording(Record):
    """How the guide is written, as far as it can be measured."""

    words: Lengths
    """Length of the text."""
    longest_sentence: Count
    """In words; longer ones are reported."""
    repeated_from: Count
    """From how many words on a sentence may stand only once."""
    filler: tuple[Line, ...] = ()
    """Phrases that say nothing."""
    spelling: dict[Line, Line] = {}
    """Spellings that are not used here, each with the one that is."""
    terms: tuple[Line, ...] = ()
    """Words that a spelling checker takes for mistakes."""


class Synonym(Record):
    """Words that readers type, and what they mean by them."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What is typed; capitals, spaces and hyphens do not matter."""
    leads_to: SitePath
    """What comes first for it: a page, or a part of one that the search finds."""


class Search(Record):
    """What the search offers before anything is typed, and which words mean something else of ours."""

    suggestions: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What readers may start from; each is searched when it is pressed."""
    synonyms: tuple[Synonym, ...]
    """The words, by what they lead to."""
