"""interposer.py - tells interposer.so what to do, and reads what it saw.

The layout is that of struct fault_state in fault_state.h, which is read for the
names of the functions.
"""
import collections
import errno
import os
import re
import struct

ROLES = ['program', 'extractor']
NONE, FAIL, SHORT, KILL_BEFORE, KILL_AFTER = range(5)
WANTED = struct.Struct('<5IiI')
SEEN = struct.Struct('<II4xQ')
CALL = struct.Struct('<QIHH')
FUNCTIONS_MAX, STACK_TEXT, CALLS_MAX = 64, 4096, 1 << 20
COUNTS_AT = WANTED.size + SEEN.size
STACK_AT = COUNTS_AT + 4 * FUNCTIONS_MAX * len(ROLES)
CALLS_AT = STACK_AT + STACK_TEXT
SIZE = CALLS_AT + CALL.size * CALLS_MAX

Call = collections.namedtuple('Call', 'role function number place')
Seen = collections.namedtuple('Seen', 'reached place stack')


def function_names():
    header = os.path.join(os.path.dirname(__file__), 'fault_state.h')
    with open(header) as file:
        text = file.read()
    return re.findall(r'\bFAULT_([a-z]\w*),', text)


NAMES = function_names()


class Fault(collections.namedtuple('Fault',
                                   'role function number action error times')):
    """One call to disturb, or with `times` > 1 that and those after it."""

    def __str__(self):
        how = {FAIL: errno.errorcode.get(self.error, '?'), SHORT: 'half',
               KILL_BEFORE: 'killed before', KILL_AFTER: 'killed after'}
        return (f'{self.role} {self.function} {self.number}'
                f'{" and on" if self.times > 1 else ""}: {how[self.action]}')


class Interposer:
    """The file in memory that a run shares with the test."""

    def __init__(self, library, path):
        self.preloaded, self.path = os.path.abspath(library), path

    def environment(self):
        return {'LD_PRELOAD': self.preloaded, 'POLICYLEX_FAULTS': self.path}

    def want(self, fault=None):
        """Begins anew: disturbs that call, or only lists all calls."""
        if fault:
            wanted = WANTED.pack(ROLES.index(fault.role),
                                 NAMES.index(fault.function), fault.number,
                                 fault.times, fault.action, fault.error, 0)
        else:
            wanted = WANTED.pack(0, 0, 0, 0, NONE, 0, 1)
        with open(self.path, 'wb') as file:
            file.write(wanted)
            file.truncate(SIZE)

    def seen(self):
        with open(self.path, 'rb') as file:
            head = file.read(CALLS_AT)
        reached, _, place = SEEN.unpack_from(head, WANTED.size)
        stack = head[STACK_AT:].split(b'\0')[0].decode(errors='replace')
        return Seen(reached, place, stack)

    def calls(self):
        """Returns the calls listed, in order."""
        with open(self.path, 'rb') as file:
            data = file.read()
        count = SEEN.unpack_from(data, WANTED.size)[1]
        if count > CALLS_MAX:
            raise SystemExit('more calls than can be listed: CALLS_MAX')
        return [Call(ROLES[role], NAMES[function], number, place)
                for place, number, role, function in
                (CALL.unpack_from(data, CALLS_AT + i * CALL.size)
                 for i in range(count))]
