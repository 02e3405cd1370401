"""Whose address is this? Match a business email to the people it could belong to.

>>> people = [{"id": 1, "name": "Jane Smith", "domain": "example.com"}]
>>> match("jsmith@example.com", people).best.score
0.75
"""

from .address import parse
from .candidates import candidates
from .company import Directory, DirectoryRow, read_companies
from .company_names import fold_company
from .errors import (
    AddresseeError,
    BadAddress,
    BadFile,
    BadProfile,
    BadSetting,
    BadTable,
    MissingPackage,
    ScorerFailed,
    UnknownScorer,
    UnwritableFile,
)
from .names import readings
from .patterns import patterns
from .profiles import as_profile
from .ranking import Roster, match, score
from .romanize import romanize
from .scoring.scorer import Scorer, ScorerInfo, get_scorer, installed_scorers
from .values import (
    Address,
    Candidate,
    Company,
    Employer,
    MailboxKind,
    Match,
    Pattern,
    Piece,
    Profile,
    Ranking,
    Reading,
    Resolution,
    Score,
    Via,
)

__version__ = "0.1.0"

__all__ = [
    "Address",
    "AddresseeError",
    "BadAddress",
    "BadFile",
    "BadProfile",
    "BadSetting",
    "BadTable",
    "Candidate",
    "Company",
    "Directory",
    "DirectoryRow",
    "Employer",
    "MailboxKind",
    "Match",
    "MissingPackage",
    "Pattern",
    "Piece",
    "Profile",
    "Ranking",
    "Reading",
    "Resolution",
    "Roster",
    "Score",
    "Scorer",
    "ScorerFailed",
    "ScorerInfo",
    "UnknownScorer",
    "UnwritableFile",
    "Via",
    "as_profile",
    "candidates",
    "fold_company",
    "get_scorer",
    "installed_scorers",
    "match",
    "parse",
    "patterns",
    "read_companies",
    "readings",
    "romanize",
    "score",
]
