"""Which live views are on the page."""

from tests.app import opened


def test_views_are_closed_one_by_one_or_not_at_all():
    def views():
        return next(group for group in at.button_group if group.proto.label == "Views")

    at = opened("lab")
    shown = views().value
    assert len(shown) == 2
    views().set_value([]).run()  # a browser that lost what it had
    assert views().value == shown
    views().set_value(shown[:1]).run()
    assert views().value == shown[:1]
    views().set_value([]).run()
    assert views().value == []
    assert not at.exception
