import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupBySize } from '../../../workers/phases/write-groups.ts';

const sizes = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 300 });
const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

test('groups follow each other, are half full at least and at most full', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 100 }), (all, most) => {
      const groups = groupBySize(all, namesOf(all.length), most);
      let next = 0;
      for (const [index, { from, to }] of groups.entries()) {
        assert.ok(from === next && to > from);
        next = to;
        const bytes = all.slice(from, to).reduce((sum, size) => sum + size, 0);
        assert.ok(bytes <= most || to === from + 1, `${bytes} of ${most}`);
        const last = index === groups.length - 1;
        // The next size may be one that fits into no group with others.
        if (!last && 2 * bytes < most) assert.ok(bytes + (all[to] as number) > most);
      }
      assert.equal(next, all.length);
    }),
  );
});

test('a size that is another one moves the ends of a few groups', () => {
  const names = namesOf(2000);
  const all = names.map((_, i) => 1 + ((i * 7919) % 13));
  const before = new Set(groupBySize(all, names, 100).map(({ from, to }) => `${from}:${to}`));
  for (const place of [3, 500, 1500]) {
    const groups = groupBySize(all.with(place, 25), names, 100);
    const moved = groups.filter(({ from, to }) => !before.has(`${from}:${to}`));
    assert.ok(moved.length < 30, `${moved.length} of ${groups.length} groups moved`);
  }
});
