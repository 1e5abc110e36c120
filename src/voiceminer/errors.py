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
