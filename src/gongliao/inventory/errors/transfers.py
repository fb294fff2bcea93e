"""What may be wrong with a transfer between projects."""

from dataclasses import dataclass

from gongliao.kernel.errors import NotAllowed, RuleBroken


@dataclass(eq=False)
class TransferNotAgreed(RuleBroken):
    """Stock of projects would change hands without their yes."""

    code = "inventory.transfer_not_agreed"
    projects: tuple[str, ...]


class NobodyToAsk(RuleBroken):
    """No project's stock changes hands, so that nobody has to agree: it is posted as it is."""

    code = "inventory.nobody_to_ask"


class OwnTransfer(NotAllowed):
    """Nobody agrees to what they wrote, changed or proposed themselves."""

    code = "inventory.own_transfer"
