"""Why nothing may improve, and what to try: the likeliest cause that has not been tried."""

from core.functions.optimizers import OPTIMIZERS
from core.functions.schedules import share
from runs.course import Idle
from runs.snapshot import Look
from ui.views.shared.hints import remedy
from ui.views.shared.hints.damage import collapsed, smaller_eta
from ui.views.shared.hints.remedy import STRUCTURAL, Remedy

SLOWED = 0.01  # share of η that a schedule has left
JUMPS = 0.03  # spread of the costs over their mean, from which on they jump about
SILENCED = 0.5  # of the hidden units, by dropout
LARGEST = 100.0  # η, after it was multiplied
LARGEST_SCALED = 0.03  # with optimisers whose steps are as large however small the gradient is


def guess(look: Look, idle: Idle) -> tuple[str, Remedy | None]:
    """Return the cause, as it follows a colon, and its remedy if one is left."""
    settings = look.frame.settings
    eta, tried = settings.eta, {change.settings.eta for change in look.frame.changes}
    if share(settings.schedule, look.frame.epochs_done, settings.horizon) < SLOWED:
        mend = remedy.live("Keep η constant", schedule="constant")
        return "the schedule has brought η to almost 0", mend
    if not eta:
        return "η is 0", remedy.live("Set η to 0.1", eta=0.1)
    if (settings.lmbda or settings.lmbda1) and collapsed(look):
        return "λ holds the weights near 0", remedy.again(
            "Start again without λ", lmbda=0, lmbda1=0
        )
    if settings.dropout >= SILENCED:
        mend = remedy.live("Set dropout to 0.2", dropout=0.2)
        return "dropout silences too many units", mend
    smaller, larger = remedy.times(eta, 0.1), remedy.times(eta, 10)
    jumps = float(idle.costs.std()) > JUMPS * float(idle.costs.mean())
    if jumps and smaller not in tried:
        return f"the cost jumps about, so η {eta:g} may be too large", smaller_eta(look)
    if look.network.L == 1:
        why = "a network without hidden layers may be too simple"
        return why, STRUCTURAL["hidden_layer"]
    largest = LARGEST if OPTIMIZERS[settings.optimizer].linear else LARGEST_SCALED
    if not jumps and larger not in tried and larger <= largest:
        return f"η {eta:g} may be too small", remedy.live("Multiply η by 10", eta=larger)
    if remedy.can_double(look.spec):
        return "the network may be too small", STRUCTURAL["wider"]
    return "such a network may not suit these data", None
