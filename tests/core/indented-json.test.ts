import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indentedJson } from '../../core/indented-json.ts';

test('indented JSON is sorted, and the same for equal values', () => {
  assert.equal(indentedJson({ b: [1, { d: 2, c: undefined }], a: 'x' }), indentedJson({ a: 'x', b: [1, { d: 2 }] }));
  assert.equal(indentedJson({ b: 1, a: {} }), '{\n  "a": {},\n  "b": 1\n}\n');
});
