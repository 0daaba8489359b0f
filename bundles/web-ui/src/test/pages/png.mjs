// A picture of a page in fewer bytes: its colours by numbers, for pages have few.
import zlib from 'node:zlib';

const SIGNATURE = 8;
const MOST_COLOURS = 256;

/** A PNG as browsers write them (8 bits, RGB or RGBA, not interlaced), smaller where that is possible. */
export function small(png) {
  const { width, height, channels, data } = read(png);
  const pixels = unfiltered(data, width, height, channels);
  const made = byNumbers(pixels, width, height, channels);
  return made.length < png.length ? made : png;
}

function read(png) {
  const parts = [];
  let head;
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = body;
    if (type === 'IDAT') parts.push(body);
    at += 12 + length;
  }
  const channels = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !channels || head[12]) throw new Error('not a PNG of a browser');
  return { width: head.readUInt32BE(0), height: head.readUInt32BE(4), channels, data: zlib.inflateSync(Buffer.concat(parts)) };
}

/** PNG, 9.2: each byte is told by its neighbours to the left and above. */
function unfiltered(data, width, height, channels) {
  const row = width * channels;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : pixels[y * row + x - channels];
      const above = y === 0 ? 0 : pixels[(y - 1) * row + x];
      const corner = y === 0 || x < channels ? 0 : pixels[(y - 1) * row + x - channels];
      pixels[y * row + x] = data[y * (row + 1) + 1 + x] + [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
    }
  }
  return pixels;
}

function paeth(left, above, corner) {
  const byLeft = Math.abs(above - corner);
  const byAbove = Math.abs(left - corner);
  const byCorner = Math.abs(left + above - 2 * corner);
  return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
}

/** The most frequent colours have a number each; any other one is shown as that which is nearest, which no eye tells from it on a page. */
function byNumbers(pixels, width, height, channels) {
  const seen = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = pixels.readUIntBE(at, 3);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const colours = [...seen].sort(([a, n], [b, m]) => m - n || a - b).slice(0, MOST_COLOURS).map(([colour]) => colour);
  const numbers = new Map([...seen.keys()].map((colour) => [colour, nearest(colours, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = numbers.get(pixels.readUIntBE(i * channels, 3));
  }
  const palette = Buffer.alloc(3 * colours.length);
  colours.forEach((colour, n) => palette.writeUIntBE(colour, 3 * n, 3));
  return written(width, height, rows, palette);
}

function nearest(colours, colour) {
  let best = 0;
  let least = Infinity;
  for (let n = 0; n < colours.length && least > 0; n++) {
    const by = [16, 8, 0].reduce((sum, shift) => sum + (((colours[n] >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0);
    if (by < least) [best, least] = [n, by];
  }
  return best;
}

function written(width, height, rows, palette) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 3; // by numbers
  const parts = [['IHDR', head], ['PLTE', palette], ['IDAT', zlib.deflateSync(rows, { level: 9, memLevel: 9 })], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts.map(([type, body]) => chunk(type, body))]);
}

function chunk(type, body) {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc(whole.subarray(4, 8 + body.length)), 8 + body.length);
  return whole;
}

/** PNG, annex D. */
function crc(bytes) {
  let c = ~0;
  for (const b of bytes) {
    c ^= b;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c >>> 0;
}
