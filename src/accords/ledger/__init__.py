"""RECORD: findings become append-only assertions with evidence and three dates; records are rebuilt from them."""

from accords.ledger.store import Ledger, open_ledger
from accords.ledger.verification import Verification

__all__ = ["Ledger", "Verification", "open_ledger"]
