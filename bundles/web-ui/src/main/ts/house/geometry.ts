/** Where the legs of a call stand around its mix. Pure; the unit is that of the drawing. */
export interface Spot {
  x: number;
  y: number;
  /** Of the cord, from the hub's rim to the leg's. */
  path: string;
}

export interface Drawing {
  width: number;
  height: number;
  spots: Spot[];
}

const WIDTH = 460;
/** A leg with its name and codec below it. */
const ROW = 84;
const NODE_ABOVE = 30;

/**
 * Callers on the left, who was called on the right; where all came by themselves, as in a room, half of them on each side.
 *
 * @param left for each leg, whether it came in
 */
export function around(left: boolean[], hub: number, node: number): Drawing {
  const mixed = left.includes(true) && left.includes(false);
  const sides = mixed ? left : left.map((_, i) => i < Math.ceil(left.length / 2));
  const rows = Math.max(1, sides.filter(Boolean).length, sides.filter((s) => !s).length);
  const height = Math.max(2 * hub + 36, rows * ROW + 16);
  const placed = { left: 0, right: 0 };
  const spots = sides.map((isLeft) => {
    const of = sides.filter((s) => s === isLeft).length;
    const at = isLeft ? placed.left++ : placed.right++;
    const y = height / 2 + (at - (of - 1) / 2) * ROW - (ROW / 2 - NODE_ABOVE);
    // The more of them, the more of a bow.
    const bow = of > 1 ? 34 * (1 - Math.abs((at - (of - 1) / 2) / ((of - 1) / 2))) : 0;
    const x = isLeft ? 82 - bow / 2 : WIDTH - 82 + bow / 2;
    return { x, y, path: cord(WIDTH / 2, height / 2, x, y, hub, node) };
  });
  return { width: WIDTH, height, spots };
}

/** It hangs a little, as cords do. */
function cord(cx: number, cy: number, x: number, y: number, hub: number, node: number): string {
  const length = Math.hypot(x - cx, y - cy) || 1;
  const ux = (x - cx) / length;
  const uy = (y - cy) / length;
  const [x1, y1] = [cx + ux * hub, cy + uy * hub];
  const [x2, y2] = [x - ux * node, y - uy * node];
  const sag = Math.abs(ux) * Math.min(20, length / 7);
  return `M${r(x1)} ${r(y1)}Q${r((x1 + x2) / 2)} ${r((y1 + y2) / 2 + sag)} ${r(x2)} ${r(y2)}`;
}

function r(n: number): number {
  return Math.round(n * 10) / 10;
}
