import type { Document } from '../../core/document.ts';
import { type Drop, drop } from '../../core/verdict.ts';
import type { Message } from './chat-template.ts';

/** Which fields of a record are a chat. */
export interface MessageFields {
  readonly response: string | null;
  readonly context: string | null;
  readonly system: string | null;
}

/**
 * The messages of a record. Without `response` its text is a list of them in JSON; with it, the text is what the user says,
 * followed by the metadata that `context` names, and the metadata that `response` names is the answer.
 */
export function messagesOf({ text, metadata }: Document, fields: MessageFields): readonly Message[] | Drop {
  const { response, context, system } = fields;
  const told = response === null ? listed(text) : asked(text, metadata, response, context);
  if ('keep' in told) return told;
  if (!told.some(({ role, content }) => role === 'assistant' && content !== null && content !== ''))
    return drop('no-answer');
  return system === null || told[0]?.role === 'system' ? told : [{ role: 'system', content: system }, ...told];
}

function listed(text: string): readonly Message[] | Drop {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return drop('not-messages');
  }
  if (!Array.isArray(value) || value.length === 0) return drop('not-messages');
  const wrong = value.findIndex((each: unknown) => !isMessage(each));
  return wrong >= 0 ? drop('bad-message', wrong + 1) : (value as Message[]);
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content } = value as Readonly<Record<string, unknown>>;
  return typeof role === 'string' && role !== '' && (typeof content === 'string' || content === null);
}

function asked(
  text: string,
  metadata: Document['metadata'],
  response: string,
  context: string | null,
): readonly Message[] | Drop {
  const answer = metadata[response];
  if (answer === undefined) return drop('no-answer');
  const more = context === null ? undefined : metadata[context];
  const content = more === undefined || more === '' ? text : `${text}\n\n${more}`;
  return [
    { role: 'user', content },
    { role: 'assistant', content: answer },
  ];
}
