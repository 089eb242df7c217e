"""Errors that a person can act on."""


class MillraceError(Exception):
    """What was expected, what was found, where, and what to do now. `code` is stable and in kebab-case.

    `kind` is `usage` where the call is at fault, else `failed`.
    """

    def __init__(self, code: str, message: str, *, kind: str = "failed", at: str | None = None, hint: str | None = None):
        lines = [f"{code}: {message}"]
        if at is not None:
            lines.append(f"  at: {at}")
        if hint is not None:
            lines.append(f"  hint: {hint}")
        super().__init__("\n".join(lines))
        self.code = code
        self.message = message
        self.kind = kind
        self.at = at
        self.hint = hint

    def __reduce__(self):
        return _rebuilt, (self.code, self.message, self.kind, self.at, self.hint)


def _rebuilt(code, message, kind, at, hint):
    return MillraceError(code, message, kind=kind, at=at, hint=hint)


def bad_stream(message: str) -> MillraceError:
    """A stream that cannot be as it was asked for."""
    return MillraceError("bad-stream", message, kind="usage")
