import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { readStageFile } from '../stage-file.ts';
import type { TemplateSource } from './chat-template.ts';

const token = z
  .union([z.string(), z.looseObject({ content: z.string() })])
  .nullish()
  .transform((given) => (typeof given === 'object' ? given?.content : given));
const tokenizerConfig = z.looseObject({
  chat_template: z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]),
  bos_token: token,
  eos_token: token,
});

/**
 * Reads a chat template: of a `tokenizer_config.json` its `chat_template`, of several the one called `default`, with the
 * tokens that begin and end a text; any other file is the template itself.
 * @throws MillraceError `no-stage-file`, `bad-template` (usage)
 */
export function readTemplateFile(path: string): TemplateSource {
  const text = readStageFile(path, 'a chat template').toString('utf8');
  if (!path.endsWith('.json')) return { template: text };
  const parsed = tokenizerConfig.safeParse(jsonOf(text));
  const templates = parsed.data?.chat_template;
  const template =
    typeof templates === 'string' ? templates : templates?.find(({ name }) => name === 'default')?.template;
  if (template === undefined) {
    throw new MillraceError('bad-template', 'expected a tokenizer_config.json with a chat_template, found none in it', {
      ...{ kind: 'usage', at: path },
      hint: 'newer ones have it in a file of its own, chat_template.jinja',
    });
  }
  const { bos_token: bosToken, eos_token: eosToken } = parsed.data ?? {};
  return {
    template,
    ...(bosToken == null ? {} : { bosToken }),
    ...(eosToken == null ? {} : { eosToken }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
