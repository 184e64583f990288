"""Tables by which kernels/heads.h tells from three letters at once whether one of a set of words may start."""
import functools
import heapq
import operator
from collections.abc import Iterable

LETTER = (1 << 32) - 1
BUCKETS = 8
ROUNDS = 4
# How many in a thousand words of web text have each letter (by its low five bits) first, second and third.
OFTEN = [
    [1, 92, 52, 71, 50, 41, 52, 25, 32, 33, 8, 11, 32, 50, 25, 28, 57, 4, 38, 87, 102, 18, 15, 52, 1, 22, 4, 1, 1, 1, 1, 1],
    [8, 114, 8, 19, 10, 153, 7, 3, 93, 92, 1, 2, 32, 11, 75, 157, 17, 1, 68, 15, 25, 60, 9, 5, 8, 6, 1, 1, 1, 1, 1, 1],
    [1, 76, 16, 42, 56, 121, 17, 21, 10, 51, 2, 9, 45, 36, 68, 58, 28, 2, 92, 71, 78, 41, 21, 14, 4, 13, 3, 1, 4, 1, 1, 1],
]
Head = int          # for each of the first three letters 32 bits, the first lowest: the set of those that a bucket has, by their low five bits


def head(word: bytes) -> Head:
    return sum(1 << 32 * k + (word[k] & 31) if k < len(word) else LETTER << 32 * k for k in range(3))


def joined(heads: Iterable[Head]) -> Head:
    return functools.reduce(operator.or_, heads, 0)


@functools.cache
def share(place: int, letters: int) -> int:
    """How many in a thousand words have one of these letters there."""
    return sum(often for letter, often in enumerate(OFTEN[place]) if letters >> letter & 1)


def size(bucket: Head) -> int:
    """How many words a bucket lets through, in millionths of a thousand."""
    return share(0, bucket & LETTER) * share(1, bucket >> 32 & LETTER) * share(2, bucket >> 64)


def grown(heads: list[Head]) -> list[list[Head]]:
    """The heads in few buckets: two are joined, those that cost least, until there are few enough."""
    out = {number: [each] for number, each in enumerate(heads)}
    bucket = dict(enumerate(heads))
    queue: list[tuple[int, int, int]] = []

    def offer(a: int) -> None:
        for b in out:
            if b < a:
                heapq.heappush(queue, (size(bucket[a] | bucket[b]) - size(bucket[a]) - size(bucket[b]), b, a))

    for number in out:
        offer(number)
    added = len(out)
    while len(out) > BUCKETS:
        _, b, a = heapq.heappop(queue)
        if a in out and b in out:
            out[added] = out.pop(a) + out.pop(b)
            bucket[added] = bucket[a] | bucket[b]
            offer(added)
            added += 1
    return list(out.values())


def settle(parts: list[list[Head]]) -> bool:
    """Move each head to the bucket where it costs least; whether any moved."""
    sums = [joined(part) for part in parts]
    moved = False
    for number, part in enumerate(parts):
        for each in list(part):
            rest = joined(other for other in part if other != each)
            price, best = min((size(known | each) - size(known), k) for k, known in enumerate(sums) if k != number)
            if price < size(sums[number]) - size(rest):
                part.remove(each)
                parts[best].append(each)
                sums[number] = rest
                sums[best] |= each
                moved = True
    return moved


@functools.cache
def buckets(heads: frozenset[Head]) -> list[Head]:
    """The heads of words in few buckets that let few other words through."""
    parts = grown(sorted(heads))
    for _ in range(ROUNDS if len(parts) == BUCKETS else 0):
        if not settle(parts):
            break
    return [joined(part) for part in parts]


def heads_table(words: set[bytes]) -> list[int]:
    """For each of three letters 32 bytes, by its low five bits: a bit for each bucket that has it there."""
    out = [0] * 96
    for bit, bucket in enumerate(buckets(frozenset(map(head, words)))):
        for place in range(96):
            out[place] |= (bucket >> place & 1) << bit
    return out
