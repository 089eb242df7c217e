import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../../pipelines/tokenizers/tokenizer.ts';
import { newStopTexts } from '../../../training/generation/stop-texts.ts';
import { newTextPieces } from '../../../training/generation/text-pieces.ts';
import { readKinds } from '../../pipelines/tokenizers/fixture.ts';

const { bases, cases } = readKinds();

function piecesOf({ decode }: Pick<Tokenizer, 'decode'>, ids: readonly number[]): string[] {
  const pieces = newTextPieces(decode);
  return [...ids.map(pieces.add), pieces.end()];
}

test('the pieces of a text are the text, for tokenizers of every kind', () => {
  let checked = 0;
  for (const { name, base, keys, model, ids, decoded } of cases) {
    if (decoded === null) continue;
    const json = { ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } };
    const tokenizer = openTokenizer(JSON.stringify(json));
    for (const [index, text] of ids.entries()) {
      assert.equal(piecesOf(tokenizer, text).join(''), decoded[index], `${base}, ${name}`);
      checked++;
    }
  }
  assert.ok(checked > 500);
});

/** A tokenizer whose tokens are bytes. */
function bytesDecode(ids: Iterable<number>): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(ids));
}

test('a character is given when its last byte is there, and never in halves', () => {
  const bytes = [...Buffer.from('aé水🙂b')];
  assert.deepEqual(piecesOf({ decode: bytesDecode }, bytes), ['a', '', 'é', '', '', '水', '', '', '', '🙂', 'b', '']);
  assert.deepEqual(piecesOf({ decode: bytesDecode }, [0x61, 0xf0, 0x9f]), ['a', '', '', '\ufffd']);
});

test('any bytes at all give the text that they are together', () => {
  const anyBytes = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0xf0, 0x9f, 0x99, 0x82, 0xe6, 0xb0, 0xb4, 0x61)));
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      assert.equal(piecesOf({ decode: bytesDecode }, bytes).join(''), bytesDecode(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('a stop ends a text wherever pieces are cut, and nothing of it is given', () => {
  const stop = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 4 });
  const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 3 }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(stop, { maxLength: 4 }), text, (stops, pieces) => {
      const watch = newStopTexts(stops);
      let given = '';
      let read = '';
      for (const piece of pieces) {
        given += watch.add(piece);
        read += piece;
        assert.ok(read.startsWith(given), 'what is given stands');
        if (watch.met()) break;
      }
      given += watch.end();
      const whole = pieces.join('');
      const places = stops.map((each) => read.indexOf(each)).filter((place) => place >= 0);
      assert.equal(given, places.length === 0 ? whole : read.slice(0, Math.min(...places)));
    }),
    { numRuns: 2000 },
  );
});
