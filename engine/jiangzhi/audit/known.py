"""What whoever verifies a run knows of it beside its originals."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiangzhi.audit.given import Expected
from jiangzhi.record.sign_offs.roster import Roster


@dataclass(frozen=True, slots=True)
class Known:
    """``signer`` is the public key (hex) that must have signed, ``expected`` what should have been
    given by hand, ``roster`` who may sign off, where that is not for the workspace to say."""

    signer: str | None = None
    expected: Expected = field(default_factory=Expected)
    roster: Roster | None = None
