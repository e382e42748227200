#!/usr/bin/env python3
"""power_loss.py PROGRAM INTERPOSER [--first | --unchanged] - the power fails.

interposer.so records what a run asks of the file system, in order
(fault_record.h). For each moment between two calls this builds what a machine
may find in the reports folder afterwards, and asks whether `latest` is whole:

    nothing   nothing is there that was not synced: of a file the bytes of its
              last fsync, of a folder the names of its own last fsync (the worst
              that POSIX allows)
    names     all names are there, but of files only the bytes synced: an empty
              file under a new name (ext4 without data=ordered, XFS)
    mixed     of each name, and of each file's bytes, either the synced or the
              newest, by chance (a disk that writes in any order); MIXED of them

That everything asked for is there, in order, as with ext4's data=ordered, is
what a killed run leaves; every_call.py --kill looks at that. Of the different
states some are made real, and the next night has to succeed in them. After the
last call the reports must be tonight's: what exit 0 has promised stays.
"""
import argparse
import os
import random
import shutil
import struct
import sys
import tempfile

sys.dont_write_bytecode = True
import check_reports  # noqa: E402
from night import (Ended, Nights, Outcomes, room, tables_of,  # noqa: E402
                   without_changes)

RECORD = struct.Struct('<IIQQ')
(CREATE, WRITE, TRUNCATE, SYNC, RENAME, LINK, SYMLINK, REMOVE,
 FOLDER) = range(1, 10)
MIXED, NEXT_NIGHTS = 3, 25


class File:
    def __init__(self, data=b'', says=None):
        self.data, self.synced, self.says = bytearray(data), bytes(data), says


class Folder:
    def __init__(self):
        self.names, self.synced = {}, {}


def read_tree(path):
    """Returns the folder as it is on the disk, all of it synced."""
    folder = Folder()
    for entry in os.scandir(path):
        if entry.is_symlink():
            node = File(says=os.readlink(entry.path))
        elif entry.is_dir():
            node = read_tree(entry.path)
        else:
            with open(entry.path, 'rb') as file:
                node = File(file.read())
        folder.names[entry.name] = node
    folder.synced = dict(folder.names)
    return folder


class Disk:
    """The folder `path` and what was asked of it."""

    def __init__(self, path):
        self.path, self.root = os.path.realpath(path), read_tree(path)

    def find(self, path):
        """Returns (the folder that holds it, its name), or None."""
        inside = os.path.relpath(path, self.path)
        if inside.startswith('..'):
            return None
        *above, name = inside.split('/')
        folder = self.root
        for part in above:
            folder = folder.names.get(part)
            if not isinstance(folder, Folder):
                return None
        return folder, name

    def node(self, path):
        if os.path.realpath(path) == self.path:
            return self.root
        place = self.find(path)
        return place and place[0].names.get(place[1])

    def apply(self, kind, path, value, data):
        """Returns whether the call concerned the folder."""
        place = self.find(path)
        if place is None:
            return False
        folder, name = place
        node = self.node(path)
        if kind == CREATE:
            if node is None:
                folder.names[name] = File()
            elif value:
                node.data.clear()
        elif kind == FOLDER:
            folder.names[name] = Folder()
        elif kind == SYMLINK:
            folder.names[name] = File(says=data.decode())
        elif kind == REMOVE:
            folder.names.pop(name, None)
        elif kind in (RENAME, LINK):
            other, new_name = self.find(data.decode())
            other.names[new_name] = node
            if kind == RENAME:
                del folder.names[name]
        elif node is None:
            return False  # a file that has lost its name
        elif kind == WRITE:
            node.data.extend(bytes(max(0, value + len(data)
                                       - len(node.data))))
            node.data[value:value + len(data)] = data
        elif kind == TRUNCATE:
            del node.data[value:]
            node.data.extend(bytes(value - len(node.data)))
        elif kind == SYNC and isinstance(node, Folder):
            node.synced = dict(node.names)
        elif kind == SYNC:
            node.synced = bytes(node.data)
        return True


def read_record(path):
    with open(path, 'rb') as file:
        data = file.read()
    at = 0
    while at < len(data):
        kind, length, value, size = RECORD.unpack_from(data, at)
        at += RECORD.size
        yield (kind, data[at:at + length].decode(), value,
               data[at + length:at + length + size])
        at += length + size


# -- What may be found --------------------------------------------------------

def found(node, choose_names, choose_bytes):
    """Returns the tree: {name: bytes, text of a link, or the like again}."""
    if isinstance(node, Folder):
        names = choose_names(node)
        return {name: found(below, choose_names, choose_bytes)
                for name, below in names.items()}
    return node.says if node.says is not None else choose_bytes(node)


def any_names(chance):
    def choose(folder):
        names = {}
        for name in folder.names.keys() | folder.synced.keys():
            node = chance.choice([folder.names, folder.synced]).get(name)
            if node is not None:
                names[name] = node
        return names
    return choose


def states_of(disk, chance):
    """Yields (what it is called, the tree)."""
    yield 'nothing', found(disk.root, lambda folder: folder.synced,
                           lambda file: file.synced)
    yield 'names', found(disk.root, lambda folder: folder.names,
                         lambda file: file.synced)
    for _ in range(MIXED):
        yield 'mixed', found(
            disk.root, any_names(chance),
            lambda file: chance.choice([file.synced, bytes(file.data)]))


def judge_tree(tree, nights, is_first):
    """Returns (what is published there, what is wrong with it)."""
    latest = tree.get('reports', {}).get('latest')
    if latest is None and is_first:
        return 'nothing', []
    folder = tree['reports']
    for part in (latest or 'nowhere').split('/'):
        folder = folder.get(part) if isinstance(folder, dict) else None
    if folder is None:
        return 'broken', [f'latest leads to {latest}, which is not there']
    wrong = check_reports.check_files(folder, nights.known)
    tables = tables_of(folder)
    if tables == nights.last:
        return 'last', wrong
    is_tonight = tables == nights.tonight
    if is_first:  # no run before, so there are no changes
        is_tonight = (without_changes(tables) ==
                      without_changes(nights.tonight))
    return ('tonight' if is_tonight else 'other'), wrong or (
        [] if is_tonight else ['latest is neither night\'s'])


def write_tree(tree, path):
    os.mkdir(path)
    for name, below in tree.items():
        at = os.path.join(path, name)
        if isinstance(below, dict):
            write_tree(below, at)
        elif isinstance(below, str):
            os.symlink(below, at)
        else:
            with open(at, 'wb') as file:
                file.write(below)


# -- All ----------------------------------------------------------------------

class Test:
    def __init__(self, nights, interposer, is_first):
        self.nights, self.interposer = nights, os.path.abspath(interposer)
        self.is_first, self.outcomes = is_first, Outcomes()
        self.seen, self.chance = {}, random.Random(6)

    def record(self):
        """Runs tonight; returns the disk before it, and what was asked."""
        place = os.path.join(self.nights.folder, 'disk')
        reports = os.path.join(place, 'reports')
        path = os.path.join(self.nights.folder, 'record')
        os.mkdir(place)
        if not self.is_first:
            shutil.copytree(self.nights.last_reports, reports, symlinks=True)
            self.before = os.readlink(os.path.join(reports, 'latest'))
        disk = Disk(place)
        ended = self.nights.run(reports, {'LD_PRELOAD': self.interposer,
                                          'POLICYLEX_RECORD': path})
        if ended.code != 0:
            sys.exit(f'the run that is recorded ends with {ended.code}: '
                     f'{ended.said}')
        return disk, list(read_record(path))

    def look(self, moment, disk):
        for name, tree in states_of(disk, self.chance):
            kind, wrong = judge_tree(tree, self.nights, self.is_first)
            self.outcomes.note(moment, kind, [
                f'call {moment}, {name}: {sentence}' for sentence in wrong])
            self.seen.setdefault(repr(tree), (tree, kind))

    def go_on(self):
        """The next night, in a selection of the states."""
        states = list(self.seen.values())
        for i in range(min(NEXT_NIGHTS, len(states))):
            tree, kind = states[i * len(states) // NEXT_NIGHTS
                                if len(states) > NEXT_NIGHTS else i]
            if kind not in ('last', 'tonight'):
                continue
            place = os.path.join(self.nights.folder, f'next-{i}')
            write_tree(tree, place)
            reports = os.path.join(place, 'reports')
            _, wrong = self.nights.judge(reports, Ended(74, 'policylex: -'))
            self.outcomes.wrong += [f'next night {i}: {sentence}'
                                    for sentence in wrong]

    def run(self):
        disk, calls = self.record()
        self.look(0, disk)
        for moment, call in enumerate(calls, 1):
            if disk.apply(*call):
                self.look(moment, disk)
        end = next(states_of(disk, self.chance))[1]
        latest = end.get('reports', {}).get('latest')
        if (latest is None or judge_tree(end, self.nights, self.is_first)[1] or
                not self.is_first and latest == self.before):
            self.outcomes.wrong.append('exit 0, but what was published is lost')
        self.go_on()
        return len(calls)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('interposer')
    parser.add_argument('--first', action='store_true')
    parser.add_argument('--unchanged', action='store_true')
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=room(200 << 20)) as folder:
        # The workbook's library writes unseen by the interposer; its file is
        # synced before it has its name, as the page is.
        test = Test(Nights(wanted.program, os.path.join(folder, 'nights'),
                           ['--views', 'page'], unchanged=wanted.unchanged,
                           library=wanted.interposer),
                    wanted.interposer, wanted.first)
        calls = test.run()
    for sentence in test.outcomes.wrong[:20]:
        print('#', sentence.replace('\n', '\n#   '))
    print(test.outcomes.sentence(f'states after a power loss, of {calls} '
                                 'calls,'))
    return 1 if test.outcomes.wrong else 0


if __name__ == '__main__':
    sys.exit(main())
