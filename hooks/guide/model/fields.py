"""The types of the fields that records are made of, each with what it may hold."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError

from guide.model import urls
from guide.model.dates import CalendarDate

# Pydantic would ask every installed library whether it is a plugin, which takes longer than a file of data.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _https(address: str) -> str:
    if flaw := urls.https_flaw(address):
        message = "{value} is not an https address that can stand here; {flaw}"
        raise PydanticCustomError("https_address", message, {"value": repr(address), "flaw": flaw})
    return address


def _base(address: str) -> str:
    if not urls.can_go_on(address):
        message = "{value} cannot be gone on; other addresses begin with it, so leave out what begins with '?' or '#'"
        raise PydanticCustomError("base_address", message, {"value": repr(address)})
    return address


Line = Annotated[str, StringConstraints(pattern=r"^\S([^\n]*\S)?$")]
"""One line of text, with no space around it."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text of one or more paragraphs."""


@dataclass(frozen=True)
class Mark:
    """Says something about the values of a field that its type does not say."""

    name: str


@dataclass(frozen=True)
class Names:
    """Says which vocabulary the values of a field, or the keys of a mapping, are names from."""

    vocabulary: str
    every: bool = False
    """Whether a mapping must have an entry for every name."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-names": self.vocabulary, "x-every": self.every}


INLINE = Mark("text of the editors: may hold references, may not hold typed numbers")
PAST = Mark("a date that cannot lie in the future")

Sentence = Annotated[Line, INLINE]
"""One line in the editors' voice."""

Paragraphs = Annotated[Text, INLINE]
"""Text in the editors' voice, in paragraphs divided by empty lines."""

PastDate = Annotated[CalendarDate, PAST]

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
"""A name in the vocabulary: small letters, digits and underscores."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name that stands in addresses: small letters, digits and hyphens."""

IconName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(/[a-z0-9-]+)+$")]
"""A set of icons and a name in it."""

CandidateName = Annotated[Slug, Names("candidates")]
CriterionName = Annotated[Key, Names("criteria", every=True)]
FactName = Annotated[Key, Names("fact_types", every=True)]
FeatureName = Annotated[Key, Names("features", every=True)]
LanguageName = Annotated[Key, Names("languages")]
MomentName = Annotated[Key, Names("moments")]
OriginName = Annotated[Key, Names("origins")]
QuestionName = Annotated[Key, Names("questions")]
StatusName = Annotated[Key, Names("statuses")]
StyleName = Annotated[Key, Names("styles")]
TierName = Annotated[Key, Names("tiers")]

Https = Annotated[str, AfterValidator(_https), Field(json_schema_extra={"pattern": "^https://"})]
"""A whole address that starts with https://."""

Base = Annotated[Https, AfterValidator(_base), Field(json_schema_extra={"pattern": "^https://[^?#]+$"})]
"""An address that other addresses begin with."""

SitePath = Annotated[
    str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9]+)?$")
]
"""A page of this site, an anchor on one, or a file: /compare/, /compare/#facts and /data/facts.csv, for example."""

Promised = Annotated[str, StringConstraints(pattern=r"^/[^\s]*( [^\s]+)?$")]
"""Something published, as it stands in the list of everything published after the word for its kind."""

Uuid = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
"""A universally unique id, in small letters."""

PackageVersion = Annotated[str, StringConstraints(pattern=r"^v?[0-9][0-9A-Za-z]*([.+_-][0-9A-Za-z]+)*$")]
"""The version of a package as its registry has it; some put a 'v' before it."""

Version = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9A-Za-z]*([.+_-][0-9A-Za-z]+)*$")]
"""A version: it starts with a digit and has no space in it, such as 7.10.2 or 2.0-rc1."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What changes when the logic of the rules does, in quotes."""

Branch = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_]+([./-][0-9A-Za-z_]+)*$")]
"""A branch of a repository."""

Count = Annotated[int, Field(ge=0, le=1_000_000_000_000)]
Days = Annotated[int, Field(ge=1, le=36_525)]
"""A number of days, at most a hundred years."""

ValueType = Literal["text", "version", "date", "count", "address"]
"""What a value can be: text, a version in quotes, a date, a whole number, or an https address."""

MachineAnswer = Literal["release", "release_date", "support_end", "licence", "stars"]
"""What a machine can be asked about a candidate."""


class Record(BaseModel):
    """A record: strict types, unknown keys refused, never changed after it is read."""

    # Validators are built when the first file is read; most builds find all records kept.
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)
