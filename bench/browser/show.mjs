// What call.mjs has measured, as a table.   node show.mjs RESULTS.jsonl
import { readFileSync } from 'node:fs';

const all = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const sorted = (values) => values.filter((v) => v !== undefined).sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor((sorted(values).length - 1) / 2)];
const ms = (value) => (value === undefined ? '—' : value.toFixed(0)).padStart(6);

for (const { start, which, load, ms: first } of all.filter((c) => c.call === 1)) console.log(`start ${start}, ${which}: first call ${first.sound.toFixed(0)} ms (load ${load})`);
const groups = [
  ['first', all.filter((c) => c.which === 'server just started' && c.call === 1)],
  ['others', all.filter((c) => c.which === 'server just started' && c.call > 1)],
  ['browser', all.filter((c) => c.which === 'browser just started')],
];
const steps = [...new Set(all.flatMap((c) => Object.keys(c.ms)))].sort((a, b) => median(all.map((c) => c.ms[a])) - median(all.map((c) => c.ms[b])));
console.log('\nms since the click: median and most of the first calls after a start of the server, of the nine after it, of the first of another browser\n');
console.log(`${''.padEnd(18)}${groups.map(([name]) => name.padStart(14)).join('')}`);
for (const step of steps) {
  console.log(`${step.padEnd(18)}${groups.map(([, calls]) => `${ms(median(calls.map((c) => c.ms[step])))}${ms(sorted(calls.map((c) => c.ms[step])).at(-1))}`.padStart(14)).join('')}`);
}
