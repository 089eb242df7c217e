import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeSpans } from '../../pipelines/chat/answer-spans.ts';
import { openChatTemplate } from '../../pipelines/chat/chat-template.ts';
import { chatSample } from '../../streaming/chat-sample.ts';
import { chatFixture } from '../pipelines/chat/chat-fixture.ts';

const { cases, tokenizer, source } = chatFixture();

function sampled(text: string, answers: string, length = 512) {
  const { ids, marks } = chatSample(tokenizer, length)({ id: 'a', text, metadata: { answers } }, 0);
  return { ids: [...ids], mask: [...marks].join('') };
}

test('tokens and their masks are those of apply_chat_template with return_assistant_tokens_mask', () => {
  let compared = 0;
  for (const { template, messages, ids, mask } of cases) {
    const { text, answers } = openChatTemplate(source(template)).render(messages);
    const sample = sampled(text, writeSpans(text, answers));
    if (mask === undefined) continue;
    assert.deepEqual(sample.ids, ids, template);
    assert.equal(sample.mask, mask, template);
    compared++;
  }
  assert.equal(compared, 9);
});

test('the mask of a small chat, by hand', () => {
  const text = '<|im_start|>u\nx<|im_end|>\n<|im_start|>a\ny<|im_end|>\n';
  const start = text.indexOf('y');
  const { ids, mask } = sampled(text, writeSpans(text, [[start, start + 'y<|im_end|>'.length]]));
  const tokens = ['<|im_start|>', 'u', 'Ċ', 'x', '<|im_end|>', 'Ċ', '<|im_start|>', 'a', 'Ċ', 'y', '<|im_end|>', 'Ċ'];
  assert.deepEqual(
    ids,
    tokens.map((token) => tokenizer.idOf(token)),
  );
  assert.equal(mask, '000000000110');
});

test('a long chat is cut at its end, in the middle of an answer too; without answers nothing is judged', () => {
  const text = '<|im_start|>u\nx<|im_end|>\n<|im_start|>a\ny<|im_end|>\n';
  const start = text.indexOf('y');
  const answers = writeSpans(text, [[start, start + 'y<|im_end|>'.length]]);
  assert.equal(sampled(text, answers, 10).mask, '0000000001');
  assert.equal(sampled(text, answers, 4).mask, '0000');
  const { ids, marks } = chatSample(tokenizer, 512)({ id: 'a', text, metadata: {} }, 0);
  assert.equal(ids.length, 12);
  assert.ok(marks.every((mark) => mark === 0));
  assert.throws(() => sampled(`${text} `, answers), { code: 'answers-moved' });
});
