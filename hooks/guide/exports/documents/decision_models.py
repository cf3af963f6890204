"""What the document of the decision holds: questions, rules, and what to look at once they have decided."""

from __future__ import annotations

from guide.exports.documents.api_models import Address, ApiDocument, ApiNamed, Part, PartialDate

HOW = (
    "Take one answer for each question. Go through the rules in order. A rule matches if, for every question in its"
    " 'when', the answer is one of those listed. The first rule that matches decides: its 'pick' is the answer, and"
    " several slugs are a tie, which 'decide' settles. If it has 'outside', the answer lies outside this guide; put"
    " those answers in place of the given ones and go through the rules with a 'pick' to find the nearest option. "
    "If 'runner_up_in_own_language' is true, the pick of the next matching rule that has a pick and not that mark "
    "is a runner-up as well. Others in 'runner_up' that are 'short' of a concern whose 'when' matches are left out."
    " A caution is shown if its 'when' matches and its 'pick' is empty or holds one of the picks. A question that "
    "is not answered counts as its 'if_open', or as its first option."
)
"""How to evaluate the rules, in words."""


class ApiQuestion(Part):
    """One question, and the answers that it allows."""

    key: str
    label: str
    asks: str
    options: dict[str, str]
    phrases: dict[str, str]
    """Each answer as it goes on after "you"."""
    if_open: str | None
    """The answer that an open question counts as; null for the first."""
    doubts: tuple[str, ...]
    """The answers of somebody who does not know yet."""


class ApiGround(Part):
    """What a sentence rests on: a rating, a feature or a fact of one candidate."""

    candidate: str
    text: str
    stale: bool
    """Whether it is past its keep-by date; a rating never is."""
    page: Address


class ApiRule(Part):
    """If the answers are these, the pick is this."""

    id: str
    origin: str
    stretch: str | None
    """Where the rule goes further than what it comes from."""
    when: dict[str, tuple[str, ...]]
    """Allowed answers by question; a question that is missing may be answered any way."""
    says: str
    pick: tuple[str, ...]
    """One slug, several in a tie, none outside the guide."""
    decide: str | None
    """What settles a tie."""
    runner_up: tuple[str, ...]
    runner_up_in_own_language: bool
    """Whether the runner-up is the pick of the first matching rule without this mark."""
    outside: dict[str, str] | None
    """Outside the guide: the answers to put in place to find the nearest option."""
    rests_on: str | None
    grounds: tuple[ApiGround, ...]
    """What the sentence rests on, for each pick."""
    page: Address


class ApiConcern(Part):
    """What answers ask of a pick."""

    id: str
    when: dict[str, tuple[str, ...]]
    criterion: str | None
    short: tuple[str, ...]
    """Who falls short of it, by rank: none of them is a runner-up."""
    good: tuple[str, ...]
    """Of whom it can be said as a reason."""
    meets: str | None
    """What to say of those, where no rating tells."""
    against: str
    """What those who fall short have in common."""
    grounds: tuple[ApiGround, ...]
    """Where that is found, for those of whom it can be said."""


class ApiCaution(Part):
    """A warning that never changes the pick."""

    id: str
    when: dict[str, tuple[str, ...]]
    pick: tuple[str, ...]
    """Shown only if one of these is picked; empty means any."""
    says: str
    way_out: str
    """What to do about it."""
    page: Address


class ApiSubject(Part):
    """What the guide ranks."""

    one: str
    """The word for one of it."""
    many: str
    area: str
    """The field, as it stands within a sentence."""


class ApiBite(Part):
    """A weakness, and when it is felt."""

    what: str
    moment: str
    """When, in a word or two."""


class ApiStartingFact(Part):
    """A fact that those who start today have to know."""

    label: str
    type: str
    text: str | None
    """The value as readers see it; null if there is none."""
    missing: str | None
    """Why there is no value."""
    reason: str | None
    as_of: PartialDate
    stale: bool
    """Whether it was past its keep-by date when the site was built."""
    page: Address


class ApiRated(Part):
    """A rating that some concern asks for."""

    key: str
    label: str
    word: str
    meaning: str
    """What earns the word."""
    reason: str
    page: Address


class ApiAdvice(ApiNamed):
    """What to look at before committing to a candidate."""

    verdict: str
    languages: tuple[str, ...]
    """The answers on the language that it is written in."""
    ratings: tuple[ApiRated, ...]
    in_no_rule: str | None
    """Why no rule picks it, if none does."""
    try_first: tuple[str, ...]
    weaknesses: tuple[ApiBite, ...]
    starting: tuple[ApiStartingFact, ...]


class ApiVerdict(Part):
    """Where the verdict on two rivals stands."""

    candidates: tuple[str, str]
    page: Address


class ApiDecision(ApiDocument):
    """The questions and the ordered rules, and what to look at once they have decided."""

    how: str
    """How to evaluate the rules."""
    horizon_months: int
    """For how long a decision has to hold."""
    subject: ApiSubject
    questions: tuple[ApiQuestion, ...]
    rules: tuple[ApiRule, ...]
    """In order: the first that matches decides."""
    concerns: tuple[ApiConcern, ...]
    cautions: tuple[ApiCaution, ...]
    candidates: tuple[ApiAdvice, ...]
    """By rank."""
    pairs: tuple[ApiVerdict, ...]
