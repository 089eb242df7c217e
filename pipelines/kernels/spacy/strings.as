// Strings that a rule knows by heart, found by their units. A record is four u16 (units, a value, how many lengths, and one
// that is 0), then the lengths, then the units; pipelines/text/spacy/kernel-tables.ts writes them.

const slotCount: u32 = 1 << 12;
/** Bytes of a set: a slot for each hash, where a record begins or 0, and a byte for each shape. */
const shapesAt: usize = (slotCount as usize) << 2;

// @ts-ignore: decorator
@inline
export function unitAt(units: usize, at: i32): u32 {
  return load<u16>(units + ((at as usize) << 1));
}

// @ts-ignore: decorator
@inline
function shapeOf(first: u32, last: u32, length: u32): usize {
  return ((first * 37 + last * 5 + length) & 0xfff) as usize;
}

function slotOf(units: usize, from: i32, to: i32): u32 {
  let hash: u32 = 0;
  for (let i = from; i < to; i++) hash = rotl<u32>((hash + unitAt(units, i)) * 0x9e3779b1, 13);
  return hash ^ (hash >> 16);
}

/** Adds a record, whose units are at `units`, to a set, which is all zeros at first and may be half full. */
export function addTo(set: usize, record: usize, units: usize): void {
  const length = load<u16>(record) as i32;
  store<u8>(set + shapesAt + shapeOf(unitAt(units, 0), unitAt(units, length - 1), length), 1);
  let slot = slotOf(units, 0, length);
  while (recordAt(set, slot) != 0) slot++;
  store<u32>(set + (((slot & (slotCount - 1)) as usize) << 2), record as u32);
}

/** The record of units [from, to), or 0. */
// @ts-ignore: decorator
@inline
export function findIn(set: usize, units: usize, from: i32, to: i32): usize {
  if (from >= to) return 0;
  const shape = shapeOf(unitAt(units, from), unitAt(units, to - 1), to - from);
  return load<u8>(set + shapesAt + shape) == 0 ? 0 : lookUp(set, units, from, to);
}

function lookUp(set: usize, units: usize, from: i32, to: i32): usize {
  // No record is as long as this, and a hash takes time.
  if (to - from > 64) return 0;
  let slot = slotOf(units, from, to);
  let record = recordAt(set, slot);
  while (record != 0 && !((load<u16>(record) as i32) == to - from && isRecord(record, units, from, to)))
    record = recordAt(set, ++slot);
  return record;
}

// @ts-ignore: decorator
@inline
function recordAt(set: usize, slot: u32): usize {
  return load<u32>(set + (((slot & (slotCount - 1)) as usize) << 2)) as usize;
}

function isRecord(record: usize, units: usize, from: i32, to: i32): bool {
  let own = record + 8 + ((load<u16>(record, 4) as usize) << 1);
  for (let i = from; i < to; i++) {
    if (load<u16>(own) != unitAt(units, i)) return false;
    own += 2;
  }
  return true;
}
