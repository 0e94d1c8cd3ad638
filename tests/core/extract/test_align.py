"""Rows are found in the order of the form: chains go forward and never overlap."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.extract.align import TIMES, Candidate, best_chain, gaps, row_cores, stretches
from core.forms.form import Row

CANDIDATES = st.lists(
    st.builds(
        lambda row, start, length, weight: Candidate(row, start, start + length, weight),
        st.integers(0, 6),
        st.integers(0, 20),
        st.integers(1, 4),
        st.integers(1, 9),
    ),
    max_size=9,
)


def follows(one: Candidate, other: Candidate) -> bool:
    return one.row < other.row and one.end <= other.start


@given(CANDIDATES)
def test_chain_goes_forward_and_is_the_heaviest(candidates: list[Candidate]) -> None:
    chain = best_chain(candidates)
    assert all(follows(one, other) for one, other in pairwise(chain))
    ordered = sorted(candidates, key=lambda candidate: (candidate.start, candidate.row))
    heaviest = max(
        (
            sum(candidate.weight for candidate in some)
            for size in range(len(ordered) + 1)
            for some in combinations(ordered, size)
            if all(follows(one, other) for one, other in pairwise(some))
        ),
        default=0,
    )
    assert sum(candidate.weight for candidate in chain) == heaviest


def test_no_candidates_no_chain() -> None:
    assert best_chain([]) == []


def test_many_candidates_take_little_time() -> None:
    assert len(best_chain(Candidate(n % 29, n, n + 1, 1) for n in range(60_000))) == 29


def test_gaps_lie_between_neighbours() -> None:
    chain = [Candidate(1, 10, 12, 1), Candidate(3, 20, 21, 1)]
    assert list(gaps(chain, 5, 4, 30)) == [(0, 4, 10), (2, 12, 20), (4, 21, 30)]


def test_a_table_begins_anew_with_a_label_seen_before() -> None:
    rows = [0, 1, 2, 0, 1, 2]
    exact = [Candidate(row, n, n + 1, 9) for n, row in enumerate(rows)]
    assert list(stretches(exact, 0, 10, 4)) == [(0, 3), (3, 10)]


def test_short_labels_begin_nothing_but_go_with_what_follows_them() -> None:
    weights = {0: 2}
    rows = [0, 1, 2, 0, 1, 2]
    exact = [Candidate(row, n, n + 1, weights.get(row, 9)) for n, row in enumerate(rows)]
    assert list(stretches(exact, 0, 10, 4)) == [(0, 3), (3, 10)]
    assert list(stretches([exact[0], exact[3]], 0, 10, 4)) == [(0, 10)]


def test_a_row_printed_twice_or_out_of_order_begins_nothing() -> None:
    for rows in ([0, 1, 1, 2], [0, 2, 1, 3]):
        exact = [Candidate(row, n, n + 1, 9) for n, row in enumerate(rows)]
        assert list(stretches(exact, 0, 10, 4)) == [(0, 10)]


def test_endless_repeats_are_cut_off() -> None:
    exact = [Candidate(n % 2, n, n + 1, 9) for n in range(100)]
    found = list(stretches(exact, 0, 100, 4))
    assert len(found) == TIMES
    assert found[-1] == (2 * TIMES - 2, 2 * TIMES)


def test_cores_of_a_row_are_those_of_its_label_and_aliases() -> None:
    row = Row("partial", "（二）部分公开（区分处理的）", (), ("（二）部分公开",))
    assert row_cores(row) == ("部分公开区分处理的", "部分公开")
