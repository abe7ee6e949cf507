"""Bring spaCy's English tokenizer nearer to the words of UD English, on which the parser was trained.

UD English splits compounds at their hyphens, as spaCy does, but leaves prefixes on their words ("co-chaired",
"pre-war"), keeps repeated signs together ("--", "!!!") and splits "and/or" into three.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, cast

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex

# Prefixes that stay on their word; counted on the treebanks' training parts.
PREFIXES = "co re pre post non anti e pro ex semi mid sub inter multi ultra vice cross pan counter".split()
ABBREVIATIONS = "etc. al. Capt. approx. Ave. Blvd. Pres. Lt. Maj. Amb. Min.".split()
# spaCy's tokenizer takes quadratic time on signs without a space between them; no word or address is this long.
LONGEST_RUN = re.compile(r"\S{400}(?=\S)")


class RunTokenizer:
    """A tokenizer that cuts overlong stretches without white space before it tokenizes their parts.

    Args:
        inner: the tokenizer of the parts.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __call__(self, text: str) -> Doc:
        """The tokens of a text; together they give the text again."""
        cuts = [match.end() for match in LONGEST_RUN.finditer(text)]
        parts = [self._inner(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
        return cast("Doc", Doc.from_docs(parts, ensure_whitespace=False) if cuts else parts[0])

    def __getattr__(self, name: str) -> Any:
        """Whatever else spaCy asks of a tokenizer."""
        return getattr(self._inner, name)


def adapt_tokenizer(nlp: Language) -> None:
    """Change the tokenizer of a blank English pipeline in place."""
    tokenizer: Any = nlp.tokenizer
    hyphen = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"
    dotted = rf"(?<=[A-Z]\.)(?:{HYPHENS})(?=[{ALPHA}])"  # "U.S.-led"
    kept = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES)
    infixes = [infix for infix in nlp.Defaults.infixes or () if infix not in _hyphen_rules()]
    tokenizer.infix_finditer = compile_infix_regex([*infixes, kept + hyphen, dotted]).finditer
    suffixes = [r"([!?*=_])\1+", *(nlp.Defaults.suffixes or ())]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.rules = {text: rule for text, rule in (tokenizer.rules or {}).items() if text != "and/or"}
    for text in ABBREVIATIONS:
        tokenizer.add_special_case(text, [{"ORTH": text}])
    nlp.tokenizer = RunTokenizer(tokenizer)


def _hyphen_rules() -> tuple[str, str]:
    """Return spaCy's own rules for hyphens inside words."""
    return (f"(?<=[{ALPHA}])(?:{HYPHENS})(?=[{ALPHA}])", f"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])")
