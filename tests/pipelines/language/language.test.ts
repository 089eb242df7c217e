import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Document } from '../../../core/document.ts';
import { language } from '../../../pipelines/language/language.ts';
import { checkValue, problemText } from '../../../recipes/check-value.ts';
import { fixtureRows } from '../fixture-rows.ts';

const texts = new Map<string, string>();
for (const { language: code, text } of fixtureRows<{ language: string; text: string }>('udhr-150.jsonl'))
  texts.set(code, `${texts.get(code) ?? ''}${text} `);
const textIn = (code: string): string => texts.get(code) ?? '';

function documentOf(text: string, metadata = {}): Document {
  return { id: 'i', text, format: 'text', source: 's', label: null, metadata };
}

function outcome(text: string, parameters: object, metadata = {}) {
  const checked = checkValue(language.parameters, parameters);
  assert.ok(checked.ok);
  return language.transform(documentOf(text, metadata), checked.value);
}

/** Language and score as the kept document's metadata hold them; the reason of a dropped one. */
function told(text: string, parameters: object): string {
  const result = outcome(text, parameters);
  if ('keep' in result) return result.reason;
  assert.ok('evidence' in result);
  return result.document.metadata['language'] ?? '';
}

describe('language', () => {
  before(() => language.prepare?.(language.parameters.parse({ keep: ['zh-Hans'] })));

  it('notes language and score in the metadata and in the fate', () => {
    const result = outcome(textIn('de'), { keep: ['de'] }, { author: 'x', language: 'en' });
    assert.ok('document' in result);
    const { score } = result.evidence as { score: number };
    assert.ok(score > 0.9 && score <= 1);
    assert.deepEqual(result.evidence, { language: 'de', score });
    assert.deepEqual(result.document.metadata, { author: 'x', language: 'de', languageScore: String(score) });
    const named = outcome(textIn('de'), { field: 'lid' });
    assert.ok('document' in named);
    assert.deepEqual(named.document.metadata, { lid: 'de', lidScore: String(score) });
  });

  it('drops other languages, and unsure ones, with what was found', () => {
    const other = outcome(textIn('de'), { keep: ['en', 'zh'] });
    assert.ok('keep' in other);
    const { language: found, score } = other.evidence as { language: string; score: number };
    assert.deepEqual(other, {
      keep: false,
      reason: 'language',
      value: score,
      limit: null,
      evidence: { language: found, score },
    });
    assert.equal(found, 'de');
    assert.equal(told(textIn('de'), { minScore: score }), 'de');
    assert.equal(told(textIn('de'), { minScore: Math.min(1, score + 1e-6) }), 'language-score');
    assert.equal(told('12345 67890', {}), 'language-score');
    assert.equal(told('12345 67890', { minScore: 0 }), 'und');
    assert.equal(told('12345 67890', { minScore: 0, keep: ['en'] }), 'language');
  });

  it('takes a macrolanguage for its members', () => {
    for (const [code, kept] of [
      ['no', ['no', 'nn']],
      ['nb', ['no']],
      ['nn', ['nn']],
      ['sh', ['hr', 'sr']],
      ['hr', ['hr']],
      ['sr', ['sr']],
      ['msa', ['id', 'ms']],
      ['id', ['id']],
    ] as const) {
      const found = ['no', 'nn', 'da', 'hr', 'sr', 'sl', 'id', 'ms'].filter(
        (member) => told(textIn(member), { keep: [code], minScore: 0 }) === member,
      );
      assert.deepEqual(found.sort(), [...kept].sort(), code);
    }
  });

  it('keeps one script of Chinese or Serbian', () => {
    const texts = {
      'zh-Hans': '磨坊主人每天早上打开水闸，水轮开始转动，石磨一直唱到傍晚。这是一个很长的故事。',
      'zh-Hant': '磨坊主人每天早上打開水閘，水輪開始轉動，石磨一直唱到傍晚。這是一個很長的故事。',
      'sr-Cyrl':
        'Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена разумом и свешћу.',
      'sr-Latn':
        'Svako ima pravo na slobodu mišljenja, savesti i veroispovesti; ovo pravo uključuje slobodu promene vere.',
    };
    for (const [asked, own] of Object.entries(texts)) {
      for (const [code, text] of Object.entries(texts)) {
        const kept = told(text, { keep: [asked, 'en'], minScore: 0 });
        assert.equal(kept, code === asked ? code.slice(0, 2) : 'language', `${code} where ${asked} is kept`);
      }
      const result = outcome(own, { keep: [asked], minScore: 0 });
      assert.ok('document' in result);
      assert.equal((result.evidence as { script: string }).script, asked.slice(3));
    }
    assert.equal(told(texts['zh-Hant'], { keep: ['zh'], minScore: 0 }), 'zh');
    assert.ok(!checkValue(language.parameters, { keep: ['zh-Latn'] }).ok);
    assert.ok(!checkValue(language.parameters, { keep: ['en-Latn'] }).ok);
  });

  it('looks at the whole of a text, and at its start alone on request', () => {
    const page = textIn('en').slice(0, 300) + textIn('fi').repeat(3) + textIn('en').slice(0, 100);
    assert.equal(told(page, { keep: ['fi'], minScore: 0.3 }), 'fi');
    assert.equal(told(page, { windows: 1 }), 'en');
    assert.equal(told(textIn('en') + textIn('fi'), { windows: 2 }), 'language-score');
  });

  it('refuses what is no language', () => {
    const checked = checkValue(language.parameters, { keep: ['en', 'english'] });
    assert.ok(!checked.ok);
    assert.equal(
      problemText(checked.problems[0]),
      'keep[1]: expected a language code such as en, zh, nb or zh-Hans, found "english"',
    );
  });

  it('answers to any text, within one and the same limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), fc.integer({ min: 1, max: 8 }), (text, windows) => {
        const result = outcome(text, { minScore: 0, windows });
        assert.ok('document' in result);
        const { score } = result.evidence as { score: number };
        assert.ok(score >= 0 && score <= 1);
        assert.equal(result.document.text, text);
      }),
      { numRuns: 200 },
    );
    const long = 'слово '.repeat(1e6);
    const before = process.cpuUsage();
    outcome(long, {});
    assert.ok(process.cpuUsage(before).user < 5e5);
  });
});
