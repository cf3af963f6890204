"""The decision for programs, and for the form on the page of the rules: questions, rules, and what follows a pick."""

from __future__ import annotations

from collections.abc import Iterator

from guide.decision.promises import BEST_FOR
from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.statements import Statement
from guide.exports.documents import decision_models as picks
from guide.exports.documents.document_writer import DocumentWriter
from guide.model import urls
from guide.model.decision import Caution, Concern, Rule


class DecisionDocument(DocumentWriter):
    """Fills the document of the decision."""

    def document(self) -> picks.ApiDecision:
        """Return the document."""
        decision, edition = self._guide.decision, self._guide.edition
        return picks.ApiDecision(
            **self._head(urls.HOW_TO_PICK),
            how=picks.HOW,
            horizon_months=edition.horizon_months,
            subject=picks.ApiSubject(**edition.subject.model_dump()),
            questions=tuple(
                picks.ApiQuestion(key=key, **question.model_dump()) for key, question in decision.questions.items()
            ),
            rules=tuple(self._rule(rule) for rule in decision.rules),
            concerns=tuple(self._concern(concern) for concern in decision.concerns),
            cautions=tuple(self._caution(caution) for caution in decision.cautions),
            candidates=tuple(self._advice(candidate) for candidate in self._guide.candidates),
            pairs=tuple(
                picks.ApiVerdict(candidates=(versus.one.slug, versus.other.slug), page=self._whole(versus.address))
                for versus in self._guide.pairs
            ),
        )

    def _rule(self, rule: Rule) -> picks.ApiRule:
        plain = self._plain()
        return picks.ApiRule(
            id=rule.id,
            origin=rule.origin,
            stretch=plain(rule.stretch) if rule.stretch else None,
            when=rule.when,
            says=plain(rule.says),
            pick=rule.pick,
            decide=plain(rule.decide) if rule.decide else None,
            runner_up=rule.runner_up,
            runner_up_in_own_language=rule.runner_up_in_own_language,
            outside=rule.outside.as_if if rule.outside else None,
            rests_on=rule.rests_on,
            grounds=tuple(self._grounds(rule.rests_on, rule.pick)),
            page=self._whole(routes.rule_address(rule)),
        )

    def _caution(self, caution: Caution) -> picks.ApiCaution:
        return picks.ApiCaution(
            id=caution.id,
            when=caution.when,
            pick=caution.pick,
            says=self._plain()(caution.says),
            way_out=self._plain()(caution.way_out),
            page=self._whole(routes.caution_address(caution)),
        )

    def _concern(self, concern: Concern) -> picks.ApiConcern:
        tells = concern.rests_on or next(iter(concern.features), None)
        return picks.ApiConcern(
            **concern.model_dump(include={"id", "when", "criterion", "short", "good", "against"}),
            meets=self._plain()(concern.meets) if concern.meets else None,
            grounds=tuple(self._grounds(tells, concern.good)),
        )

    def _grounds(self, key: str | None, slugs: tuple[str, ...]) -> Iterator[picks.ApiGround]:
        """Yield what a sentence rests on, for each of some candidates."""
        for candidate in (self._guide.by_slug[slug] for slug in slugs if key):
            if key == BEST_FOR:
                page = self._whole(candidate.address)
                text = f"What to pick {candidate.name} for"
                yield picks.ApiGround(candidate=candidate.slug, text=text, stale=False, page=page)
                continue
            told = self._guide.statements.of(candidate)
            statement = {**told.facts, **told.features, **told.judgements}[str(key)]
            text = f"{statement.label}: {statement.shown}"
            page = self._whole(statement.address)
            yield picks.ApiGround(candidate=candidate.slug, text=text, stale=statement.is_stale, page=page)

    def _ratings(self, candidate: Candidate) -> Iterator[picks.ApiRated]:
        """Yield the ratings that some concern asks for."""
        asked = dict.fromkeys(concern.criterion for concern in self._guide.decision.concerns if concern.criterion)
        plain = self._plain(candidate.slug)
        for key in asked:
            statement = self._guide.statements.of(candidate).judgements[key]
            grade = self._guide.criteria[key].words[str(statement.value)]
            yield picks.ApiRated(
                key=key,
                label=statement.label,
                word=statement.shown,
                meaning=plain(grade.meaning),
                reason=plain(statement.reason),
                page=self._whole(statement.address),
            )

    def _advice(self, candidate: Candidate) -> picks.ApiAdvice:
        opinion, plain = candidate.opinion, self._plain(candidate.slug)
        moments = self._guide.terms.moments
        facts = self._guide.statements.of(candidate).facts.values()
        return picks.ApiAdvice(
            **self._named(candidate),
            verdict=plain(opinion.verdict),
            languages=self._guide.answers_at_home(candidate),
            ratings=tuple(self._ratings(candidate)),
            in_no_rule=plain(opinion.in_no_rule) if opinion.in_no_rule else None,
            try_first=tuple(map(plain, opinion.try_first)),
            weaknesses=tuple(
                picks.ApiBite(what=plain(weakness.what), moment=moments[weakness.when].label)
                for weakness in opinion.weaknesses
            ),
            starting=tuple(self._starting_fact(fact) for fact in facts if fact.starting),
        )

    def _starting_fact(self, fact: Statement) -> picks.ApiStartingFact:
        return picks.ApiStartingFact(
            label=fact.label,
            type=fact.type,
            text=fact.text or None,
            missing=fact.missing,
            reason=fact.reason or None,
            as_of=fact.as_of.text,
            stale=fact.is_stale,
            page=self._whole(fact.address),
        )
