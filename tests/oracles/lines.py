"""The line classifier, slow and obvious: one line by itself, the page's bins, the network, and the verdict, in plain Python."""
import collections
import itertools
import math
import re
import struct

FULL = (1 << 64) - 1
SEEN, WORDS, LAST, PAIRS, WHOLE, HIDDEN, CELLS, TOP, NAMES, SCALES, CURVE = 128, 14, 7, 4, 8, 16, 8, 8, 16, 32, 256
OWN_SIZES = [16, 40, 40, 60, 70, 25, 40, 40, 16, 8, 20, 25]
PAGE_SIZES = [24, 20, 64, 8, 30, 16, 16, 16, 15, 20, 22, 24, 48, 12, 12, 45, 45]
MARKS = [b"|", b"@", b"/", b"$%", b"{}<>=;_\\^~`", b":", b"()[]"]


def f32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def fold(a, b):
    product = (a & FULL) * (b & FULL)
    return (product & FULL) ^ (product >> 64)


def halves(h):
    return (h ^ (h >> 32)) & 0xFFFFFFFF


def times(a, b):
    return a * b & FULL


def octave(x, most):
    if x < 2:
        return x
    log = x.bit_length() - 2
    return min(2 * log + (x >> log), most)


def share(a, n, parts):
    return min(int(f32(f32(a) * f32(f32(parts) / f32(n)))), parts - 1)


def wrapped(x, bits):
    return (x + (1 << bits - 1)) % (1 << bits) - (1 << bits - 1)


def rectified(x):
    return min(max(x, 0), 8191)


def shortened(x):
    return min(max(x, -32768), 32767)


# ---- one line ----------------------------------------------------------------------------------------------------------------

def pieces(run):
    """A run of word bytes; one with bytes from 0x80 is cut at signs and at each Chinese, Japanese or Korean character."""
    if all(c < 0x80 for c in run):
        return [run]
    out, start, i = [], 0, 0
    while i < len(run):
        c, ahead = run[i], run[i + 1:i + 3]
        size = 3 if 0xE3 <= c <= 0xED else 2 if c == 0xC2 else 3 if c == 0xE2 and ahead != b"\x80\x99" else 0
        if not size or i + size > len(run):
            i += 1
            continue
        out += [run[start:i], run[i:i + size]]
        start = i = i + size
    return [piece for piece in [*out, run[start:]] if piece]


def word_token(word):
    folded = bytes(48 if 48 <= c <= 57 else c | 0x20 for c in word[:16])
    a, b = (int.from_bytes(part, "little") for part in (folded[:8], folded[8:]))
    return halves(fold(a ^ 0x9E3779B97F4A7C15, b ^ 0xBF58476D1CE4E5B9 ^ (len(word) << 56 & FULL)))


def pair_token(before, token):
    return times(before << 32 | token, 0x9E3779B97F4A7C15) >> 32


class Line:
    """What is known of one line by itself, without the model."""

    def __init__(self, line: bytes):
        half = SEEN // 2
        self.seen = line if len(line) <= SEEN else line[:half] + line[-half:]
        runs = re.findall(rb"[0-9A-Za-z\x80-\xff]+", line[:half] if len(line) > SEEN else line)
        if len(line) > SEEN:
            after = re.finditer(rb"[0-9A-Za-z\x80-\xff]+", line[-half - 1:])          # a word that is cut there does not count
            runs += [match[0] for match in after if match.start() > 0]
        self.found = []
        for k, run in enumerate(runs):
            self.found += pieces(run)[:max(0, WORDS - (LAST if k < len(runs) - LAST else 0) - len(self.found))]
        self.single = [word_token(word) for word in self.found]
        edged = [11, *self.single, 13]
        self.tokens = [*self.single, *(pair_token(before, token) for before, token in itertools.islice(itertools.pairwise(edged), PAIRS))]
        chain = 7
        for token in self.single:
            chain = times(chain ^ token, 0x94D049BB133111EB)
        if 0 < len(self.single) <= WHOLE:
            self.tokens.append(chain >> 32)
        if not self.single:
            chain ^= line[0] << 8
        if not self.single or len(line) > SEEN or len(self.single) == WORDS:
            chain ^= len(line) << 20 & FULL
        self.hash = times(chain, 0xE7037ED1A0B428DB) >> 32
        self.line = line
        self.count()

    def count(self):
        line, seen = self.line, self.seen

        def of(pattern, where=seen):
            return len(re.findall(pattern, where))

        self.upper, self.digit, self.stop = of(rb"[A-Z]"), of(rb"[0-9]"), of(rb"[.!?]")
        self.other = of(rb"[^0-9A-Za-z\x80-\xff \t.!?,]")
        self.marks = sum(1 << k for k, signs in enumerate(MARKS) if any(c in signs for c in seen))
        self.words = of(rb"[ \t]", line) + 1 + of(rb"[\xe3-\xed]", line) // 2
        self.size, self.coarse = octave(self.words, 15), sum(self.words >= limit for limit in (2, 4, 8, 16))
        self.begin, self.end = first_class(line), last_class(line)
        self.sentence = self.words >= 5 and (self.end in (0, 5, 6, 10) or (self.stop >= 2 and self.words >= 12))
        self.long = self.words >= 20 or (self.words >= 10 and self.sentence)

    def bins(self, known):
        """The own bins; `known` words are in the vocabulary."""
        n, head, c = len(self.line), len(self.seen), self.coarse
        self.known = share(known, max(len(self.found), 1), 8)
        return [self.size, share(self.upper, head, 8) * 5 + c, share(self.digit, head, 8) * 5 + c, self.begin * 5 + c, self.end * 5 + c,
                min(self.stop, 4) * 5 + c, share(self.other, head, 8) * 5 + c, self.known * 5 + c, self.marks & 15, self.marks >> 4, octave(n, 19),
                0 if self.words > 1 else min(head, 24)]


def first_class(line):
    c = line[:1]
    for k, pattern in enumerate([rb"[a-z]", rb"[A-Z](?![A-Z])", rb"[A-Z]", rb"[0-9]", rb"[\"']|[\xe2\xc2]\x80[\x98-\x9f]", rb"[-*+]", rb"[(\[]", rb"[#@$]"]):
        if re.match(pattern, line, re.DOTALL):
            return k
    return 8 if c < b"\x80" else 9 if c in (b"\xe2", b"\xc2") else 10 if b"\xe3" <= c <= b"\xed" else 11


def last_class(line):
    classes = [(rb"(?<!\.)\.|^.?\.|\xe3\x80\x82|\xef\xbc[\x81\x9f]", 0), (rb"\.|\xe2\x80\xa6", 1), (rb"[a-z]", 2), (rb"[A-Z]", 3), (rb"[0-9]", 4), (rb"!", 5),
               (rb"\?", 6), (rb":", 7), (rb"[,;]", 8), (rb"[)\]]", 9), (rb"[\"']|\xe2\x80[\x98-\x9f]", 10), (rb"[\x00-\x7f]", 11),
               (rb"\xe2\x80[\x80-\xff]|\xc2[\x80-\xff]", 12)]
    for pattern, k in classes:
        if re.search(rb"(?:" + pattern + rb")\Z", line, re.DOTALL):
            return k
    return 13


# ---- the page ----------------------------------------------------------------------------------------------------------------

def stepped(limits, x):
    return sum(x >= limit for limit in limits)


def page_bins(lines):
    """The page's bins of every line. The lines must have had their own bins read (for `known`)."""
    n, total = len(lines), sum(min(line.words, 1024) for line in lines)
    words, hashes = [min(line.words, 1024) for line in lines], [line.hash for line in lines]
    twins = collections.Counter(hashes)
    longs = [t for t, line in enumerate(lines) if line.long]
    money, code, known = (sum(x) for x in zip(*((line.marks >> 3 & 1, line.marks >> 4 & 1, line.known) for line in lines), strict=True))
    shared = [octave(n, 23), octave(4 * total // n, 19), share(sum(words[t] for t in longs), total + 1, 8) * 8 + min(octave(len(longs), 15) >> 1, 7),
              known // n, min(octave(money * 64 // n, 10) >> 1, 5) * 5 + min(octave(code * 64 // n, 10) >> 1, 4)]

    def around(values, t, reach):
        return sum(values[max(t - reach, 0):t + reach + 1])

    out, seen = [], collections.Counter()
    for t, line in enumerate(lines):
        earlier, later = [i for i in longs if i < t], [i for i in longs if i > t]
        others, before = twins[line.hash] - 1, seen[line.hash]
        seen[line.hash] += 1
        sentences = [line.sentence for line in lines]
        out.append([
            *shared, t * ((16 << 32) // n) >> 32, octave(t, 15), octave(n - 1 - t, 15),
            stepped((1, 2, 4, 8), others) * 3 + (0 if before == 0 else 1 if before < others else 2),
            octave(around(words, t, 2), 19), octave(around(words, t, 5), 21), octave(around(words, t, 15), 23),
            min(around(sentences, t, 5), 7) * 6 + stepped((1, 3, 6, 11, 17), around(sentences, t, 15)),
            octave(t - earlier[-1], 10) if earlier else 11, octave(later[0] - t, 10) if later else 11,
            (min(lines[t - 1].size >> 1, 7) if t else 8) * 5 + line.coarse, (min(lines[t + 1].size >> 1, 7) if t + 1 < n else 8) * 5 + line.coarse])
    return out


# ---- the model ---------------------------------------------------------------------------------------------------------------

def sealed(data: bytes) -> bytes:
    """The model file with the checksum that its bytes ask for."""
    h = len(data) - 16
    for (x,) in struct.iter_unpack("<Q", data[16:len(data) // 8 * 8]):
        h = ((h ^ x) * 0x9E3779B97F4A7C15) & FULL
        h ^= h >> 32
    return data[:12] + struct.pack("<I", (h ^ (h >> 29)) & 0xFFFFFFFF) + data[16:]


class Model:
    """The parts of a model file, see kernels/lines_model.pxd."""

    def __init__(self, data: bytes):
        self.at = 64
        self.threshold, self.certain, _, self.begin, self.share = struct.unpack_from("<ffIff", data, 24)

        def take(kind, *shape):
            n = math.prod(shape)
            flat = struct.unpack_from(f"<{n}{kind}", data, self.at)
            self.at += (n * struct.calcsize(kind) + 15) // 16 * 16
            return flat

        def matrix(inputs, outputs):
            flat = take("h", inputs, outputs)
            return [[flat[(i // 2 * outputs + j) * 2 + i % 2] for j in range(outputs)] for i in range(inputs)]

        def rows(count):
            flat = take("h", count, HIDDEN)
            return [flat[i * HIDDEN:(i + 1) * HIDDEN] for i in range(count)]

        self.scale, self.slots, self.tokens = take("h", SCALES), take("I", 1 << 14), take("b", 1 << 14, HIDDEN)
        self.own, self.page = rows(sum(OWN_SIZES)), rows(sum(PAGE_SIZES))
        self.pool, self.gates, self.top, self.out = matrix(2 * HIDDEN, HIDDEN), matrix(HIDDEN, 4 * CELLS), matrix(HIDDEN + 2 * CELLS, TOP), take("h", TOP)
        self.names, self.labels = matrix(HIDDEN + 2 * CELLS, NAMES), matrix(2 * NAMES, NAMES)
        self.gate_bias, self.top_bias, self.out_bias = take("i", 4 * CELLS), take("i", TOP), take("i", 1)
        self.names_bias, self.labels_bias = take("i", NAMES), take("i", NAMES)
        self.alone, self.curve = take("i", HIDDEN + 1), take("f", CURVE)
        self.name_scale, self.name_tokens = take("h", SCALES), take("b", 1 << 14, NAMES)

    def slot(self, token):
        """The token's numbers, and those for the labels; or None when it is not in the vocabulary."""
        row, tag = divmod(self.slots[token >> 18], 1 << 16)
        tables = (self.tokens, HIDDEN), (self.name_tokens, NAMES)
        return [table[row * size:(row + 1) * size] for table, size in tables] if tag == token & 0xFFFF else None


def layer(x, matrix, bias):
    return [wrapped(b + sum(value * row[j] for value, row in zip(x, matrix, strict=True)), 32) for j, b in enumerate(bias)]


def rows_of(table, sizes, bins):
    start, out = 0, []
    for size, b in zip(sizes, bins, strict=True):
        out.append(table[start + b])
        start += size
    return out


def line_own(model, line):
    """Sets vec (first layer before the page), named (what the words say of the label), own_bins, known and alone of a `Line`."""
    found = [numbers for token in line.tokens if (numbers := model.slot(token)) is not None]
    known = sum(model.slot(token) is not None for token in line.single)
    line.own_bins = line.bins(known)
    vec, line.named = ([wrapped(sum(numbers[table][k] for numbers in found) * scale[len(found)] >> 11, 16) for k in range(size)]
                       for table, (size, scale) in enumerate([(HIDDEN, model.scale), (NAMES, model.name_scale)]))
    line.vec = [wrapped(sum(column), 16) for column in zip(vec, *rows_of(model.own, OWN_SIZES, line.own_bins), strict=True)]
    line.alone = model.alone[HIDDEN] + sum(max(x, 0) * w >> 12 for x, w in zip(line.vec, model.alone[:HIDDEN], strict=True))


def remember(gates, h):
    for k in range(CELLS):
        f = min(max(f32(0.5 + f32(gates[k] * (0.25 / 1024))), 0.0), 1.0)
        c = min(max(f32(gates[CELLS + k] * (1 / 1024)), -1.0), 1.0)
        h[k] = f32(c + f32(f * f32(h[k] - c)))
    return [int(f32(x * 1024)) for x in h]


def judge(model, lines):
    """(probability, best label as content, best label as boilerplate) of each line on its page."""
    bins = page_bins(lines)
    a = [[wrapped(sum(column), 16) for column in zip(line.vec, *rows_of(model.page, PAGE_SIZES, b), strict=True)] for line, b in zip(lines, bins, strict=True)]
    seen = [[rectified(x) for x in row] for row in a]
    weight = [min(line.words, 31) + 1 for line in lines]
    mean = [sum(column) // len(lines) for column in zip(*seen, strict=True)]
    heavy = [sum(x * w for x, w in zip(column, weight, strict=True)) // sum(weight) for column in zip(*seen, strict=True)]
    added = [shortened(x >> 11) for x in layer([*mean, *heavy], model.pool, [0] * HIDDEN)]
    z = [[rectified(x + y) for x, y in zip(row, added, strict=True)] for row in a]
    gates = [[shortened(x >> 11) for x in layer(row, model.gates, model.gate_bias)] for row in z]
    above, below, h = [], [], [0.0] * CELLS
    for g in gates:
        above.append(remember(g[:2 * CELLS], h))
    h = [0.0] * CELLS
    for g in reversed(gates):
        below.insert(0, remember(g[2 * CELLS:], h))
    out, states = [], [[*row, *up, *down] for row, up, down in zip(z, above, below, strict=True)]
    none = [0] * NAMES
    units = [none, *([rectified(shortened(x >> 11) + y) for x, y in zip(layer(state, model.names, model.names_bias), line.named, strict=True)]
                     for line, state in zip(lines, states, strict=True)), none]
    for t, state in enumerate(states):
        top = [rectified(x >> 11) for x in layer(state, model.top, model.top_bias)]
        logit = wrapped(model.out_bias[0] + sum(x * w for x, w in zip(top, model.out, strict=True)), 32)
        around = [x + y for x, y in zip(units[t], units[t + 2], strict=True)]
        names = layer([*units[t + 1], *around], model.labels, model.labels_bias)
        best = [max(range(first, stop), key=lambda k: (names[k], -k)) for first, stop in ((0, 2), (2, 12))]
        out.append((model.curve[min(max((logit >> 17) + CURVE // 2, 0), CURVE - 1)], *best))
    return out


def page_threshold(model, lines, chances):
    weight = [min(line.words, 1024) + 0.5 for line in lines]
    every, best, t = sum(p * w for p, w in zip(chances, weight, strict=True)), max(chances), model.begin
    for _ in range(5):
        taken = [(p, w) for p, w in zip(chances, weight, strict=True) if p >= min(t, best)]
        t = model.share * 2 * sum(p * w for p, w in taken) / (sum(w for _, w in taken) + every)
    t = min(t, best)
    kept = sum(w for p, w in zip(chances, weight, strict=True) if p >= t) / sum(weight)
    if kept > 0.8:                                                      # clean text, it seems
        t *= 1 - 0.75 * (kept - 0.8) / (1 - 0.8)
    strange = (4 - sum(line.known for line in lines) / len(lines)) / 1.5
    whole = (0.45 - sum(line.words < 6 for line in lines) / len(lines)) / 0.15
    t *= 1 - 0.9 * min(max(strange, 0), 1) * min(max(whole, 0), 1)      # few of its words are known, and few of its lines are short
    return min(max(t, 1e-4), 0.9999)


def verdicts(model, lines):
    """(score, label) of each line."""
    judged = judge(model, lines)
    t = page_threshold(model, lines, [p for p, _, _ in judged])
    out = []
    for p, content, boilerplate in judged:
        score = p * (1 - t) / (p * (1 - t) + t * (1 - p))
        out.append((score, content if score >= model.threshold else boilerplate))
    return out
