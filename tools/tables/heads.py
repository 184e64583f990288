"""Tables by which kernels/heads.h tells from three letters at once whether one of a set of words may start."""
import heapq

ANY = (1 << 32) - 1
BUCKETS = 8
Head = tuple[int, ...]          # for each of the first three letters, the set of those that a bucket has, by their low five bits


def head(word: bytes) -> Head:
    return (*(1 << (byte & 31) for byte in word[:3]), *(ANY for _ in range(3 - len(word))))


def joined(a: Head, b: Head) -> Head:
    return tuple(x | y for x, y in zip(a, b, strict=True))


def size(bucket: Head) -> int:
    """How many heads a bucket lets through."""
    return bucket[0].bit_count() * bucket[1].bit_count() * bucket[2].bit_count()


def buckets(words: set[bytes]) -> dict[int, Head]:
    """The heads of the words in few buckets: two are joined, those that cost least, until there are few enough."""
    out = dict(enumerate(sorted({head(word) for word in words})))
    queue: list[tuple[int, int, int]] = []

    def offer(a: int) -> None:
        for b in out:
            if b < a:
                heapq.heappush(queue, (size(joined(out[a], out[b])) - size(out[a]) - size(out[b]), b, a))

    for number in out:
        offer(number)
    added = len(out)
    while len(out) > BUCKETS:
        _, b, a = heapq.heappop(queue)
        if a in out and b in out:
            out[added] = joined(out.pop(a), out.pop(b))
            offer(added)
            added += 1
    return out


def heads_table(words: set[bytes]) -> list[int]:
    """For each of three letters 32 bytes, by its low five bits: a bit for each bucket that has it there."""
    out = [0] * 96
    for bit, bucket in enumerate(buckets(words).values()):
        for place, letters in enumerate(bucket):
            for letter in range(32):
                out[32 * place + letter] |= (letters >> letter & 1) << bit
    return out
