// Uses what most routing scripts use, so that the first call does not pay for loading it.
(() => {
  const numbers = ['1001', '+4930123456', '8123'].filter((n) => /^(0\d+|\+(\d+)|8\d{3})$/.test(n));
  const [first, ...rest] = numbers.map((n) => n.replace(/^\+49(?<rest>\d+)/, '0$<rest>')).sort();
  const found = { first, ...{ rest } };
  const text = `${first}-${rest.join()}`.split('-').reverse().slice(0, 2).map((s) => s.padStart(4, '0'));
  const when = new Date(0);
  const open = when.getDay() > 0 && when.getHours() < 18 && when.toISOString() > '' && Date.now() > 0;
  const seen = new Map([['a', new Set(text)]]);
  for (const [key, value] of seen) if (value.has(key)) throw new Error(key);
  for (const [key, value] of Object.entries(JSON.parse(JSON.stringify(found)))) seen.set(key, value);
  class Office { open = open; get closed() { return !this.open; } }
  try { null.nothing; } catch (e) { String(e.stack); }
  return (async () => { await 0; return new Office().closed ?? seen.get('first')?.length; })();
})();
