"""What can go wrong, by name. Each sentence says where, what, and what to do."""


class VoiceminerError(Exception):
    """Base of all errors that voiceminer raises on purpose."""


class InputError(VoiceminerError):
    """A file or value handed in cannot be read."""


class SettingsError(VoiceminerError):
    """A setting is unknown or out of range."""


class EmptyResultError(VoiceminerError):
    """Everything was read, and nothing can be said of it."""


class ModelError(VoiceminerError):
    """A model's files are missing, or are not the ones that the manifest names."""


class MissingExtraError(VoiceminerError):
    """An optional package is needed; the sentence gives the command that installs it."""


class EndpointError(VoiceminerError):
    """A language model's server cannot be reached, refuses, or answers in another form."""


class MismatchError(VoiceminerError):
    """What stands on a page, or in a table, is not what the run's own tables say.

    Attributes
    ----------
    place : str
        Page or table.
    line : int
        From 1; 0 for a table.
    stands, says : str
        What stands there, and what it should be.
    """

    def __init__(self, place: str, line: int, stands: str, says: str, what_to_do: str) -> None:
        where = f"{place}, line {line}" if line else place
        super().__init__(f"{where}: “{stands}” stands there; {says}. {what_to_do}")
        self.place, self.line, self.stands, self.says = place, line, stands, says
