"""The guide for programs: documents with their JSON Schemas, and an OpenAPI description of them all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from guide.decision import evaluate
from guide.derive import routes
from guide.derive.candidates import Candidate, Versus
from guide.derive.differences import differences
from guide.derive.guide import Guide
from guide.derive.statements import CandidateStatements, Statement
from guide.derive.writers import merged
from guide.exports.documents import api_models as doc
from guide.exports.documents.decision_document import DecisionDocument
from guide.exports.documents.document_writer import DocumentWriter
from guide.exports.documents.openapi import MODELS, json_schema, openapi
from guide.exports.documents.sample_documents import SampleDocuments
from guide.model import urls
from guide.model.facts import Source
from guide.model.ledger import movements
from guide.model.opinions import Weakness


def files(guide: Guide) -> dict[str, str]:
    """Return every document, schema and the OpenAPI description by its path on the site."""
    return {path: make() for path, make in makers(guide).items()}


def makers(guide: Guide) -> dict[str, Callable[[], str]]:
    """Return what makes each of them, by its path on the site; a large guide has more than memory should hold."""
    documents = (
        (f"the document at /{path}", {path: partial(guide.remember, f"document {path}", partial(_text, make))})
        for path, make in _Documents(guide).makers()
    )
    schemas = {
        endpoint.schema: partial(guide.cache.remember_of, "schema", (endpoint.name,), partial(_schema, endpoint.name))
        for endpoint in routes.endpoints(guide)
    }
    description = {routes.OPENAPI: partial(_description, guide)}
    return merged((*documents, ("the schemas", schemas), ("the description of the API", description)))


def documents(guide: Guide) -> Iterator[dict[str, Any]]:
    """Yield the values of every document."""
    return (make().model_dump(mode="json") for _, make in _Documents(guide).makers())


def _description(guide: Guide) -> str:
    return _json(openapi(guide))


def _schema(endpoint: str) -> str:
    return _json(json_schema(MODELS[endpoint]))


def _text(make: Callable[[], doc.ApiDocument]) -> str:
    return make().model_dump_json(indent=1) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


class _Documents(DocumentWriter):
    """Fills the documents of one guide."""

    def makers(self) -> Iterator[tuple[str, Callable[[], doc.ApiDocument]]]:
        """Yield the path of every document with what makes it."""
        yield routes.document_path("index"), self._index
        yield routes.document_path("ranking"), self._ranking
        for candidate in self._guide.candidates:
            yield routes.document_path(f"{self._many}/{candidate.slug}"), partial(self._candidate, candidate)
        yield routes.document_path("facts"), self._facts
        yield routes.document_path("features"), self._features
        yield routes.document_path("criteria"), self._criteria
        yield routes.document_path("pairs"), self._pairs
        for versus in self._guide.pairs:
            yield routes.document_path(f"pairs/{versus.name}"), partial(self._pair, versus)
        yield routes.document_path("decision"), DecisionDocument(self._guide).document
        yield routes.document_path("changes"), self._changes
        yield routes.document_path("not-ranked"), self._not_ranked
        yield from SampleDocuments(self._guide).makers()

    def _statements(self) -> Iterator[tuple[str, CandidateStatements]]:
        """Yield the slug of every candidate with its statements."""
        return ((candidate.slug, self._guide.statements.of(candidate)) for candidate in self._guide.candidates)

    def _index(self) -> doc.ApiIndex:
        entries = (
            doc.ApiEntry(
                title=endpoint.title,
                address=self._document(endpoint.path),
                schema_address=self._whole(endpoint.schema),
            )
            for endpoint in routes.endpoints(self._guide)
            if endpoint.is_one
        )
        return doc.ApiIndex(
            **self._head(urls.DATA),
            documents=tuple(entries),
            openapi=self._document("openapi.json"),
            candidates=tuple(doc.ApiNamed(**self._named(candidate)) for candidate in self._guide.candidates),
        )

    def _place(self, candidate: Candidate) -> dict[str, Any]:
        opinion, plain = candidate.opinion, self._plain(candidate.slug)
        return {
            **self._named(candidate),
            "rank": opinion.rank,
            "tier": opinion.tier,
            "verdict": plain(opinion.verdict),
            "best_for": tuple(map(plain, opinion.best_for)),
            "not_for": tuple(map(plain, opinion.not_for)),
            "reviewed": opinion.reviewed.text,
        }

    def _ranking(self) -> doc.ApiRanking:
        plain = self._plain()
        tiers = self._guide.terms.tiers
        return doc.ApiRanking(
            **self._head(urls.RANKING),
            tiers=tuple(
                doc.ApiTier(key=key, label=tier.label, meaning=plain(tier.meaning)) for key, tier in tiers.items()
            ),
            ranking=tuple(doc.ApiPlace(**self._place(candidate)) for candidate in self._guide.candidates),
        )

    def _candidate(self, candidate: Candidate) -> doc.ApiCandidate:
        opinion, sheet = candidate.opinion, candidate.sheet
        plain = self._plain(candidate.slug)
        statements = self._guide.statements.of(candidate)
        mentions = evaluate.rules_for(self._guide.decision, candidate.slug)
        return doc.ApiCandidate(
            **{**self._head(candidate.address), **self._place(candidate)},
            aliases=sheet.aliases,
            what=sheet.what,
            languages=sheet.languages,
            runtime=sheet.runtime,
            style=sheet.style,
            links=doc.ApiLinks(**sheet.links.model_dump()),
            why_not_higher=plain(opinion.why_not_higher),
            try_first=tuple(map(plain, opinion.try_first)),
            weaknesses=tuple(self._weakness(candidate, weakness) for weakness in opinion.weaknesses),
            judgements={key: self._judgement(candidate, word) for key, word in statements.judgements.items()},
            facts={key: self._fact(fact) for key, fact in statements.facts.items()},
            in_the_box={key: self._answer(answer) for key, answer in statements.features.items()},
            rivals=tuple(doc.ApiRival(candidate=rival.candidate, when=plain(rival.when)) for rival in opinion.rivals),
            rules=doc.ApiRules(
                picked_by=tuple(rule.id for rule in mentions.picked_by),
                runner_up_in=tuple(rule.id for rule in mentions.runner_up_in),
            ),
        )

    def _weakness(self, candidate: Candidate, weakness: Weakness) -> doc.ApiWeakness:
        plain = self._plain(candidate.slug)
        return doc.ApiWeakness(
            what=plain(weakness.what),
            when=weakness.when,
            detail=plain(weakness.detail),
            page=self._whole(urls.part(candidate.address, "weakness", weakness.id)),
        )

    def _judgement(self, candidate: Candidate, judgement: Statement) -> doc.ApiJudgement:
        return doc.ApiJudgement(
            word=str(judgement.value),
            reason=self._plain(candidate.slug)(judgement.reason),
            rests_on=judgement.rests_on,
            page=self._whole(judgement.address),
        )

    def _fact(self, fact: Statement) -> doc.ApiFact:
        return doc.ApiFact(
            **self._provenance(fact),
            value=fact.value,
            text=fact.text or None,
            missing=fact.missing,
            reason=fact.reason or None,
        )

    def _answer(self, answer: Statement) -> doc.ApiAnswer:
        return doc.ApiAnswer(**self._provenance(answer), status=str(answer.value), name=answer.name or None)

    def _provenance(self, statement: Statement) -> dict[str, Any]:
        return {
            "note": statement.note or None,
            "sources": tuple(_source(source) for source in statement.sources),
            "as_of": statement.as_of.text,
            "keep_by": str(statement.keep_by),
            "stale": statement.is_stale,
            "page": self._whole(statement.address),
        }

    def _facts(self) -> doc.ApiFacts:
        return doc.ApiFacts(
            **self._head(urls.COMPARE),
            facts=tuple(
                doc.ApiFactTable(
                    key=key,
                    **kind.model_dump(include={"label", "question", "type", "unit", "caution"}),
                    answers={slug: self._fact(statements.facts[key]) for slug, statements in self._statements()},
                )
                for key, kind in self._guide.fact_types.items()
            ),
        )

    def _features(self) -> doc.ApiFeatures:
        features, plain = self._guide.features, self._plain()
        return doc.ApiFeatures(
            **self._head(urls.COMPARE),
            baseline=plain(features.baseline),
            statuses=tuple(
                doc.ApiStatus(key=key, label=status.label, meaning=plain(status.meaning))
                for key, status in features.statuses.items()
            ),
            features=tuple(
                doc.ApiFeatureTable(
                    key=key,
                    label=feature.label,
                    line=feature.line,
                    answers={slug: self._answer(statements.features[key]) for slug, statements in self._statements()},
                )
                for key, feature in features.features.items()
            ),
        )

    def _criteria(self) -> doc.ApiCriteria:
        plain = self._plain()
        return doc.ApiCriteria(
            **self._head(urls.METHOD),
            criteria=tuple(
                doc.ApiCriterion(
                    key=key,
                    label=criterion.label,
                    question=criterion.question,
                    evidence=plain(criterion.evidence),
                    words=tuple(
                        doc.ApiWord(key=key, label=grade.label, meaning=plain(grade.meaning))
                        for key, grade in criterion.words.items()
                    ),
                    judgements={
                        candidate.slug: self._judgement(candidate, self._guide.statements.of(candidate).judgements[key])
                        for candidate in self._guide.candidates
                    },
                )
                for key, criterion in self._guide.criteria.items()
            ),
        )

    def _pair_name(self, versus: Versus) -> dict[str, Any]:
        return {
            "name": versus.name,
            "candidates": (versus.one.slug, versus.other.slug),
            "verdict": self._plain()(versus.pair.verdict),
            "page": self._whole(versus.address),
            "document": self._document(f"pairs/{versus.name}.json"),
        }

    def _pairs(self) -> doc.ApiPairs:
        return doc.ApiPairs(
            **self._head(urls.COMPARE),
            pairs=tuple(doc.ApiPairName(**self._pair_name(versus)) for versus in self._guide.pairs),
        )

    def _pair(self, versus: Versus) -> doc.ApiPair:
        plain, pair = self._plain(), versus.pair
        return doc.ApiPair(
            **{**self._head(versus.address), **self._pair_name(versus)},
            reviewed=pair.reviewed.text,
            choose={slug: plain(text) for slug, text in pair.choose.items()},
            moving={slug: plain(text) for slug, text in pair.moving.items()},
            misread=plain(pair.misread),
            differences=differences(self._guide, versus),
        )

    def _changes(self) -> doc.ApiChanges:
        plain = self._plain()
        entries = [
            doc.ApiChange(
                date=change.date.text,
                kind=change.kind,
                what=plain(change.what),
                why=plain(change.why),
                candidates=change.candidates,
                moved=tuple(doc.ApiMove(candidate=slug, old=old, new=new) for slug, old, new in moved),
                page=self._whole(routes.change_address(number, change)),
            )
            for number, (change, moved) in enumerate(movements(self._guide.changes), 1)
        ]
        return doc.ApiChanges(**self._head(urls.CHANGES), changes=tuple(reversed(entries)))

    def _not_ranked(self) -> doc.ApiNotRanked:
        plain = self._plain()
        return doc.ApiNotRanked(
            **self._head(urls.NOT_RANKED),
            not_ranked=tuple(
                doc.ApiLeftOut(
                    id=entry.id,
                    name=entry.name,
                    language=entry.language,
                    site=entry.site,
                    reason=plain(entry.reason),
                    nearest=entry.nearest,
                    would_change=plain(entry.would_change),
                    page=self._whole(routes.not_ranked_address(entry)),
                )
                for entry in self._guide.not_ranked
            ),
        )


def _source(source: Source) -> doc.ApiPageSource | doc.ApiPackageSource:
    model = doc.ApiPackageSource if source.kind == "package" else doc.ApiPageSource
    return model(**source.model_dump())
