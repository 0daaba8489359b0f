#!/usr/bin/env python3
"""How late the media ticks of a server run while it carries calls: percentiles of the difference of two readings of
`pbx:media --ticks`, with the load of the whole machine in the same window.
ticks.py --read './patchbay console --home H pbx:media --ticks' --ns 60,100 [--codec opus] [--room-size 10] [--secs 20] --out FILE"""
import argparse, json, os, re, shlex, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from pbxlib import sysbusy

def reading(command):
    """{upper bound in µs: ticks}, all loops together."""
    text = subprocess.run(shlex.split(command), capture_output=True, text=True, timeout=60).stdout
    line = next((l for l in text.splitlines() if l.startswith('ticks ')), None)
    if line is None: sys.exit(f'no reading: {text[-300:]}')
    total = {}
    for late, count in re.findall(r'(\d+):(\d+)', re.sub(r'\S+=', '', line)):
        total[int(late)] = total.get(int(late), 0) + int(count)
    return total

def percentile(ticks, share):
    left = share * sum(ticks.values())
    for late in sorted(ticks):
        left -= ticks[late]
        if left <= 0: return late
    return max(ticks)

def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--read', required=True); p.add_argument('--ns', default='60,100'); p.add_argument('--codec', default='opus'); p.add_argument('--secs', type=float, default=20)
    p.add_argument('--room-size', default='10'); p.add_argument('--out'); p.add_argument('--label', default='run')
    a = p.parse_args()
    for n in [int(x) for x in a.ns.split(',')]:
        setup = n / 60 + 6
        load = subprocess.Popen([sys.executable, f'{HERE}/bench.py', 'conf', '--prefix', '9', '--codec', a.codec, '--room-size', a.room_size, '--roombase', '30000',
                                 '--ns', str(n), '--rate', '60', '--secs', str(a.secs + 12), '--label', a.label], stdout=subprocess.DEVNULL)
        time.sleep(setup)
        before, t0, (b0, s0) = reading(a.read), time.time(), sysbusy()
        time.sleep(a.secs)
        t1, (b1, s1) = time.time(), sysbusy()
        after = reading(a.read)
        load.wait()
        ticks = {k: after[k] - before.get(k, 0) for k in after if after[k] > before.get(k, 0)}
        row = {'label': a.label, 'test': 'ticks', 'codec': a.codec, 'n': n, 'room_size': int(a.room_size), 'ticks': sum(ticks.values()), 'machine_load': round((b1 - b0) / (t1 - t0) / os.cpu_count(), 3),
               'steal': round((s1 - s0) / (t1 - t0), 4), 'p50_us': percentile(ticks, .5), 'p99_us': percentile(ticks, .99), 'max_us': max(ticks)}
        print(json.dumps(row), flush=True)
        if a.out: open(a.out, 'a').write(json.dumps(row) + '\n')

if __name__ == '__main__': main()
