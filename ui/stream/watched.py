"""What an administrator may ask a process: whether it is well, and what it does.

``/healthz`` is JSON, ``/metrics`` the text that Prometheus reads. Neither names a visitor or a run.
"""

from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from runs.limits import used_memory
from runs.run import Run
from ui.shell import admission, server
from ui.stream.socket import Page
from ui.views.view import failures


class _Process:
    """Looks at this process whenever somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """Return what is true now."""
        runs, homes = server.runs().all(), server.homes()
        gauges: dict[str, tuple[str, float]] = {
            "runs": ("Runs in memory.", len(runs)),
            "runs_playing": ("Runs that train.", sum(r.playing and not r.elsewhere for r in runs)),
            "runs_mirrored": ("Of these, other processes train.", sum(r.elsewhere for r in runs)),
            "hub_failing": ("1 while other processes are not reached.", bool(homes.trouble)),
            "visits": ("Pages that were let in.", len(admission.door().visits)),
            "memory_bytes": ("Memory of this process.", used_memory()),
            "pages_open": ("Pages that get frames by a socket.", len(Page.opened)),
            "rooms": ("Lecture rooms that are open.", len(server.rooms().all())),
            "in_rooms": ("Students who are in them here.", server.rooms().present),
            "store_failing": ("1 while runs cannot be kept.", bool(server.keeper().trouble)),
        }
        for name, (about, value) in gauges.items():
            yield GaugeMetricFamily(f"playground_{name}", about, value=float(value))
        counters: dict[str, tuple[str, float]] = {
            "steps": ("Steps of training.", Run.steps_in_all),
            "frames_sent": ("Frames sent to pages.", Page.sent_in_all),
            "evictions": ("Runs that left memory for others.", server.runs().evicted),
            "views_failed": ("Views of runs that could not be drawn.", failures()),
            "saves": ("Runs written to the store.", server.keeper().saves),
            "save_seconds": ("Seconds spent on that.", server.keeper().save_seconds),
        }
        for name, (about, value) in counters.items():
            yield CounterMetricFamily(f"playground_{name}", about, value=value)


_REGISTRY = CollectorRegistry(auto_describe=False)
_REGISTRY.register(_Process())


def metrics(_: Request) -> Response:
    """Return all figures as Prometheus reads them."""
    return Response(generate_latest(_REGISTRY), media_type=CONTENT_TYPE_LATEST)


def health(_: Request) -> Response:
    """Say that this process answers, whether it lets anybody in, and whether it keeps runs."""
    trouble = server.keeper().trouble
    others = server.homes().trouble
    why = admission.door().full()
    return JSONResponse(
        {
            "live": True,
            "ready": not why,
            "full": why,
            "store": trouble or "well",
            "hub": others or "well",
        }
    )
