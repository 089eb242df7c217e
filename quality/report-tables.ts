import { formatByteSize } from '../core/byte-size.ts';
import type { Manifest } from '../shards/manifest.ts';
import { escapeMarkup } from './markup.ts';
import { countText, numberText } from './number-text.ts';
import { shorten } from './printable.ts';
import { type Cell, card, codeCell, htmlTable } from './report-page.ts';
import type { ReasonSample } from './samples.ts';
import { sentence } from './sentence.ts';

const mostShards = 300;
const mostSamples = 40;
const recipeCharacters = 20_000;

/** Gates with what they found. */
export function gatesCard({ gates, gatesPassed }: Pick<Manifest, 'gates' | 'gatesPassed'>): string {
  if (gates.length === 0) return '';
  const rows = gates.map(({ metric, value, min, max, severity, passed }): Cell[] => {
    const wanted = [
      min === undefined ? '' : `at least ${numberText(min)}`,
      max === undefined ? '' : `at most ${numberText(max)}`,
    ];
    const failure = severity === 'warn' ? '<span class="warn">warning</span>' : '<span class="fail">failed</span>';
    return [
      codeCell(metric),
      value === null ? 'not measured' : numberText(value),
      wanted.filter((part) => part !== '').join(', '),
      { html: passed ? '<span class="pass">passed</span>' : failure },
    ];
  });
  const lead = gatesPassed
    ? 'All required gates passed.'
    : 'A required gate failed, so latest did not move to this version.';
  return card('Gates', lead, [htmlTable(['metric', 'value', 'wanted', ''], rows, [1])]);
}

/** Some records that left, one or two for each reason, with the evidence. */
export function samplesCard(samples: readonly ReasonSample[]): string {
  const each = 2 * samples.length <= mostSamples ? 2 : 1;
  const rows = samples
    .slice(0, mostSamples)
    .flatMap((sample) =>
      sample.rows
        .slice(0, each)
        .map((row): Cell[] => [
          codeCell(shorten(row.id, 40)),
          shorten(row.source, 120),
          sentence({ ...row, id: shorten(row.id, 40), into: row.into === null ? null : shorten(row.into, 40) }),
        ]),
    );
  if (rows.length === 0) return '';
  return card('Records that left', 'Drawn by a hash of their ids. The command millrace why explains any other.', [
    htmlTable(['id', 'source', 'what became of it'], rows, []),
  ]);
}

/** Shards with rows, tokens, bytes and digests. */
export function shardsCard({ shards }: Pick<Manifest, 'shards'>): string {
  const rows = shards
    .slice(0, mostShards)
    .map(({ content, split, rows: count, tokens, bytes, sha256 }): Cell[] => [
      `${content}, ${split}`,
      countText(count),
      tokens === undefined ? '–' : countText(tokens),
      { html: `<span class="nowrap">${escapeMarkup(formatByteSize(bytes))}</span>` },
      codeCell(sha256),
    ]);
  const rest = shards.length - rows.length;
  return card('Shards', '', [
    rows.length === 0 ? '' : htmlTable(['shard', 'rows', 'tokens', 'size', 'SHA-256'], rows, [1, 2, 3]),
    rest > 0 ? `<p class="soft">${countText(rest)} more are in the manifest.</p>` : '',
  ]);
}

/** What the version was made of. */
export function lineageCard({ lineage, parent }: Pick<Manifest, 'lineage' | 'parent'>): string {
  const { inputs, tokenizer, recipeSha256, codeSha256, recipe } = lineage;
  const rows: Cell[][] = [
    ['recipe', '', codeCell(recipeSha256)],
    ['code', '', codeCell(codeSha256)],
    ['inputs', `${countText(inputs.files)} files, ${formatByteSize(inputs.bytes)}`, codeCell(inputs.sha256)],
  ];
  if (tokenizer !== null) {
    rows.push(['tokenizer', `${countText(tokenizer.vocabulary)} tokens`, codeCell(tokenizer.sha256)]);
  }
  if (parent !== null) rows.push(['parent', `version ${parent.version}`, codeCell(parent.sha256)]);
  const text = shorten(JSON.stringify(recipe, null, 2), recipeCharacters);
  const lines = text.split('\n').map(escapeMarkup).join('\n');
  return card('Lineage', 'The same inputs, recipe and code give the same bytes.', [
    htmlTable(['', '', 'SHA-256'], rows, []),
    `<details><summary>Recipe</summary><pre>${lines}</pre></details>`,
  ]);
}
