"""For each row of the table (syntax, case, except, pattern, text...), prints
the hits of that one pattern in each text."""
import csv
import json
import os
import subprocess
import sys


def explain(row, text):
    with open('lexicon.csv', 'w', encoding='utf-8', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(['theme', 'term', 'pattern', 'syntax', 'case',
                         'except'])
        writer.writerow(['theme', 'term', row['pattern'], row['syntax'],
                         row['case'], row['except']])
    done = subprocess.run(
        [os.environ['POLICYLEX'], 'explain', '-', '--lexicons', 'lexicon.csv',
         '--format', 'json'], input=text.encode(), capture_output=True,
        check=False)
    sys.stderr.write(done.stderr.decode())
    return [hit['text'] for hit in json.loads(done.stdout)['hits']]


sys.stdout.reconfigure(encoding='utf-8')
last = None
with open(sys.argv[1], encoding='utf-8', newline='') as file:
    for row in csv.DictReader(file):
        head = ' '.join(filter(None, [
            row['syntax'], row['pattern'], row['case'],
            row['except'] and f"(except {row['except']})"]))
        if head != last:
            print(head)
        last = head
        print('   ', row['text'].replace('\n', '\\n'), '->',
              ', '.join(f'[{hit}]' for hit in explain(row, row['text']))
              or 'nothing')
