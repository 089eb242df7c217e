import { readFileSync } from 'node:fs';
import { builtInTemplates, isBuiltInTemplate } from '../../../pipelines/chat/built-in-templates.ts';
import type { Message, TemplateSource } from '../../../pipelines/chat/chat-template.ts';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../../pipelines/tokenizers/tokenizer.ts';
import { packageRoot } from '../../../storage/package-root.ts';

/** What `transformers` made of a chat with a template; `mask` where the template marks answers. */
export interface ChatCase {
  readonly template: string;
  readonly messages: readonly Message[];
  readonly text: string;
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly mask?: string;
}

interface Fixture {
  readonly templates: Readonly<Record<string, string>>;
  readonly tokenizer: unknown;
  readonly cases: readonly ChatCase[];
}

/** Chats by make_chat_fixture.py. */
export function chatFixture(): {
  readonly cases: readonly ChatCase[];
  readonly tokenizer: Tokenizer;
  readonly tokenizerJson: string;
  readonly source: (name: string) => TemplateSource;
} {
  const path = new URL('tests/fixtures/training/chat-transformers.json', packageRoot);
  const { templates, tokenizer, cases } = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
  const tokenizerJson = JSON.stringify(tokenizer);
  return {
    cases,
    tokenizerJson,
    tokenizer: openTokenizer(tokenizerJson),
    source: (name) => ({
      template: isBuiltInTemplate(name) ? builtInTemplates[name] : (templates[name] ?? ''),
      bosToken: '<s>',
      eosToken: '</s>',
    }),
  };
}
