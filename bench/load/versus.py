#!/usr/bin/env python3
"""versus.py results.jsonl: minimum / median / maximum of each figure, by server, of windows that were taken in turns."""
import collections, json, statistics, sys
FIGURES = {'latency': ('p50_ms', 'p99_ms'), 'setup': ('cpu_ms_per_call',), 'register': ('cpu_ms_per_reg',), 'media': ('cpu_ms_per_call_s',), 'conf': ('cpu_ms_per_part_s',), 'delay': ('delay_p50_ms', 'delay_p99_ms')}
taken = collections.defaultdict(lambda: collections.defaultdict(list)); failed = collections.Counter()
for line in open(sys.argv[1]):
    row = json.loads(line); test = row['test'] + (' with digest' if row.get('auth') else '')
    for figure in FIGURES.get(row['test'], ()):
        if row.get('pass_') is False: failed[test, row['label']] += 1
        elif row.get(figure) is not None: taken[test, figure][row['label']].append(row[figure])
for (test, figure), by_label in taken.items():
    for label, values in sorted(by_label.items()):
        print(f"{test:18} {figure:18} {label:7} {min(values):8.3f} / {statistics.median(values):8.3f} / {max(values):8.3f}   of {len(values)}, {failed[test, label]} failed")
