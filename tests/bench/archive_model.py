"""archive_model.py - what an archive of many terabytes would cost on a cluster,
from rates that were measured on a small one.

Nothing here is measured. Given rates, seed and assumptions it says the same
each time.
"""
import heapq
import math
import random
from dataclasses import dataclass

MIB = 1 << 20
# Of src/: WALK_FILES_MAX; TABLE_ROWS_MAX less the header; document numbers and
# ids of types; BUFFER_LIMIT, which a group's counts go through.
FILES_MAX, ROWS_MAX = 4_000_000, 1_048_575
NUMBERS_MAX, GROUP_BYTES_MAX = 2**32 - 1, 2**32 - 1
DRAWN_MAX = 2_000  # documents of a shard; of more the sum is as good as normal
READINGS = 2  # of each part: one to check it, one to take it
PUBLISHING = 'merge'


@dataclass
class Cluster:
    """What is assumed, not measured."""
    cores: int = 1_000
    start_seconds: float = 5  # of a task, by the scheduler
    straggler_share: float = 0.01
    straggler_times: float = 3
    noise: float = 0.1  # of a task's time: deviation of its logarithm
    failures_an_hour: float = 0.01  # of a core
    failures_a_task: float = 0.002
    requeue_seconds: float = 60
    shared_gb_a_second: float = 10  # the file system, to all cores
    node_gb_a_second: float = 1  # to one
    fan_in: int = 32
    memory_gib: float = 256  # of the largest machine
    shard_gb: float = 10  # and at least a shard a core


# -- Words and types -----------------------------------------------------------

def types_in(law, words):
    """Heaps' law, one for all and for each group: a group has no more types
    than all of them. And a text has no more types than words."""
    return min(words, law['k'] * words ** law['beta']) if words > 0 else 0


def group_types(rates, words):
    """Of each group in so many words of all."""
    return [types_in(rates['types'], words * share)
            for share in rates['groups']]


def entries_in(rates, words):
    """Types of each group, and of all."""
    return types_in(rates['types'], words) + sum(group_types(rates, words))


def group_bytes(rates, words):
    """Of each group in a shard file."""
    part = rates['part']
    return [part['bytes_a_group'] + part['bytes_a_type'] * types
            for types in group_types(rates, words)]


def cost(rates, features):
    """A line of rates, in which each feature has its cost."""
    return sum(rates[name] * value for name, value in features.items())


# -- Shards --------------------------------------------------------------------

@dataclass
class Part:
    documents: float
    text_bytes: float
    document_bytes: float
    group_bytes: float

    def bytes(self):
        return self.document_bytes + self.group_bytes


def part_of(rates, documents, text_bytes):
    words = text_bytes / rates['bytes_a_word']
    part = rates['part']
    return Part(documents, text_bytes,
                part['bytes_a_document'] * documents
                + part['bytes_a_text_byte'] * text_bytes,
                sum(group_bytes(rates, words)))


def joined(rates, parts):
    """Documents are passed through, groups added up."""
    return part_of(rates, sum(part.documents for part in parts),
                   sum(part.text_bytes for part in parts))


def text_bytes_of(dice, documents, mean, deviation):
    """Of so many documents, whose sizes are log-normal."""
    middle = math.log(mean) - deviation ** 2 / 2
    if documents <= DRAWN_MAX:
        return sum(dice.lognormvariate(middle, deviation)
                   for _ in range(documents))
    of_one = mean * math.sqrt(math.exp(deviation ** 2) - 1)
    return max(0.0, dice.gauss(documents * mean,
                               of_one * math.sqrt(documents)))


def draw_shards(dice, rates, documents, count, mean):
    """A hash gives each shard about as many documents."""
    here = documents / count
    for _ in range(count):
        number = max(0, round(dice.gauss(here, math.sqrt(here))))
        yield part_of(rates, number, text_bytes_of(
            dice, number, mean, rates['log_size_deviation']))


# -- The array -----------------------------------------------------------------

def counting_seconds(rates, cluster, part, planned):
    """Of a task, which reads the whole plan."""
    cpu = cost(rates['count'], {
        'at_all': 1, 'a_file_planned': planned, 'a_document': part.documents,
        'a_text_byte': part.text_bytes})
    reading = part.text_bytes / (
        min(cluster.node_gb_a_second,
            cluster.shared_gb_a_second / cluster.cores) * 1e9)
    return max(cpu, reading), reading > cpu


def run_array(dice, cluster, seconds):
    """Hands the tasks to the first core that is free. One that fails is queued
    again, and fails anew or not. Returns when the last one ends, and how many
    were queued again."""
    cores = [0.0] * cluster.cores
    waiting = [(0.0, number) for number in range(len(seconds))]
    ended, requeued = 0.0, 0
    heapq.heapify(waiting)
    while waiting:
        ready, number = heapq.heappop(waiting)
        begun = max(ready, heapq.heappop(cores))
        takes = seconds[number] * dice.lognormvariate(0, cluster.noise)
        if dice.random() < cluster.straggler_share:
            takes *= cluster.straggler_times
        takes += cluster.start_seconds
        chance = 1 - (1 - cluster.failures_a_task) * math.exp(
            -cluster.failures_an_hour * takes / 3600)
        if dice.random() < chance:
            takes *= dice.random()
            requeued += 1
            heapq.heappush(waiting, (begun + takes + cluster.requeue_seconds,
                                     number))
        heapq.heappush(cores, begun + takes)
        ended = max(ended, begun + takes)
    return ended, requeued


# -- The merge -----------------------------------------------------------------

def features_of(parts):
    return {'at_all': 1, 'a_document': sum(p.documents for p in parts),
            'a_document_byte': sum(p.document_bytes for p in parts),
            'a_group_byte': sum(p.group_bytes for p in parts)}


def merging_seconds(rates, cluster, command, parts):
    """Of one process: its work, and waiting for what it reads."""
    read = READINGS * sum(part.bytes() for part in parts)
    return (cost(rates[command], features_of(parts))
            + read / cluster.node_gb_a_second / 1e9)


def memory_gib(rates, command, part, **others):
    """Of a process that comes to this part."""
    words = part.text_bytes / rates['bytes_a_word']
    return cost(rates[f'{command}_memory'], {
        'at_all': 1, 'a_document': part.documents,
        'a_document_byte': part.document_bytes,
        'a_type': entries_in(rates, words)} | others) / 1024 ** 3


def merge_tree(rates, cluster, parts):
    """Levels of joins side by side, until one merge can take the rest. Returns
    the seconds of all joins, and what is left to merge."""
    seconds = 0.0
    while len(parts) > cluster.fan_in:
        bundles = [parts[at:at + cluster.fan_in]
                   for at in range(0, len(parts), cluster.fan_in)]
        made = [joined(rates, bundle) for bundle in bundles]
        slowest = max(
            merging_seconds(rates, cluster, 'join', bundle)
            + whole.bytes() / cluster.node_gb_a_second / 1e9
            for bundle, whole in zip(bundles, made))
        traffic = sum(part.bytes() * READINGS for part in parts) + sum(
            whole.bytes() for whole in made)
        seconds += max(slowest, traffic / cluster.shared_gb_a_second / 1e9)
        seconds += cluster.start_seconds
        parts = made
    return seconds, parts


# -- One archive ---------------------------------------------------------------

def limits_of(rates, cluster, documents, whole, merge_gib):
    """Why it cannot be one run, hardest first; and what is cut."""
    words = whole.text_bytes / rates['bytes_a_word']
    if documents > NUMBERS_MAX:
        yield 'document numbers'
    if max(group_bytes(rates, words)) > GROUP_BYTES_MAX:
        yield 'counts of a group'
    if types_in(rates['types'], words) > NUMBERS_MAX:
        yield 'ids of types'
    if merge_gib > cluster.memory_gib:
        yield 'memory'
    if documents > FILES_MAX:
        yield 'files listed'
    if documents > ROWS_MAX:
        yield 'rows cut'


def simulate(rates, cluster, text_bytes, mean, seed):
    dice = random.Random(f'{seed} {text_bytes} {mean}')
    documents = round(text_bytes / mean)
    count = max(cluster.cores, math.ceil(text_bytes / cluster.shard_gb / 1e9))
    parts = list(draw_shards(dice, rates, documents, count, mean))
    tasks = [counting_seconds(rates, cluster, part, documents)
             for part in parts]
    ended, requeued = run_array(dice, cluster, [task[0] for task in tasks])
    largest = max(parts, key=lambda part: part.text_bytes)
    whole = joined(rates, parts)
    joins, left = merge_tree(rates, cluster, parts)
    merge_gib = memory_gib(rates, PUBLISHING, whole)
    words = whole.text_bytes / rates['bytes_a_word']
    return {
        'documents': documents, 'words': words,
        'types': types_in(rates['types'], words),
        'shards': count, 'part_bytes': largest.bytes(),
        'parts_bytes': sum(part.bytes() for part in parts),
        'planning': rates['plan']['a_file'] * documents,
        'array': ended, 'requeued': requeued,
        'waits_for_files': sum(task[1] for task in tasks) * 2 > count,
        'flat': merging_seconds(rates, cluster, PUBLISHING, parts),
        'joins': joins,
        'last': merging_seconds(rates, cluster, PUBLISHING, left),
        'task_gib': memory_gib(rates, 'count', largest,
                               a_file_planned=documents),
        'join_gib': max(memory_gib(rates, 'join', part) for part in left),
        'merge_gib': merge_gib,
        'limits': list(limits_of(rates, cluster, documents, whole,
                                 merge_gib))}


def largest_run(rates, cluster, mean):
    """Most documents of this size that one machine's memory can publish."""
    least, most = 1, 2 ** 40
    while most - least > 1:
        middle = (least + most) // 2
        part = part_of(rates, middle, middle * mean)
        if memory_gib(rates, PUBLISHING, part) <= cluster.memory_gib:
            least = middle
        else:
            most = middle
    return least
