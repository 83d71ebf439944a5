"""Which run this browser looks at, and how its widgets follow it."""

import re
import secrets

import streamlit as st

from core.arrays import FloatArray
from core.specs import Setup
from runs.drawings import Collection
from runs.owners import mark
from runs.pair import Pair, is_pair
from runs.run import Run
from runs.saved import Summary
from ui.shell import links, presets, server

_RUN = "run"  # the URL's and the session's key of the present run
PAIR = "pair"
"""The URL's and the session's key of the two networks that are compared."""
_PREVIOUS = "previous_run"
PRESENT = "present"  # the session's key of whether views fill the screen
_REPLACED = "replaced_run"
_RECENT = "recent_runs"
_LEFT = "left_runs"  # the session's key of those that others took the place of
OWNER_COOKIE = "me"
"""The name of what tells the server which browser this is."""
RUNS_COOKIE = "runs"
"""The name of what the browser keeps: the keys of its latest runs, the latest first."""
WATCHING = "You watch a run of somebody else. As soon as you touch it, you get a copy of your own."
REMEMBERED = 12  # runs of a browser
_TROUBLE = "store_trouble"
_OWNER = "owner"
_SET = "set"  # the URL's and the session's key of the collected drawings
_SECRET = re.compile(r"[A-Za-z0-9_-]{20,64}")
DEFAULT_PACE = 1000.0


def not_kept() -> str:
    """Say once in a while that runs are not kept beyond this process, and why."""
    trouble = server.keeper().trouble
    if trouble == st.session_state.get(_TROUBLE, ""):
        return ""
    st.session_state[_TROUBLE] = trouble
    return trouble and f"Runs and drawings are not kept if the server stops. {trouble}"


def owner() -> str:
    """Return the secret of this browser; a cookie keeps it, and its runs carry its mark."""
    told = str(st.context.cookies.get(OWNER_COOKIE, ""))
    own = told if _SECRET.fullmatch(told) else secrets.token_urlsafe(18)
    key: str = st.session_state.setdefault(_OWNER, own)
    return key


def me() -> str:
    """Return the mark of this browser, which its runs carry."""
    return mark(owner())


def become(secret: str) -> None:
    """Have this browser be the owner with that secret; what it had made is that one's, too.

    Raises
    ------
    StoreError
        If the store fails.
    """
    before, after = me(), mark(secret)
    if (store := server.keeper().store) is not None:
        store.give(before, after)
    server.homes().give(before, after)
    server.rooms().give(before, after)
    st.session_state[_OWNER] = secret


def is_guest(run: Run) -> bool:
    """Tell whether ``run`` belongs to another browser: this one may watch it."""
    return run.owner not in ("", me())


def meant(run: Run) -> Run:
    """Return the run that a press is for: on a page that shows ``run``, or showed it until now.

    Who presses while another run's page is being written means that one.
    """
    now: str = st.session_state.get(PAIR if is_pair(run.key) else _RUN, run.key)
    if now == run.key or run.key not in st.session_state.get(_LEFT, ()):
        return run  # a lesson's, say, which has a page of its own
    return server.runs().get(now) or run


def mine(run: Run) -> Run:
    """Return what a press on ``run`` is for, if need be as a copy that this browser may command.

    It looks at the copy from now on.
    """
    run = meant(run)
    if not is_guest(run):
        return run
    own = run.copy()
    show(own)
    if run.playing:
        server.engine().start(own, own.play)
    st.toast("This is your own copy from here on. What you watched goes on without you.")
    return own


def current_run(
    first: Setup = presets.FIRST, pace: float | None = DEFAULT_PACE, lost: Setup | None = None
) -> Run:
    """Return this browser's run: the session's, else the URL's, else one that the URL describes.

    If the URL describes none, it is the latest that the browser remembers; else ``first``, the very
    first one, which goes at ``pace`` steps a second. A run that is no longer there had the set-up
    ``lost``, if that is known.
    """
    wanted = _wanted()
    run = server.runs().get(wanted)
    if not wanted and not links.is_setup(st.query_params.to_dict()):
        latest = next(iter(recent()), None)
        run = latest and server.runs().get(latest.key)
    if run is None and wanted and lost is not None:
        run = new_run(lost)
    elif run is None:
        run = _from_url(first, pace, lost=bool(wanted))
    elif _RUN not in st.session_state:
        _look_at(run)
    _write_url(run)
    return run


def _from_url(first: Setup, pace: float | None, *, lost: bool) -> Run:
    """Start the run that the URL describes, the first one of all if it describes none."""
    keys = st.query_params.to_dict()
    setup, notes = links.from_keys(keys) if links.is_setup(keys) else (first, [])
    try:
        run = new_run(setup)
    except ValueError as error:
        notes.append(str(error))
        run = new_run(first)
    if run.setup == first:
        run.pace = pace
    try:
        run.plan(links.story_from_text(keys.get("then", ""), run.settings, notes))
    except ValueError as error:
        notes.append(f"“then” in the link: {error}")
    if keys.get("preset") in presets.PRESETS:
        run.pace = presets.PRESETS[keys["preset"]].pace
    if lost and links.is_setup(keys):
        notes.append("That run is no longer on this server. This is the same set-up, untrained.")
    elif lost:
        notes.append("That run is no longer on this server. Here is a new one.")
    for note in notes:
        st.toast(note, icon=":material/link_off:", duration="infinite")  # until it is closed
    if keys.get("play") == "true":
        server.engine().start(run, run.play)
    return run


def _write_url(run: Run) -> None:
    """Have the URL name the run, and describe it for when and where it is not known."""
    wanted = {_RUN: run.key, **setup_keys(run)}
    present = st.query_params.to_dict()
    stale = (links.KNOWN | {"play"}) & present.keys() - wanted.keys()
    if stale or any(present.get(key) != value for key, value in wanted.items()):
        others = {key: value for key, value in present.items() if key not in stale}
        st.query_params.from_dict({**others, **wanted})


def setup_keys(run: Run) -> dict[str, str]:
    """Return the keys of a URL that describe the run, without the run itself.

    Where live changes are too many for a URL, they are left out: it begins with what holds now.
    """
    story = run.story.told()
    text = links.story_to_text(story)
    settings = run.settings if text is None else links.beginning(story)[0].settings
    keys = links.to_keys(run.setup._replace(settings=settings))
    return {**keys, "then": text} if text else keys


def current_pair() -> Pair | None:
    """Return the pair that this browser compares: the session's, else the URL's; None if none.

    One that another process trains is seen there; here it is copied as it is now.
    """
    found = server.runs().get(st.session_state.get(PAIR) or st.query_params.get(PAIR, ""))
    if found is not None and found.elsewhere:
        server.runs().remove(found.key)  # whoever comes later is to look for it anew
        found = found.copy()
        if isinstance(found, Pair):
            show(found)
            st.toast("This is a copy: another server trains the pair itself at present.")
    if not isinstance(found, Pair):
        return None
    st.session_state[PAIR] = found.key
    return found


def hidden() -> frozenset[str]:
    """Return what is left out: while presenting, or because the URL says ``hide=setup,hint``.

    ``setup`` is the panel at the side, ``controls`` the buttons, ``settings`` the fields below
    them, ``hint``, ``rewind`` and ``views`` (the list of views) what they say.
    """
    left_out = frozenset(filter(None, st.query_params.get("hide", "").split(",")))
    if st.session_state.get(PRESENT):
        left_out |= {PRESENT, "setup", "settings", "hint", "views"}
    return left_out


def session_run() -> Run | None:
    """Return this browser's run if it has one that was trained at all."""
    run = server.runs().get(_wanted())
    if run is not None:
        st.session_state[_RUN] = run.key
        _write_url(run)
    return run if run is not None and run.frame.steps else None


def _wanted() -> str:
    """Return the key of the session's run, else the URL's; no pair's, which only Compare shows."""
    key: str = st.session_state.get(_RUN) or st.query_params.get(_RUN, "")
    return "" if is_pair(key) else key


def new_run(setup: Setup, loaded: FloatArray | None = None) -> Run:
    """Start over with another architecture, data or seed; the run before is kept.

    It begins with random weights, or with those that were ``loaded``, (parameter_count,).

    Raises
    ------
    ValueError
        If network, data and settings do not fit together; the present run stays.
    """
    before = server.runs().get(st.session_state.get(_RUN, ""))
    run = Run(setup, before.pace if before else DEFAULT_PACE, loaded)
    show(run)
    return run


def looked_at() -> str:
    """Return the key of the run that this browser looks at, '' if it has looked at none."""
    return str(st.session_state.get(_RUN, ""))


def compared() -> str:
    """Return the key of the pair that this browser compares, '' if it has compared none."""
    return str(st.session_state.get(PAIR, ""))


def is_shown(run: Run) -> bool:
    """Tell whether ``run`` is still the one that this browser looks at."""
    return bool(st.session_state.get(_RUN, run.key) == run.key)


def show(run: Run) -> None:
    """Look at ``run`` from now on, if it is a pair in Compare; the one before is kept."""
    place = PAIR if is_pair(run.key) else _RUN
    before = server.runs().get(st.session_state.get(place, ""))
    run.owner = run.owner or me()
    server.runs().add(run)
    if before is not None and not is_guest(before):
        before.pause()
    if place == PAIR:
        _put(PAIR, run)
        return
    if before is not None:
        st.session_state[_REPLACED] = before.key, run.key
        if before.frame.steps:
            st.session_state[_PREVIOUS] = before.key
    _look_at(run)


def start_preset(name: str) -> None:
    """Start a new run from a preset."""
    preset = presets.PRESETS[name]
    new_run(preset.setup).pace = preset.pace
    st.session_state["presets"] = False  # the list of them closes


def previous_run() -> Run | None:
    """Return the run that the present one took the place of, if it was trained at all."""
    return server.runs().get(st.session_state.get(_PREVIOUS, ""))


def go_back() -> None:
    """Look at the previous run again."""
    run = previous_run()
    if run is not None:
        st.session_state.pop(_PREVIOUS)
        _look_at(run)


def replaced_by(run: Run) -> str:
    """Return the key of the run whose place ``run`` took, '' if it took none's."""
    before, made = st.session_state.get(_REPLACED, ("", ""))
    return before if made == run.key else ""


def recent() -> list[Summary]:
    """Return the runs that this browser has looked at and trained, the latest first."""
    keys = _recent()
    here = {key: run for key in keys if (run := server.runs().here(key)) is not None}
    kept = server.keeper().summaries([key for key in keys if key not in here])
    now = {key: run.summary() for key, run in here.items() if run.frame.steps}
    return [found for key in keys if (found := now.get(key) or kept.get(key)) is not None]


def _recent() -> list[str]:
    """Return the keys of this session's runs and of those that the browser remembers."""
    told = str(st.context.cookies.get(RUNS_COOKIE, "")).split(".")
    return list(dict.fromkeys([*st.session_state.get(_RECENT, ()), *told[:REMEMBERED]]))


def _look_at(run: Run) -> None:
    _put(_RUN, run)
    others = [key for key in _recent() if key and key != run.key]
    st.session_state[_RECENT] = [run.key, *others][:REMEMBERED]


def _put(place: str, run: Run) -> None:
    """Have ``run`` be the one of this place; the page may still show the one before."""
    left = [st.session_state.get(place, ""), *st.session_state.get(_LEFT, ())]
    st.session_state[_LEFT] = [key for key in left if key and key != run.key][:REMEMBERED]
    st.session_state[place] = run.key


def collection() -> Collection:
    """Return the drawings that this browser collected: the session's, else the URL's, else none.

    As soon as there are any, the URL carries their key.
    """
    wanted = st.session_state.get(_SET) or st.query_params.get(_SET, "")
    found = server.collections().get(wanted)
    st.session_state[_SET] = found.key
    if len(found):
        st.query_params[_SET] = found.key
    return found
