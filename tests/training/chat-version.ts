import { chat } from '../../pipelines/chat/chat.ts';
import type { StoredDocument } from '../../shards/documents.ts';

/** Documents of small chats, as the stage `chat` writes them: what grows, and how much of it there is. */
export function chatDocuments(count: number, first = 0): readonly StoredDocument[] {
  return Array.from({ length: count }, (_, index): StoredDocument => {
    const number = first + index;
    const messages = [
      { role: 'user', content: `How many bags at mill ${number % 7}?` },
      { role: 'assistant', content: `${(number % 7) + 2} bags.` },
    ];
    const id = `chat-${number}`;
    const document = { id, text: JSON.stringify(messages), format: 'text', source: `f:${number}` } as const;
    const written = chat.transform({ ...document, label: null, metadata: {} }, chat.parameters.parse({}));
    if ('keep' in written || 'evidence' in written) throw new Error('a chat that is none');
    const { text, metadata } = written;
    return { id, text, source: document.source, label: null, parent: null, metadata };
  });
}
