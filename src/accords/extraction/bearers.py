"""Who is bound by an undertaking: subjects, agents and those who get an order, joint bodies, "it", works of the parties."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import Modality
from accords.extraction.analysis import Analysis
from accords.extraction.antecedents import antecedent_of
from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.proper_names import name_extent, tidy
from accords.extraction.syntax import Index, auxiliaries, cases, children, passive, rising, subject

SPEAKING_CLAUSES = frozenset({"ccomp", "advcl", "conj", "xcomp", "parataxis"})
BODIES = frozenset({MentionKind.STATE, MentionKind.ORGANISATION})


class Bearers:
    """Tells the parties that the words of one text bind."""

    def __init__(self, index: Index, state: Analysis) -> None:
        self.index, self.state = index, state

    def of(self, token: Token | None, verb: Token) -> tuple[str, ...]:
        """The parties that a subject stands for; officials, experts and bodies of no named state are those the text is about."""
        if token is None:
            return ()
        if token.lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl":
            token = verb.head
        if token.lower_ == "it":
            return self._it(token, verb)
        found = self._they(token, verb) or self.index.parties(self.index.referents(token))
        if found or token.pos_ not in ("NOUN", "PROPN"):
            return found
        if token.lemma_.lower() in words("offices", "government", "nouns") and self._its(token) is not None:
            return self.owned(token, verb)  # "Germany said its troops would leave"
        return self.state.principals if token.lemma_.lower() in words("commitments", "bearers", "joint") else ()

    def unlisted(self, token: Token | None) -> tuple[str, ...]:
        """Organisations that no list knows, by their names: companies, movements, agencies."""
        if token is None:
            return ()
        named = [t for t in (token, *token.conjuncts) if t.pos_ == "PROPN" and t.ent_type_ == "ORG"]
        found = [tidy(token.doc[start:end]) for start, end in map(name_extent, named)]
        return unique([name.removeprefix("the ").removeprefix("The ") for name in found])

    def bound(self, verb: Token, modality: Modality) -> tuple[str, ...]:
        """Who is bound: the object of an order, the agent of a passive, else the subject; an impersonal "it was decided" binds all."""
        if modality is Modality.INSTRUCTED or self.by_document(verb):
            target = [m for t in children(verb, "obj", "nsubj:pass", "iobj") for m in self.index.referents(t)]
            if target:
                return self.index.parties(target)
            if self.by_document(verb):
                return self.unlisted(next(iter(children(verb, "obj", "iobj")), None)) or self.state.principals
        token = subject(verb)
        if passive(verb) and token is not None and token.lower_ == "it":
            return self.index.parties(self.agents(verb)) or self.state.principals
        if passive(verb):
            found = self.index.parties(self.agents(verb)) or self.of(token, verb)
            return found or (() if self._foreseen(token, modality) else self.state.principals)
        if token is None or token.lower_ == "it":
            return (self._it(token, verb) if token is not None else ()) or self.state.principals
        return self.of(token, verb) or self.unlisted(token)

    @staticmethod
    def by_document(verb: Token) -> bool:
        """Whether a document binds somebody: "the treaty obliges Norway to leave", "article five commits the three to agree"."""
        token = subject(verb)
        binding = verb.lemma_.lower() in words("commitments", "provisions", "binding") and not passive(verb)
        bound = binding and bool(children(verb, "obj", "iobj"))
        return bound and token is not None and token.lemma_.lower() in words("commitments", "provisions", "documents")

    def _foreseen(self, token: Token | None, modality: Modality) -> bool:
        """Whether something is only expected of a thing ("the issue is expected to dominate the summit")."""
        works = words("commitments", "acts", "nouns") | words("commitments", "bearers", "works")
        works |= words("commitments", "acts", "works") | words("commitments", "scheduled", "things")
        foreseen = modality is Modality.EXPECTS and token is not None
        return foreseen and token is not None and token.lemma_.lower() not in works

    def agents(self, verb: Token) -> list[Mention]:
        """Those by whom something is done, as a passive tells them."""
        return [m for t in children(verb, "obl:agent", "obl") if "by" in cases(t) for m in self.index.referents(t)]

    def of_clause(self, verb: Token) -> tuple[str, ...]:
        """The parties that the subject of a reported clause names, itself or by a pronoun."""
        token = subject(verb)
        if token is None:
            return ()
        return self._it(token, verb) if token.lower_ == "it" else self.index.parties(self.index.referents(token))

    def owned(self, token: Token | None, verb: Token) -> tuple[str, ...]:
        """The party whose thing it is: one named in it, or "its", read like "it"."""
        if token is None:
            return ()
        its = self._its(token)
        return (self._it(its, verb) if its is not None else ()) or self.index.parties(self.index.referents(token))

    @staticmethod
    def _its(token: Token) -> Token | None:
        return next((c for c in children(token, "nmod:poss") if c.lower_ == "its"), None)

    def _it(self, token: Token, verb: Token) -> tuple[str, ...]:
        """The state or body that "it" stands for: "India said it would", "France signed, and it will", "NATO met. It will"."""
        if token.dep_ == "expl":
            return ()
        clauses = [t for t in rising(verb, 6) if t.dep_ in SPEAKING_CLAUSES and t.head.i < token.i]
        for clause in clauses:
            own = next((c for c in clause.head.children if c.dep_.startswith("nsubj") and c.i < token.i), None)
            several = own is not None and ("Plur" in own.morph.get("Number", []) or children(own, "conj"))
            if own is not None and own.lower_ != "it" and not several:
                return self.index.parties(self.index.referents(own, deep=own.pos_ == "NOUN"))
        return self._last_body(token)

    def _they(self, token: Token, verb: Token) -> tuple[str, ...]:
        """The coordinated states or bodies that "they" stands for: "Norway and Latvia said they would build it"."""
        if token.lower_ != "they":
            return ()
        for clause in rising(verb, 6):
            own = subject(clause.head) if clause.dep_ == "ccomp" else None
            if own is not None and children(own, "conj"):
                return self.index.parties(self.index.referents(own))
        return ()

    def _last_body(self, token: Token) -> tuple[str, ...]:
        """The state or body that is the subject of the sentence before."""
        doc, here = token.doc, token.sent
        if not here.start:
            return ()
        before = doc[here.start - 1].sent
        subjects = [t for t in doc[before.start : here.start] if t.dep_.startswith("nsubj")]
        if not subjects or subjects[0].head.dep_ not in ("ROOT", "ccomp"):
            return ()
        mention = self.index.at(subjects[0]) if not children(subjects[0], "conj") else None
        if mention is None or mention.kind not in BODIES or len(mention.parties) != 1:
            return ()
        return mention.parties

    def body(self, token: Token | None) -> tuple[str, ...]:
        """The parties a body acts for that "it" stands for: "they set up a group. It will report in May"."""
        if token is None or token.lower_ not in ("it", "they"):
            return ()
        found = antecedent_of(token, self.index)
        joint = found is not None and found.lemma_.lower() in words("commitments", "bearers", "joint")
        return (self.index.parties(self.index.referents(found)) or self.state.principals) if found and joint else ()

    def of_instrument(self, token: Token | None) -> tuple[str, ...]:
        """The parties of the instrument that a subject names."""
        if token is None:
            return ()
        named = (i.parties for i in self.state.instruments for s in i.spans if s.start <= token.idx < s.end)
        return next(named, ())

    def of_works(self, token: Token | None) -> tuple[str, ...]:
        """The parties the text is about, where the subject is work of theirs ("this programme will …")."""
        joint = token is not None and token.lemma_.lower() in words("commitments", "bearers", "works")
        return self.state.principals if joint else ()

    def declines(self, verb: Token) -> bool:
        """Whether a party says that it will not do what it did or was to do: "India will not renew the agreement"."""
        token = subject(verb)
        named = self.index.at(token) if token is not None else None
        will = auxiliaries(verb) & {"will", "would", "'ll", "’ll"} and not passive(verb)
        bodies = (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON)
        own = (token is not None and token.lower_ == "it") or (named is not None and named.kind in bodies)
        known = verb.lemma_.lower() in words("commitments", "strength", "declining")
        return bool(will and own and known and children(verb, "obj", "obl"))
