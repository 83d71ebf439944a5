"""Which run this browser looks at, and how its widgets follow it."""

import secrets

import streamlit as st

from core.arrays import FloatArray
from core.specs import Setup
from runs.drawings import Collection
from runs.run import Run
from ui.shell import links, presets, server

_RUN = "run"  # the URL's and the session's key of the present run
_PREVIOUS = "previous_run"
PRESENT = "present"  # the session's key of whether views fill the screen
_REPLACED = "replaced_run"
_RECENT = "recent_runs"
REMEMBERED = 12  # runs of a browser
_VISITOR = "visitor"
_SET = "set"  # the URL's and the session's key of the collected drawings
DEFAULT_PACE = 1000.0


def visitor() -> str:
    """Return this visitor's unguessable key."""
    key: str = st.session_state.setdefault(_VISITOR, secrets.token_urlsafe(9))
    return key


def current_run(first: Setup = presets.FIRST, pace: float | None = DEFAULT_PACE) -> Run:
    """Return this browser's run: the session's, else the URL's, else one that the URL describes.

    ``first`` is the very first one, if the URL describes none, and goes at ``pace`` steps a second.
    """
    wanted = st.session_state.get(_RUN) or st.query_params.get(_RUN, "")
    run = server.runs().get(wanted)
    if run is None:
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
    run = server.runs().get(st.session_state.get(_RUN) or st.query_params.get(_RUN, ""))
    if run is not None:
        st.session_state[_RUN] = run.key
        _write_url(run)
    return run if run is not None and run.frame.steps else None


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


def is_shown(run: Run) -> bool:
    """Tell whether ``run`` is still the one that this browser looks at."""
    return bool(st.session_state.get(_RUN, run.key) == run.key)


def show(run: Run) -> None:
    """Look at ``run`` from now on; the run before is kept."""
    before = server.runs().get(st.session_state.get(_RUN, ""))
    server.runs().add(run)
    if before is not None:
        before.pause()
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


def recent() -> list[Run]:
    """Return the runs that this browser has looked at and trained, the latest first."""
    known = (server.runs().get(key) for key in st.session_state.get(_RECENT, ()))
    return [run for run in known if run is not None and run.frame.steps]


def _look_at(run: Run) -> None:
    st.session_state[_RUN] = run.key
    others = [key for key in st.session_state.get(_RECENT, ()) if key != run.key]
    st.session_state[_RECENT] = [run.key, *others][:REMEMBERED]


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
