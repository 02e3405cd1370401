"""Every error of addressee: one root, each a sentence with a way out, and what is at fault."""

from __future__ import annotations


class AddresseeError(Exception):
    """The root: catch this to catch everything addressee raises on purpose.

    >>> issubclass(BadAddress, AddresseeError) and issubclass(BadAddress, ValueError)
    True
    """


class BadAddress(AddresseeError, ValueError):
    """Raised by `parse` when a text is no email address; `text` is what was given.

    >>> raise BadAddress("There is no @-sign in 'ada'.", text="ada")
    Traceback (most recent call last):
    addressee.errors.BadAddress: There is no @-sign in 'ada'.
    """

    def __init__(self, sentence: str, *, text: str) -> None:
        super().__init__(sentence)
        self.text = text


class BadProfile(AddresseeError, ValueError):
    """Raised when what is handed in as a person cannot be read as one; `profile` is it."""

    def __init__(self, sentence: str, *, profile: object) -> None:
        super().__init__(sentence)
        self.profile = profile


class BadSetting(AddresseeError, ValueError):
    """Raised when an option has a value it cannot take; `setting` names it and `value` is it."""

    def __init__(self, sentence: str, *, setting: str, value: object) -> None:
        super().__init__(sentence)
        self.setting = setting
        self.value = value


class BadTable(AddresseeError, ValueError):
    """Raised when a table of rows breaks a rule of tables; `table` and `line` say where."""

    def __init__(self, sentence: str, *, table: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.table = table
        self.line = line


class BadFile(AddresseeError, ValueError):
    """Raised when a file cannot be read or written as what it should be; `path` names it."""

    def __init__(self, sentence: str, *, path: str) -> None:
        super().__init__(sentence)
        self.path = path


class UnwritableFile(BadFile):
    """Raised when a file cannot be written; `path` names it. Nothing of it is left behind."""


class MissingPackage(AddresseeError, ImportError):
    """Raised when a package that a setting or a file format needs is not installed."""

    def __init__(self, sentence: str, *, package: str) -> None:
        super().__init__(sentence)
        self.package = package


class UnknownScorer(AddresseeError, LookupError):
    """Raised when no scorer of that name is installed; `scorer` is the name asked for."""

    def __init__(self, sentence: str, *, scorer: str) -> None:
        super().__init__(sentence)
        self.scorer = scorer


class ScorerFailed(AddresseeError, RuntimeError):
    """Raised when a scorer raises, or returns what is no score; `scorer` names it."""

    def __init__(self, sentence: str, *, scorer: str) -> None:
        super().__init__(sentence)
        self.scorer = scorer
