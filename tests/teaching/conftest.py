from tests.timetable.conftest import ground, on_that_tuesday

__all__ = ["ground", "on_that_tuesday"]
