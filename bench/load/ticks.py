#!/usr/bin/env python3
"""How late the media ticks of a server run while it carries calls: percentiles of the difference of two readings of
`pbx:media --ticks`, with the load of the whole machine in the same window.
ticks.py --read './patchbay console --home H pbx:media --ticks' --ns 100,200 [--room-size 2] [--secs 20] --out FILE"""
import argparse, json, os, re, shlex, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))

def reading(command):
    """{upper bound in µs: ticks}, all loops together."""
    text = subprocess.run(shlex.split(command), capture_output=True, text=True, timeout=60).stdout
    line = next((l for l in text.splitlines() if l.startswith('ticks ')), None)
    if line is None: sys.exit(f'no reading: {text[-300:]}')
    total = {}
    for late, count in re.findall(r'(\d+):(\d+)', re.sub(r'\S+=', '', line)):
        total[int(late)] = total.get(int(late), 0) + int(count)
    return total

def machine():
    v = [int(x) for x in open('/proc/stat').readline().split()[1:9]]
    return sum(v), v[3] + v[4], v[7]

def percentile(ticks, share):
    left = share * sum(ticks.values())
    for late in sorted(ticks):
        left -= ticks[late]
        if left <= 0: return late
    return max(ticks)

def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument('--read', required=True); p.add_argument('--ns', default='100,200'); p.add_argument('--secs', type=float, default=20)
    p.add_argument('--room-size', default='2'); p.add_argument('--out'); p.add_argument('--label', default='run')
    a = p.parse_args()
    for n in [int(x) for x in a.ns.split(',')]:
        setup = n / 60 + 6
        load = subprocess.Popen([sys.executable, f'{HERE}/bench.py', 'conf', '--prefix', '9', '--codec', 'pcmu', '--room-size', a.room_size, '--roombase', '30000',
                                 '--ns', str(n), '--rate', '60', '--secs', str(a.secs + 12), '--label', a.label], stdout=subprocess.DEVNULL)
        time.sleep(setup)
        before, m0 = reading(a.read), machine(); time.sleep(a.secs); m1, after = machine(), reading(a.read)
        load.wait()
        ticks = {k: after[k] - before.get(k, 0) for k in after if after[k] > before.get(k, 0)}
        busy = 1 - (m1[1] - m0[1]) / max(1, m1[0] - m0[0])
        row = {'label': a.label, 'test': 'ticks', 'n': n, 'room_size': int(a.room_size), 'ticks': sum(ticks.values()), 'machine_load': round(busy, 3),
               'steal': round((m1[2] - m0[2]) / max(1, m1[0] - m0[0]), 4), 'p50_us': percentile(ticks, .5), 'p99_us': percentile(ticks, .99), 'max_us': max(ticks)}
        print(json.dumps(row), flush=True)
        if a.out: open(a.out, 'a').write(json.dumps(row) + '\n')

if __name__ == '__main__': main()
