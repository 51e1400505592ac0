"""Whether what was counted each hour grows, whatever it is."""

from collections.abc import Mapping, Sequence


def grown(hours: Sequence[Mapping[str, int]], slack: Mapping[str, int]) -> list[str]:
    """What was more in the last third of the hours than in the middle one by more than its ``slack``, in words.

    The least of each counts, for something may be under way at any time. The first third is left out: pools fill, and
    caches. What has no slack may not grow at all.
    """
    third = len(hours) // 3
    assert third, "too few hours to say anything"
    middle, last = hours[third:-third], hours[-third:]
    words = []
    for name in hours[0]:
        was, is_now = (min(each[name] for each in part) for part in (middle, last))
        if is_now > was + slack.get(name, 0):
            words.append(f"{name} grew from {was:,} to {is_now:,}")
    return words
