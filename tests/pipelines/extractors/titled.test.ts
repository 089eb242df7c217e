import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownStyle, plainStyle } from '../../../pipelines/extractors/text-style.ts';
import { titled } from '../../../pipelines/extractors/titled.ts';

const body = 'Wheat goes in.\nFlour comes out.';

test('a title stands before the text, as a heading of its style', () => {
  assert.equal(titled(body, 'The mill', plainStyle), `The mill\n\n${body}`);
  assert.equal(titled(body, 'The mill', markdownStyle), `# The mill\n\n${body}`);
  assert.equal(titled(body, '', markdownStyle), body);
  assert.equal(titled('', 'The mill', plainStyle), 'The mill\n\n');
});

for (const [heading, title] of [
  ['The mill', 'The Mill'],
  ['# The mill', 'The mill | Millers’ News'],
  ['The well-known mill', 'The well-known mill: a story - Millers’ News'],
  ['The well-known mill: a story', 'The well-known mill: a story - Millers’ News'],
  ['磨坊的一天', '磨坊的一天_磨坊新闻'],
  ['The mill', `The mill ${'| x '.repeat(5000)}`],
] as const) {
  test(`the heading ${heading} is the title ${title.slice(0, 60)}`, () => {
    assert.equal(titled(`${heading}\n${body}`, title, markdownStyle), `${heading}\n${body}`);
  });
}

for (const [first, title] of [
  ['The', 'The mill'],
  ['The mill by the river and more', 'The mill by the river'],
  ['A', 'A mill - news'],
  ['***', 'The mill'],
] as const) {
  test(`a text that begins with ${first} is not titled ${title} yet`, () => {
    assert.equal(titled(`${first}\n${body}`, title, plainStyle), `${title}\n\n${first}\n${body}`);
  });
}
