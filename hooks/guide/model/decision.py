"""Records of the decision: questions, rules, cautions and the cases that guard them."""

from __future__ import annotations

from math import prod
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from guide.model.fields import (
    CandidateName,
    Count,
    CriterionName,
    FeatureName,
    Key,
    Line,
    OriginName,
    QuestionName,
    Record,
    Sentence,
    Slug,
)
from guide.model.vocabulary import Term


class Question(Record):
    """One of the questions asked before an answer is given."""

    label: Line
    """A word or two, for lists of answers."""
    asks: Line
    """The question as readers see it."""
    options: Annotated[dict[Key, Line], Field(min_length=2)]
    """The answers allowed, in the order in which readers see them."""
    phrases: dict[Key, Line] = {}
    """Each answer as it goes on after "you": write Python, fear shipping late."""
    if_open: Key | None = None
    """The answer that an open question counts as; without one, the first."""
    doubts: tuple[Key, ...] = ()
    """The answers of somebody who does not know yet: no reason comes from them, and they may be answered again."""


class Switching(Record):
    """Who is sent to another language, and only when."""

    question: QuestionName
    """The question whose options are language families."""
    accepted_by: dict[Key, tuple[Key, ...]]
    """The answers that accept a new language; all of them must hold."""
    together: dict[Key, tuple[Key, ...]] = {}
    """The answers that stand for several families at once."""
    new_to_most: tuple[Key, ...] = ()
    """Languages that are new to everybody who did not name them."""


When = dict[QuestionName, Annotated[tuple[Key, ...], Field(min_length=1)]]
"""Answers by question; a question that is left out may be answered any way."""


class Outside(Record):
    """An honest answer that lies outside the guide."""

    as_if: dict[QuestionName, Key]
    """Answers to change, so that the nearest option can be named."""


class Rule(Record):
    """If the answers are these, the pick is this."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["pick"]}, {"required": ["outside"]}]})

    id: Slug
    """Its name in addresses, which never changes."""
    origin: OriginName
    """What kind of statement the rule comes from."""
    stretch: Sentence | None = None
    """Where the rule goes further than the position it comes from."""
    when: When
    """The answers for which the rule holds."""
    says: Sentence
    """The sentence a reader sees."""
    pick: tuple[CandidateName, ...] = ()
    """The pick; several are a tie, none means an answer outside the guide."""
    decide: Sentence | None = None
    """The question that settles a tie."""
    runner_up: tuple[CandidateName, ...] = ()
    """What comes second."""
    runner_up_in_own_language: bool = False
    """Whether the runner-up is what the rules say without a change of language."""
    outside: Outside | None = None
    """What to say where the answer lies outside the guide."""
    rests_on: Key | None = None
    """The rating, the feature or the fact that its sentence rests on: there the reader finds the reason."""

    @model_validator(mode="after")
    def _one_outcome(self) -> Self:
        if bool(self.pick) == bool(self.outside):
            raise PydanticCustomError("one_outcome", "a rule has either 'pick' or 'outside'; write exactly one of them")
        if (len(self.pick) > 1) != bool(self.decide):
            raise PydanticCustomError(
                "tie_question", "a tie, and only a tie, has a question that settles it; write it under 'decide'"
            )
        return self


class Caution(Record):
    """A warning that never changes the pick."""

    id: Slug
    """Its name in addresses, which never changes."""
    when: When = {}
    """The answers for which it is shown."""
    pick: tuple[CandidateName, ...] = ()
    """Shown only if one of these is picked; empty means any."""
    covers: Key | None = None
    """The concern that it warns of: shown where that holds and the pick falls short of it."""
    says: Sentence
    """What will hurt."""
    way_out: Sentence
    """What to do about it."""


class Concern(Record):
    """What answers ask of a pick: who falls short is no second choice, and as a pick gets a caution."""

    id: Key
    """Its name."""
    when: When
    """The answers that raise it: those to its first question; the others only narrow it."""
    criterion: CriterionName | None = None
    """The rating that tells."""
    falls: tuple[Key, ...] = ()
    """The words of that rating that fall short."""
    features: tuple[FeatureName, ...] = ()
    """The features that tell: those with one of the two best answers count."""
    at_least: Count = 1
    """How many of them there must be."""
    short: tuple[CandidateName, ...] = ()
    """Those that fall short, where neither a rating nor a feature tells."""
    good: tuple[CandidateName, ...] = ()
    """Those of whom that can be said as a reason; ratings and features tell by themselves."""
    meets: Sentence | None = None
    """What to say of a pick that does not fall short, where no rating tells."""
    rests_on: Key | None = None
    """The fact that tells, where neither a rating nor a feature does."""
    against: Line
    """What those have in common who fall short, as the head of a list."""


class Regression(Record):
    """A sentence of the stated positions that the rules must keep true."""

    says: Sentence
    """The stated position, in a sentence."""
    situation: Sentence | None = None
    """The same in a reader's few words, if the first page asks whether it is theirs."""
    origin: OriginName
    """What kind of statement it is."""
    given: dict[QuestionName, Key]
    """The answers that the position is about; the others may be anything."""
    excepted: tuple[When, ...] = ()
    """Answer sets left out: those that match any of these; each must leave out one for which the sentence fails."""
    pick: Annotated[tuple[CandidateName, ...], Field(min_length=1)]
    """What the rules must pick for them."""


MOST_ANSWER_SETS = 100_000
"""Every one is tried by every check; more would take minutes."""


def _few_enough(questions: dict[Key, Question]) -> dict[Key, Question]:
    count = prod(len(question.options) for question in questions.values())
    if count > MOST_ANSWER_SETS:
        raise PydanticCustomError(
            "too_many_answer_sets",
            "these allow {count} sets of answers; ask less, or offer fewer answers: at most {most} can be tried",
            {"count": count, "most": MOST_ANSWER_SETS},
        )
    return questions


class Decision(Record):
    """The questions, and the ordered rules: the first that matches decides."""

    policy: Literal["first_match"]
    """How the rules are read: the first that matches decides."""
    origins: dict[Key, Term]
    """The kinds of statement that rules come from."""
    switching: Switching
    """Who is sent to another language."""
    questions: Annotated[dict[Key, Question], Field(min_length=1), AfterValidator(_few_enough)]
    """The questions, in the order in which they are asked."""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]
    """The rules, in order."""
    concerns: tuple[Concern, ...] = ()
    """What answers ask of a pick."""
    cautions: tuple[Caution, ...] = ()
    """Warnings that never change the pick."""
    everyday: When = {}
    """The answers of somebody with no special case: they end in the first of the ranking."""
    regressions: tuple[Regression, ...] = ()
    """Stated positions that the rules are held against."""

    def __hash__(self) -> int:
        """Return what is the same for equal decisions, so that what follows from one can be kept by it."""
        return hash(tuple(rule.id for rule in self.rules))
