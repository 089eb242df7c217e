import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSpans } from '../../../pipelines/chat/answer-spans.ts';
import { question } from '../../../pipelines/questions/question.ts';

function outcome(text: string, metadata: Record<string, string>, given: Record<string, unknown> = {}) {
  const document = { id: 'a', text, format: 'text', source: 's', label: null, metadata } as const;
  const result = question.transform(document, question.parameters.parse(given));
  if ('keep' in result) return result.value === null ? result.reason : `${result.reason} ${result.value}`;
  assert.ok(!('evidence' in result));
  const spans = readSpans(result.text, result.metadata['answers']);
  return [result.metadata['question'], ...spans.map(([start, end]) => result.text.slice(start, end))];
}

const text = 'Die 🏭 Mühle am Fluß, 1650.';
const asked = 'Where?';

test('answers are found where SQuAD counts characters: by code points', () => {
  const at = [...text].join('\n').split('\n').indexOf('F');
  const squad = JSON.stringify({ text: ['Fluß', '1650'], answer_start: [at, at + 6] });
  assert.deepEqual(outcome(text, { question: asked, answers: squad }), [asked, 'Fluß', '1650']);
  const listed = JSON.stringify([{ text: 'Fluß', answer_start: at, more: 1 }]);
  assert.deepEqual(outcome(text, { q: asked, a: listed }, { question: 'q', answers: 'a' }), [asked, 'Fluß']);
  const spaced = JSON.stringify({ text: [' Fluß'], answer_start: [at - 1] });
  assert.deepEqual(outcome(text, { question: asked, answers: spaced }), [asked, 'Fluß'], 'white space is none of it');
});

test('a question without answers is kept, or dropped', () => {
  const answers = JSON.stringify({ text: [], answer_start: [] });
  assert.deepEqual(outcome(text, { question: asked, answers }), [asked]);
  assert.equal(outcome(text, { question: asked, answers }, { unanswerable: 'drop' }), 'no-answers');
});

test('each record that is no question has a fate of its own', () => {
  const answers = (value: unknown): Record<string, string> => ({ question: asked, answers: JSON.stringify(value) });
  assert.equal(outcome(text, { answers: '[]' }), 'no-question');
  assert.equal(outcome(text, { question: ' ', answers: '[]' }), 'no-question');
  for (const wrong of [7, {}, { text: ['a'], answer_start: [] }, { text: ['a'], answer_start: [-1] }, [{ text: 'a' }]])
    assert.equal(outcome(text, answers(wrong)), 'bad-answers');
  assert.equal(outcome(text, { question: asked }), 'bad-answers');
  assert.equal(outcome(text, { question: asked, answers: '{' }), 'bad-answers');
  const die = { text: 'Die', answer_start: 0 };
  assert.equal(outcome(text, answers([die, { text: 'Fluß', answer_start: 3 }])), 'answer-not-there 2');
  assert.equal(outcome(text, answers([{ text: 'Fluß', answer_start: 999 }])), 'answer-not-there 1');
  assert.equal(outcome(text, answers([{ text: '', answer_start: 0 }])), 'answer-not-there 1');
  assert.equal(outcome(text, answers(Array.from({ length: 1001 }, () => die))), 'too-many-answers 1001');
});
