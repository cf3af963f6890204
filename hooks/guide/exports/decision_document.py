"""The decision for programs, and for the form on the page of the rules: questions, rules, and what follows a pick."""

from __future__ import annotations

from guide.derive import routes
from guide.derive.candidates import Candidate
from guide.derive.statements import Statement
from guide.exports import decision_models as picks
from guide.exports.document_writer import DocumentWriter
from guide.model import urls
from guide.model.decision import Caution, Rule


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
            page=self._whole(routes.rule_address(rule)),
        )

    def _caution(self, caution: Caution) -> picks.ApiCaution:
        return picks.ApiCaution(
            id=caution.id,
            when=caution.when,
            pick=caution.pick,
            says=self._plain()(caution.says),
            page=self._whole(routes.caution_address(caution)),
        )

    def _advice(self, candidate: Candidate) -> picks.ApiAdvice:
        opinion, plain = candidate.opinion, self._plain(candidate.slug)
        moments = self._guide.terms.moments
        facts = self._guide.statements.of(candidate).facts.values()
        return picks.ApiAdvice(
            **self._named(candidate),
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
