"""The lecture room: what happens in it is a log of events, and what it is now is a fold over them.

``events`` says what an event and a member are, ``deeds`` which events there are and what each does
to a ``state``, ``parts`` what of it a student, the lecturer and the projector get to see. ``rooms``
holds those of this process, appends to the store in a thread of its own, and tells other replicas
only that there is news: they read the events after the last that they know.

What a class does together is an *activity*, and each is two files:

``runs/rooms/activities/<name>.py`` ends in ``ACTIVITY = <Kind>()``, a subclass of
``activities.activity.Activity``, and stands in the list of ``activities/__init__.py``::

    settings(said)            what the lecturer chose, checked: it goes into the log
    begin(settings)           its state at first, any object of its own
    ready()                   what the lecturer can pick as it stands, if there is a list
    check(state, who, said)   what a member (the lecturer is number 0) asks for, checked: ValueError
                              with a text for who asked, else a JSON-friendly dict for the log; only
                              its "data" may be bytes. It is checked again when it is applied: what
                              was returned must pass
    prepare(state, about)     if that takes long: work it out, for apply to make it seen
    apply(state, who, event)  change the state by ``event.about``, which is that dict; nothing else
                              may: no clock, no chance, no I/O, for all replicas come to the same
    student(state)            what all students see, made once for all; secrets do not belong here
    own(state, who)           what only this student sees of it, small
    right(state, who)         whether this one was right, for the tally; None if unknown
    lecturer(state, people)   what the lecturer sees; ``people[number].shown`` is a name, '' if none
    wall(state, people)       what the projector shows

All four are JSON-friendly dicts; each of their items is sent only when it differs from before: what
is many and large, such as drawings, gets an item each. ``ui/room/activities/<name>.js`` exports an
object that stands in ``ui/room/activities/index.js``, with functions ``student``, ``wall``,
``lecturer`` and ``settings``, each ``(parent, say, more) => ({ update(state, mine) })``: they fill
``parent`` once and change it when the state comes, ``mine`` being a student's ``own``.
``say(about)`` is what ``check`` gets, and promises ``null`` or why not; that of ``settings`` is
called with what its Python reads, and starts it. ``more`` is there what is ready to be picked, on a
phone and the projector a function that turns to a page of the app. Its style sheet stands in
``index.css`` there. A text of a student's goes on a page by ``textContent``, nothing else.

What a process finds out by itself it notes by ``Rooms.note(room, mark, "act", {"of": number,
"measured": ...})``: what pages say never has that item. ``results`` does so about members' runs.
"""
