import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { answerScores } from '../../../training/evaluation/answer-scores.ts';

interface Row {
  readonly given: string;
  readonly expected: readonly string[];
  readonly exactMatch: number;
  readonly f1: number;
}

test("exact match and F1 are those of SQuAD's script", () => {
  const path = new URL('tests/fixtures/training/squad-scores.json', packageRoot);
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
  assert.equal(rows.length, 21);
  for (const { given, expected, exactMatch, f1 } of rows) {
    const found = answerScores(given, expected);
    assert.equal(found.exactMatch, exactMatch, given);
    assert.ok(Math.abs(found.f1 - f1) < 1e-12, `${given}: ${found.f1}, ${f1}`);
  }
});
