import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MillraceError } from '../../../core/errors.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { freeze } from '../../../training/tuning/freeze.ts';

const model = gpt.build({ layers: 12, heads: 1, width: 2, bias: true }, { vocabulary: 3, length: 2 });

function frozenBy(...patterns: string[]): string[] {
  return freeze(model, patterns).weights.flatMap(({ name, frozen }) => (frozen ? [name] : []));
}

describe('weights that are frozen by name', () => {
  test('a pattern is a whole name, or the beginning of one up to a dot', () => {
    assert.deepEqual(frozenBy('wte'), ['wte.weight']);
    assert.deepEqual(frozenBy('wte.weight', 'ln_f.bias'), ['wte.weight', 'ln_f.bias']);
    assert.equal(frozenBy('h').length, 12 * 12);
    assert.equal(frozenBy('h.1').length, 12);
    assert.ok(frozenBy('h.1').every((name) => name.startsWith('h.1.')));
  });

  test('a star stands for any characters, dots too', () => {
    assert.equal(frozenBy('h.*.ln_1').length, 24);
    assert.equal(frozenBy('*.bias').length, 12 * 6 + 1);
    assert.equal(frozenBy('h.1*').length, 3 * 12);
    assert.equal(frozenBy('*').length, model.weights.length);
  });

  test('nothing is frozen without a pattern, and other members of the model stay', () => {
    assert.deepEqual(frozenBy(), []);
    assert.equal(freeze(model, ['wte']).hidden, model.hidden);
  });

  test('a pattern that names nothing is an error that names the weights there are', () => {
    for (const pattern of ['h.12', 'wt', 'h.1.ln', 'WTE', 'wte.weight.', 'h.x.ln_1', '.', 'h?0']) {
      assert.throws(
        () => freeze(model, ['wpe', pattern]),
        (error) => {
          assert.ok(error instanceof MillraceError);
          assert.equal(error.code, 'bad-freeze');
          assert.equal(error.kind, 'usage');
          assert.ok(error.message.includes(JSON.stringify(pattern)));
          assert.ok(error.message.includes('wte.weight, wpe.weight, h.*.ln_1.weight, h.*.ln_1.bias'));
          return true;
        },
        pattern,
      );
    }
  });
});
