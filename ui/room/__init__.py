"""The lecture room on screen: the lecturer's page, and the plain pages of students and projector.

``hall`` answers what browsers ask for, ``socket`` is the one web socket for all, ``page`` the
lecturer's page, ``components/lectern`` what
stands on it. Students' pages know no Streamlit: three hundred phones
come within half a minute.
"""
